"""Accounts and one-time codes: who may change them, and what always stays true."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import bcrypt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update

from data_access import access_log, accounts, invitations, sessions
from data_access.access_log import COMMAND_LINE
from data_access.accounts import Refusal, Refused
from data_access.connect import reading, writing
from data_access.schema import app_user, sign_in_code
from programme.roles import Role
from tests.data_access.raw_sql import DRIVER_ERRORS, plain_connection
from tests.data_access.scenarios import ADMIN, FORMER, MANAGER, OFFICER, STEERING, World

GOOD = "lumi sataa mustaan veteen"
OTHERS = [STEERING, OFFICER, MANAGER, FORMER, "nobody", ""]

WRITES: dict[str, Callable[[Engine, str], object]] = {
    "invite": lambda engine, by: invitations.invite(engine, by, "uusi", "Uusi", Role.OFFICER),
    "reset": lambda engine, by: invitations.reset_password(engine, by, OFFICER),
    "renew": lambda engine, by: invitations.renew(engine, by, OFFICER),
    "role": lambda engine, by: accounts.change(engine, by, OFFICER, role=Role.ADMIN),
    "close": lambda engine, by: accounts.change(engine, by, OFFICER, active=False),
    "rename": lambda engine, by: accounts.change(engine, by, OFFICER, display_name="Otto O."),
}


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", "k" * 48)


def content(world: World) -> list[object]:
    """All that can be changed here."""
    return [*world.all(select(app_user)), *world.all(select(sign_in_code)), *log(world)]


def log(world: World) -> list[tuple[str, str, str | None]]:
    with reading(world.engine) as connection:
        frame = access_log.lines(connection)
    return [tuple(row) for row in frame[["username", "action", "subject"]].itertuples(index=False)]


def refusal(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.refusal


def opens(world: World, username: str, password: str) -> bool:
    hashed = accounts.password_hash(world.engine, username)
    return hashed is not None and bcrypt.checkpw(password.encode(), hashed.encode())


@pytest.mark.parametrize("by", OTHERS)
@pytest.mark.parametrize("write", WRITES)
def test_only_an_administrator_changes_accounts(world: World, by: str, write: str) -> None:
    before = content(world)
    assert refusal(lambda: WRITES[write](world.engine, by)) is Refusal.FORBIDDEN
    assert content(world) == before


@pytest.mark.parametrize("by", [ADMIN, COMMAND_LINE])
@pytest.mark.parametrize("write", WRITES)
def test_who_changed_what_is_written_down(world: World, by: str, write: str) -> None:
    WRITES[write](world.engine, by)
    actor, _, subject = log(world)[0]
    assert (actor, subject) == (by, "uusi" if write == "invite" else OFFICER)


def test_an_invited_one_sets_a_password_once(world: World) -> None:
    code = invitations.invite(world.engine, ADMIN, " Uusi ", " Uusi Ihminen ", Role.OFFICER, "sv")
    assert accounts.password_hash(world.engine, "uusi") is None
    found = invitations.redeem(world.engine, code, GOOD)
    assert found == accounts.User("uusi", "Uusi Ihminen", Role.OFFICER, "sv")
    assert opens(world, "uusi", GOOD)
    again = refusal(lambda: invitations.redeem(world.engine, code, "toinen kissa juoksee"))
    assert again is Refusal.CODE_WRONG
    assert opens(world, "uusi", GOOD)


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("short", Refusal.PASSWORD_SHORT),
        ("x" * 73, Refusal.PASSWORD_LONG),
        ("password1234", Refusal.PASSWORD_COMMON),
    ],
)
def test_a_weak_password_is_not_taken_and_the_code_stays_good(
    world: World, password: str, expected: Refusal
) -> None:
    code = invitations.invite(world.engine, ADMIN, "uusi", "Uusi", Role.OFFICER)
    assert refusal(lambda: invitations.redeem(world.engine, code, password)) is expected
    invitations.redeem(world.engine, code, GOOD)


def test_the_newest_code_is_the_one_that_works(world: World) -> None:
    first = invitations.invite(world.engine, ADMIN, "uusi", "Uusi", Role.OFFICER)
    second = invitations.renew(world.engine, ADMIN, "uusi")
    assert invitations.holder(world.engine, first) is None
    assert invitations.holder(world.engine, second) is not None


def test_a_code_runs_out(world: World) -> None:
    code = invitations.invite(world.engine, ADMIN, "uusi", "Uusi", Role.OFFICER)
    with writing(world.engine) as connection:
        long_ago = datetime.now(UTC) - timedelta(days=9)
        connection.execute(
            update(sign_in_code).values(created_at=long_ago, expires_at=datetime.now(UTC))
        )
    assert refusal(lambda: invitations.redeem(world.engine, code, GOOD)) is Refusal.CODE_WRONG


def test_a_code_of_a_closed_account_does_nothing(world: World) -> None:
    code = invitations.renew(world.engine, ADMIN, OFFICER)
    accounts.change(world.engine, ADMIN, OFFICER, active=False)
    assert refusal(lambda: invitations.redeem(world.engine, code, GOOD)) is Refusal.CODE_WRONG


def test_a_code_redeemed_by_many_at_once_sets_one_password(world: World) -> None:
    code = invitations.invite(world.engine, ADMIN, "uusi", "Uusi", Role.OFFICER)
    barrier = threading.Barrier(4)

    def redeem(number: int) -> bool:
        barrier.wait(60)
        try:
            invitations.redeem(world.engine, code, f"{GOOD} {number}")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(redeem, range(4)))
    assert won.count(True) == 1
    assert opens(world, "uusi", f"{GOOD} {won.index(True)}")


def test_the_code_itself_is_not_kept(world: World) -> None:
    code = invitations.invite(world.engine, ADMIN, "uusi", "Uusi", Role.OFFICER)
    assert code not in str(content(world))


def test_a_reset_closes_the_password_and_ends_the_sessions(world: World) -> None:
    session_id = sessions.start(world.engine, OFFICER, "192.0.2.1")["session"]
    code = invitations.reset_password(world.engine, ADMIN, OFFICER)
    assert accounts.password_hash(world.engine, OFFICER) is None
    assert sessions.current(world.engine, session_id) is None
    invitations.redeem(world.engine, code, GOOD)
    assert opens(world, OFFICER, GOOD)


@pytest.mark.parametrize(
    ("username", "display_name", "expected"),
    [
        ("", "Uusi", Refusal.NAME_WRONG),
        ("uusi ihminen", "Uusi", Refusal.NAME_WRONG),
        ("x" * 61, "Uusi", Refusal.NAME_WRONG),
        ("uusi\n", "", Refusal.NAME_WRONG),
        ("uusi", " ", Refusal.NAME_WRONG),
        ("uusi", "x" * 61, Refusal.NAME_WRONG),
        ("uusi", "Uusi\x1b[31m", Refusal.NAME_WRONG),
        (OFFICER, "Otto", Refusal.NAME_TAKEN),
        (OFFICER.upper(), "Otto", Refusal.NAME_TAKEN),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    world: World, username: str, display_name: str, expected: Refusal
) -> None:
    before = content(world)
    act = refusal(
        lambda: invitations.invite(world.engine, ADMIN, username, display_name, Role.OFFICER)
    )
    assert act is expected
    assert content(world) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(name=st.text(max_size=70), display_name=st.text(max_size=70))
def test_any_name_is_taken_or_refused(world: World, name: str, display_name: str) -> None:
    refused = None
    try:
        invitations.invite(world.engine, ADMIN, name, display_name, Role.OFFICER)
    except Refused as refusal_:
        refused = refusal_.refusal
    known = name.strip().lower() in {row.username for row in world.all(select(app_user))}
    assert refused in (None, Refusal.NAME_WRONG, Refusal.NAME_TAKEN)
    assert known or refused is Refusal.NAME_WRONG


def test_a_user_that_there_is_not(world: World) -> None:
    for act in (
        lambda: accounts.change(world.engine, ADMIN, "nobody", active=False),
        lambda: invitations.reset_password(world.engine, ADMIN, "nobody"),
        lambda: invitations.renew(world.engine, ADMIN, "nobody"),
    ):
        assert refusal(act) is Refusal.UNKNOWN_USER


@pytest.mark.parametrize(
    "act",
    [
        lambda engine: accounts.change(engine, ADMIN, ADMIN, role=Role.MANAGER),
        lambda engine: accounts.change(engine, ADMIN, ADMIN, active=False),
        lambda engine: invitations.reset_password(engine, ADMIN, ADMIN),
    ],
    ids=["role", "close", "reset"],
)
def test_the_last_administrator_stays_one(world: World, act: Callable[[Engine], object]) -> None:
    before = content(world)
    assert refusal(lambda: act(world.engine)) is Refusal.LAST_ADMIN
    assert content(world) == before
    # One who has not set a password yet could let nobody in.
    code = invitations.invite(world.engine, ADMIN, "toinen", "Toinen", Role.ADMIN)
    assert refusal(lambda: act(world.engine)) is Refusal.LAST_ADMIN
    invitations.redeem(world.engine, code, GOOD)
    act(world.engine)


def test_two_administrators_who_close_each_other_leave_one(world: World) -> None:
    code = invitations.invite(world.engine, ADMIN, "toinen", "Toinen", Role.ADMIN)
    invitations.redeem(world.engine, code, GOOD)
    barrier = threading.Barrier(2)

    def close(pair: tuple[str, str]) -> bool:
        by, whom = pair
        barrier.wait(60)
        try:
            accounts.change(world.engine, by, whom, active=False)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(close, [(ADMIN, "toinen"), ("toinen", ADMIN)])) == [False, True]
    admins = select(app_user).where(app_user.c.role == "admin", app_user.c.active)
    assert len(world.all(admins)) == 1


@pytest.mark.parametrize(
    ("rule", "statement"),
    [
        ("user_is_kept", f"DELETE FROM app_user WHERE username = '{STEERING}'"),
        ("last_admin", "UPDATE app_user SET active = false"),
        ("code_is_used", "UPDATE sign_in_code SET used_at = NULL WHERE used_at IS NOT NULL"),
        ("code_is_used", f"UPDATE sign_in_code SET username = '{ADMIN}'"),
    ],
)
def test_the_database_refuses(world: World, rule: str, statement: str) -> None:
    invitations.renew(world.engine, ADMIN, OFFICER)
    invitations.renew(world.engine, ADMIN, OFFICER)
    before = content(world)
    with plain_connection(world.engine) as connection, pytest.raises(DRIVER_ERRORS, match=rule):
        connection.execute(statement)
    assert content(world) == before
