"""`python -m data_access users …`: accounts and sessions kept at the server."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access import accounts, administration, invitations, session_key, sessions
from data_access.access_log import COMMAND_LINE
from data_access.connect import create_engine_for
from data_access.log_search import AccessSearch
from programme.roles import Role
from tests.data_access.scenarios import ADMIN, FORMER, MANAGER, OFFICER, World
from tests.data_access.test_commands import Line, failed, line, office

__all__ = ["line", "office"]  # fixtures

ADDRESS = "192.0.2.1"
PASSWORD = "kolme kuusta ja yksi lampi"

Run = Callable[..., Line]


def code_of(output: str) -> str:
    """The code that was printed, which stands in the path too."""
    code = re.search(r"^code: (\S+)$", output, re.MULTILINE)
    assert code
    assert f"/?code={code[1]}\n" in output
    return code[1]


def log(engine: Engine) -> list[tuple[str, str, str | None]]:
    """The access log, newest first."""
    found = administration.access_lines(engine, COMMAND_LINE, AccessSearch()).lines
    return [(each.username, each.action, each.subject) for each in found]


def lines_of(result: Line) -> list[list[str]]:
    status, output, errors = result
    assert (status, errors) == (0, "")
    return [re.split(r" {2,}", row) for row in output.splitlines()]


def open_session(engine: Engine, username: str) -> str:
    return str(sessions.start(engine, username, ADDRESS)["session"])


def test_a_new_installation_gets_its_first_account(
    database_url: str, monkeypatch: pytest.MonkeyPatch, line: Run
) -> None:
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", database_url)
    assert line("migrate")[0] == 0
    status, output, errors = line("users", "invite", "anna", "--name", "Anna A", "--role", "admin")
    assert (status, errors) == (0, "")
    engine = create_engine_for(database_url)
    invitations.redeem(engine, code_of(output), PASSWORD)
    known, written = accounts.password_hash(engine, "anna"), log(engine)
    engine.dispose()
    assert known
    assert written == [
        ("anna", "password_changed", None),
        (COMMAND_LINE, "user_invited", "anna"),
    ]


def test_list_tells_state_and_sessions(office: World, line: Run) -> None:
    open_session(office.engine, MANAGER)
    line("users", "invite", "uusi", "--name", "Uusi U", "--role", "officer", "--language", "sv")
    rows = {row[0]: row[1:] for row in lines_of(line("users", "list"))}
    assert rows[MANAGER] == ["Anna", "manager", "fi", "active", "1"]
    assert rows[FORMER] == ["Former", "manager", "fi", "closed", "0"]
    assert rows["uusi"] == ["Uusi U", "officer", "sv", "invited", "0"]


def test_a_new_role_ends_the_sessions(office: World, line: Run) -> None:
    session = open_session(office.engine, OFFICER)
    assert line("users", "role", OFFICER, "manager")[0] == 0
    found = accounts.user(office.engine, OFFICER)
    assert found
    assert found.role is Role.MANAGER
    assert sessions.current(office.engine, session) is None
    assert log(office.engine)[0] == (COMMAND_LINE, "user_changed", OFFICER)


def test_a_closed_account_can_be_opened_again(office: World, line: Run) -> None:
    session = open_session(office.engine, OFFICER)
    assert line("users", "close", OFFICER)[0] == 0
    assert accounts.user(office.engine, OFFICER) is None
    assert sessions.current(office.engine, session) is None
    assert line("users", "open", OFFICER)[0] == 0
    assert accounts.user(office.engine, OFFICER)
    assert sessions.current(office.engine, session) is None


def test_a_reset_closes_the_password_and_gives_a_code(office: World, line: Run) -> None:
    status, output, _ = line("users", "reset-password", OFFICER)
    assert status == 0
    assert accounts.password_hash(office.engine, OFFICER) is None
    assert invitations.redeem(office.engine, code_of(output), PASSWORD).username == OFFICER


def test_the_only_administrator_can_be_helped_too(office: World, line: Run) -> None:
    before = accounts.password_hash(office.engine, ADMIN)
    status, output, errors = line("users", "reset-password", ADMIN)
    assert (status, errors) == (0, "")
    assert "the old password works until" in output
    assert accounts.password_hash(office.engine, ADMIN) == before
    invitations.redeem(office.engine, code_of(output), PASSWORD)
    assert accounts.password_hash(office.engine, ADMIN) != before


def test_sessions_are_listed_and_ended_by_user(office: World, line: Run) -> None:
    theirs = [open_session(office.engine, OFFICER) for _ in range(2)]
    another = open_session(office.engine, MANAGER)
    listed = lines_of(line("users", "sessions"))[1:]
    assert sorted(row[:2] for row in listed) == [
        [MANAGER, "manager"],
        [OFFICER, "officer"],
        [OFFICER, "officer"],
    ]
    assert line("users", "end-session", OFFICER) == (0, "otto: 2 sessions ended\n", "")
    assert [sessions.current(office.engine, each) for each in theirs] == [None, None]
    assert sessions.current(office.engine, another)
    assert [entry for entry in log(office.engine) if entry[1] == "session_ended"] == [
        (COMMAND_LINE, "session_ended", OFFICER)
    ] * 2
    assert line("users", "end-session", OFFICER)[1] == "otto: 0 sessions ended\n"


def test_a_new_key_ends_every_session(office: World, line: Run) -> None:
    session = open_session(office.engine, OFFICER)
    before = session_key.cookie_key()
    assert line("users", "rotate-key")[0] == 0
    assert session_key.cookie_key() != before
    assert sessions.current(office.engine, session) is None
    assert log(office.engine)[0][:2] == (COMMAND_LINE, "key_rotated")


def test_a_key_that_is_a_setting_is_not_rotated(
    office: World, line: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", "k" * 48)
    session = open_session(office.engine, OFFICER)
    failed(line("users", "rotate-key"), because="PROGRAMME_COOKIE_KEY")
    assert sessions.current(office.engine, session)
    assert not Path("var/cookie-key").exists()


@pytest.mark.parametrize(
    ("arguments", "because"),
    [
        (("invite", MANAGER, "--name", "Anna B", "--role", "admin"), "taken"),
        (("invite", "Liisa Maria", "--name", "Liisa", "--role", "admin"), "small letters"),
        (("invite", "liisa", "--name", " ", "--role", "admin"), "small letters"),
        (("role", "nobody", "admin"), "no such user"),
        (("close", "nobody"), "no such user"),
        (("reset-password", "nobody"), "no such user"),
        (("end-session", "nobody"), "no such user"),
        (("close", ADMIN), "only administrator"),
        (("role", ADMIN, "manager"), "only administrator"),
    ],
)
def test_what_is_refused_is_said_and_changes_nothing(
    office: World, line: Run, arguments: tuple[str, ...], because: str
) -> None:
    before = office.content()
    failed(line("users", *arguments), because=because)
    assert office.content() == before


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("invite", "liisa"),
        ("invite", "liisa", "--name", "L", "--role", "queen"),
        ("role", MANAGER, "queen"),
        ("close",),
    ],
)
def test_a_wrong_call_has_status_two(line: Run, arguments: tuple[str, ...]) -> None:
    status, output, errors = line("users", *arguments)
    assert (status, output) == (2, "")
    assert errors.startswith("usage: ")


def test_a_wrong_idle_time_is_said(
    office: World, line: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_session(office.engine, OFFICER)
    monkeypatch.setenv("PROGRAMME_IDLE_MINUTES", "soon")
    failed(line("users", "sessions"), because="idle time")
