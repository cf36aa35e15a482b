"""Whom an identity of the office's own sign-in lets in, and how often, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import func, select, update

from data_access import access_log, accounts, identities, sessions
from data_access.access_log import COMMAND_LINE
from data_access.connect import reading, writing
from data_access.schema import app_user, user_session
from programme.roles import Role
from tests.data_access.scenarios import World

ADDRESS = "192.0.2.1"
EMAIL = "maija.mallila@office.example"
NOW = datetime.now(UTC)
IDENTITY = identities.Identity(
    issuer="https://provider.example",
    subject="4711",
    nonce="first",
    issued_at=NOW,
    email=EMAIL,
    email_verified=True,
)


@pytest.fixture(autouse=True)
def office(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody whose user name is an e-mail address, in an office that has long been there."""
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", "k" * 48)
    with writing(world.engine) as connection:
        accounts.create_user(connection, EMAIL, "Maija", Role.OFFICER, accounts.NO_PASSWORD)
    change(world, sessions_valid_after=NOW - timedelta(days=10))


def change(world: World, **values: Any) -> None:
    with writing(world.engine) as connection:
        connection.execute(update(app_user).where(app_user.c.username == EMAIL).values(**values))


def come(
    world: World, identity: identities.Identity = IDENTITY, now: datetime = NOW
) -> sessions.SignedIn | None:
    """Come back from the provider: the session that this begins."""
    claims = identities.start_session(world.engine, identity, ADDRESS, now)
    return sessions.current(world.engine, claims["session"]) if claims else None


def log(world: World) -> list[tuple[str, str]]:
    with reading(world.engine) as connection:
        frame = access_log.lines(connection)
    return [tuple(row) for row in frame[["username", "action"]].itertuples(index=False)]


def counts(world: World) -> tuple[int, int]:
    """How many users and how many sessions there are."""
    with reading(world.engine) as connection:
        tables = (app_user, user_session)
        users, begun = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        )
    return users, begun


@pytest.mark.parametrize("email", [EMAIL, EMAIL.upper(), "Maija.Mallila@Office.Example"])
def test_the_address_names_the_user(world: World, email: str) -> None:
    signed_in = come(world, replace(IDENTITY, email=email))
    assert signed_in is not None
    assert (signed_in.user.username, signed_in.user.role) == (EMAIL, Role.OFFICER)
    assert log(world) == [(EMAIL, "signed_in")]


@pytest.mark.parametrize(
    ("refused", "written"),
    [
        ({"email": "another@office.example"}, "–"),
        ({"email": ""}, "–"),
        ({"email": f" {EMAIL}"}, "–"),
        ({"email": f"{EMAIL}\x00"}, "–"),
        ({"email_verified": False}, EMAIL),
    ],
    ids=str,
)
def test_who_is_none_of_ours_is_refused_and_nobody_is_added(
    world: World, refused: dict[str, Any], written: str
) -> None:
    before = counts(world)
    with pytest.raises(identities.NobodyOfOurs):
        come(world, replace(IDENTITY, **refused))
    assert counts(world) == before
    assert log(world) == [(written, "sign_in_refused")]


def test_an_address_that_only_looks_the_same_in_small_letters_is_another(world: World) -> None:
    with writing(world.engine) as connection:
        accounts.create_user(connection, "k@office.example", "K", Role.OFFICER, "no hash")
    kelvin = "\u212a@office.example"
    assert kelvin.lower() == "k@office.example"
    with pytest.raises(identities.NobodyOfOurs):
        come(world, replace(IDENTITY, email=kelvin))


def test_a_closed_account_stays_closed(world: World) -> None:
    change(world, active=False)
    with pytest.raises(identities.NobodyOfOurs):
        come(world)
    assert log(world) == [(EMAIL, "sign_in_refused")]


def test_a_used_identity_of_an_account_closed_since_is_no_new_attempt(world: World) -> None:
    assert come(world) is not None
    change(world, active=False)
    assert come(world) is None
    assert log(world) == [(EMAIL, "signed_in")]


@pytest.mark.parametrize(
    "age", [timedelta(minutes=5, seconds=1), timedelta(days=29), -timedelta(minutes=3)], ids=str
)
@pytest.mark.parametrize("email", [EMAIL, "another@office.example"])
def test_an_identity_of_another_time_is_passed_over(
    world: World, age: timedelta, email: str
) -> None:
    assert come(world, replace(IDENTITY, issued_at=NOW - age, email=email)) is None
    assert log(world) == []


@pytest.mark.parametrize("age", [timedelta(minutes=4), -timedelta(minutes=1)], ids=str)
def test_clocks_may_differ_a_little(world: World, age: timedelta) -> None:
    identity = replace(IDENTITY, issued_at=NOW - age)
    assert come(world, identity) is not None
    assert come(world, identity) is None


def test_an_identity_begins_one_session(world: World) -> None:
    assert come(world) is not None
    assert come(world) is None
    assert come(world, replace(IDENTITY, email=EMAIL.upper())) is None
    assert log(world) == [(EMAIL, "signed_in")]


def test_the_next_identity_begins_the_next_session(world: World) -> None:
    assert come(world) is not None
    assert come(world, replace(IDENTITY, nonce="second")) is not None


def test_two_tabs_with_one_identity_begin_one_session(world: World) -> None:
    before = counts(world)[1]
    together, begun = Barrier(2), []

    def one_tab() -> None:
        together.wait()
        begun.append(identities.start_session(world.engine, IDENTITY, ADDRESS, NOW))

    tabs = [Thread(target=one_tab) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert sorted(claims is None for claims in begun) == [False, True]
    assert counts(world)[1] == before + 1


def end_by_admin(world: World, session: sessions.SignedIn) -> None:
    sessions.end_by_admin(world.engine, COMMAND_LINE, session.session_id)


def sign_out(world: World, session: sessions.SignedIn) -> None:
    sessions.sign_out(world.engine, session)


def as_with_a_new_key(world: World, session: sessions.SignedIn) -> None:
    with writing(world.engine) as connection:
        sessions.end(connection, session.session_id, "key_rotated")


@pytest.mark.parametrize("end", [end_by_admin, sign_out, as_with_a_new_key])
def test_a_session_that_has_ended_is_not_revived(world: World, end: Any) -> None:
    session = come(world)
    assert session is not None
    end(world, session)
    assert sessions.current(world.engine, session.session_id) is None
    assert come(world) is None


@pytest.mark.parametrize("values", [{"password_hash": "another"}, {"role": Role.STEERING}], ids=str)
def test_an_identity_from_before_a_change_of_the_account_is_passed_over(
    world: World, values: dict[str, Any]
) -> None:
    change(world, **values)
    assert come(world, replace(IDENTITY, issued_at=NOW - timedelta(seconds=1))) is None
    later = datetime.now(UTC) + timedelta(seconds=1)
    assert come(world, replace(IDENTITY, issued_at=later), later) is not None
