"""Sessions: how they begin, go on and end, on both databases."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from sqlalchemy import insert, select, text, update

from data_access import access_log, accounts, session_key, sessions
from data_access.changes import revisions
from data_access.connect import reading, writing
from data_access.schema import app_user, user_session
from programme.roles import Role
from programme.sessions import LONGEST
from tests.data_access.raw_sql import DRIVER_ERRORS, plain_connection
from tests.data_access.scenarios import ADMIN, FORMER, MANAGER, OFFICER, STEERING, World

ADDRESS = "192.0.2.1"
KEY = "k" * 48


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", KEY)


def started(world: World, username: str = MANAGER) -> str:
    return str(sessions.start(world.engine, username, ADDRESS)["session"])


def goes_on(world: World, session_id: str) -> bool:
    return sessions.current(world.engine, session_id) is not None


def aged(world: World, username: str = MANAGER, **ago: timedelta) -> str:
    """A session with some of its times so long ago."""
    now = datetime.now(UTC)
    row: dict[str, Any] = {
        "session_id": f"session of {username}",
        "username": username,
        "address_key": "somewhere",
        "started_at": now - timedelta(hours=20),
        "last_seen_at": now,
        "expires_at": now + timedelta(hours=4),
    }
    long_ago = now - timedelta(days=2)
    with writing(world.engine) as connection:
        connection.execute(update(app_user).values(sessions_valid_after=long_ago))
        connection.execute(
            insert(user_session).values(row | {name: now - by for name, by in ago.items()})
        )
    return str(row["session_id"])


def log(world: World) -> list[tuple[str, str, str | None]]:
    with reading(world.engine) as connection:
        frame = access_log.lines(connection)
    return [tuple(row) for row in frame[["username", "action", "subject"]].itertuples(index=False)]


def test_a_session_is_its_users(world: World) -> None:
    found = sessions.current(world.engine, started(world))
    assert found is not None
    assert (found.user.username, found.user.role) == (MANAGER, Role.MANAGER)
    assert timedelta(hours=7.9) < found.ends_at - datetime.now(UTC) <= timedelta(hours=8)
    assert log(world) == [(MANAGER, "signed_in", None)]


def test_the_cookie_names_the_session_and_ends_with_it(world: World) -> None:
    claims = sessions.start(world.engine, MANAGER, ADDRESS)
    cookie = {sessions.COOKIE_NAME: jwt.encode(claims, KEY, algorithm="HS256")}
    assert sessions.of_cookie(cookie) == claims["session"]
    expires = datetime.fromtimestamp(claims["exp_date"], UTC) - datetime.now(UTC)
    assert LONGEST - timedelta(minutes=1) < expires <= LONGEST


@pytest.mark.parametrize("session_id", [None, "", "unknown"])
def test_a_session_that_there_is_not(world: World, session_id: str | None) -> None:
    assert sessions.current(world.engine, session_id) is None


@pytest.mark.parametrize(
    ("username", "ago", "over"),
    [
        (MANAGER, {"last_seen_at": timedelta(hours=7, minutes=59)}, False),
        (MANAGER, {"last_seen_at": timedelta(hours=8)}, True),
        (ADMIN, {"last_seen_at": timedelta(minutes=29)}, False),
        (ADMIN, {"last_seen_at": timedelta(minutes=30)}, True),
        (MANAGER, {"expires_at": timedelta(seconds=1)}, True),
    ],
)
def test_time_ends_a_session(
    world: World, username: str, ago: dict[str, timedelta], over: bool
) -> None:
    assert goes_on(world, aged(world, username, **ago)) is not over


def test_the_idle_time_is_a_setting(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    session_id = aged(world, last_seen_at=timedelta(minutes=10))
    monkeypatch.setenv("PROGRAMME_IDLE_MINUTES", "9")
    assert not goes_on(world, session_id)
    monkeypatch.setenv("PROGRAMME_IDLE_MINUTES", "11")
    assert goes_on(world, session_id)


@pytest.mark.parametrize("written", ["soon", "0", "-5", "1.5", "99999"])
def test_an_idle_time_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("PROGRAMME_ADMIN_IDLE_MINUTES", written)
    with pytest.raises(sessions.WrongLimit, match="1 to 1440 minutes"):
        sessions.idle_limits()


def test_work_keeps_a_session_alive_without_a_write_for_every_look(world: World) -> None:
    session_id = aged(world, last_seen_at=timedelta(hours=7))

    def last_seen() -> datetime:
        return world.all(select(user_session.c.last_seen_at))[0].last_seen_at

    found = sessions.current(world.engine, session_id)
    assert found is not None
    sessions.seen(world.engine, found)
    once = last_seen()
    assert datetime.now(UTC) - once < timedelta(minutes=1)
    again = sessions.current(world.engine, session_id)
    assert again is not None
    sessions.seen(world.engine, again)
    assert last_seen() == once


def test_signing_out_ends_this_session_only(world: World) -> None:
    one, other = started(world), started(world)
    found = sessions.current(world.engine, one)
    assert found is not None
    sessions.sign_out(world.engine, found)
    assert (goes_on(world, one), goes_on(world, other)) == (False, True)
    assert log(world)[0] == (MANAGER, "signed_out", None)


@pytest.mark.parametrize(
    "change",
    ["role = 'officer'", "active = false", "password_hash = 'another'"],
)
def test_a_changed_account_ends_all_its_sessions_whoever_changes_it(
    world: World, change: str
) -> None:
    mine, others = started(world), started(world, OFFICER)
    with plain_connection(world.engine) as connection:
        connection.execute(f"UPDATE app_user SET {change} WHERE username = '{MANAGER}'")
        connection.execute(f"UPDATE app_user SET active = true WHERE username = '{MANAGER}'")
    assert (goes_on(world, mine), goes_on(world, others)) == (False, True)


def test_what_does_not_concern_the_session_leaves_it(world: World) -> None:
    session_id = started(world)
    with writing(world.engine) as connection:
        connection.execute(update(app_user).values(display_name="Anna B.", language="sv"))
    assert goes_on(world, session_id)


def test_a_new_session_begins_after_the_change_that_ended_the_others(world: World) -> None:
    with writing(world.engine) as connection:
        accounts.set_password(connection, MANAGER, "another")
    assert goes_on(world, started(world))


def test_the_end_of_a_session_is_news_for_open_screens_and_its_use_is_not(world: World) -> None:
    session_id = aged(world, last_seen_at=timedelta(hours=1))
    before = revisions(world.engine)
    found = sessions.current(world.engine, session_id)
    assert found is not None
    sessions.seen(world.engine, found)
    assert revisions(world.engine) == before
    sessions.sign_out(world.engine, found)
    assert revisions(world.engine)["people"] == before["people"] + 1


def test_an_administrator_ends_a_session(world: World) -> None:
    session_id = started(world)
    sessions.end_by_admin(world.engine, ADMIN, session_id)
    assert not goes_on(world, session_id)
    assert log(world)[0] == (ADMIN, "session_ended", MANAGER)
    sessions.end_by_admin(world.engine, ADMIN, session_id)
    assert len(log(world)) == 2


@pytest.mark.parametrize("by", [STEERING, OFFICER, MANAGER, FORMER, "nobody"])
def test_nobody_else_does(world: World, by: str) -> None:
    session_id = started(world)
    with pytest.raises(accounts.Refused) as refused:
        sessions.end_by_admin(world.engine, by, session_id)
    assert refused.value.refusal is accounts.Refusal.FORBIDDEN
    assert goes_on(world, session_id)


def test_the_list_holds_the_sessions_that_go_on(world: World) -> None:
    kept = [started(world), started(world, OFFICER)]
    aged(world, ADMIN, last_seen_at=timedelta(hours=1))
    ended = sessions.current(world.engine, started(world, STEERING))
    assert ended is not None
    sessions.sign_out(world.engine, ended)
    with reading(world.engine) as connection:
        frame = sessions.going_on(connection)
    assert set(frame["session_id"]) == set(kept)
    assert set(frame["username"]) == {MANAGER, OFFICER}


def test_a_new_key_ends_every_session(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PROGRAMME_COOKIE_KEY")
    monkeypatch.setattr(session_key, "KEY_FILE", tmp_path / "cookie-key")
    claims = sessions.start(world.engine, MANAGER, ADDRESS)
    old = session_key.cookie_key()
    cookie = {sessions.COOKIE_NAME: jwt.encode(claims, old, algorithm="HS256")}
    sessions.rotate_key(world.engine)
    assert session_key.cookie_key() != old
    assert (tmp_path / "cookie-key").stat().st_mode & 0o777 == 0o600
    assert sessions.of_cookie(cookie) is None
    assert not goes_on(world, claims["session"])
    assert log(world)[0] == (access_log.COMMAND_LINE, "key_rotated", None)


def test_a_key_that_is_a_setting_is_not_changed_here(world: World) -> None:
    session_id = started(world)
    with pytest.raises(session_key.KeyIsASetting):
        sessions.rotate_key(world.engine)
    assert goes_on(world, session_id)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("session_is_over", "ended_at = NULL, end_reason = NULL WHERE ended_at IS NOT NULL"),
        ("session_is_over", "expires_at = '2999-01-01' WHERE ended_at IS NULL"),
        ("session_is_over", f"username = '{ADMIN}' WHERE ended_at IS NULL"),
        ("session_ends_for_a_reason", "end_reason = 'signed_out' WHERE ended_at IS NULL"),
        ("end_reason_known", "ended_at = CURRENT_TIMESTAMP, end_reason = 'mood'"),
    ],
)
def test_the_database_keeps_sessions_as_they_are(world: World, rule: str, change: str) -> None:
    started(world)
    over = sessions.current(world.engine, started(world))
    assert over is not None
    sessions.sign_out(world.engine, over)
    before = world.all(text("SELECT * FROM user_session ORDER BY session_id"))
    if rule == "end_reason_known":
        change += f" WHERE session_id <> '{over.session_id}'"
    with plain_connection(world.engine) as connection, pytest.raises(DRIVER_ERRORS, match=rule):
        connection.execute(f"UPDATE user_session SET {change}")
    assert world.all(text("SELECT * FROM user_session ORDER BY session_id")) == before
