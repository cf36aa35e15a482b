"""What only those who keep the users may look at: users, sessions and the logs.

Every function takes who asks and raises accounts.Refused to anybody else, so that no page can
show them by mistake. They are read anew each time: signing in raises no data revision.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, func, select

from data_access import access_log, accounts, log_search, sessions
from data_access.accounts import Refusal, Refused, administering, overseeing
from data_access.log_search import AccessLine, AccessSearch, AuditLine, AuditSearch, Part
from data_access.schema import access_log as access_table
from data_access.schema import audit_log, sign_in_code
from data_access.session_key import keyed
from programme.roles import Role

_HANDLE = 16  # hex digits


@dataclass(frozen=True)
class Account:
    """A user as the administrator sees one. `code_until` is set while a one-time code waits."""

    username: str
    display_name: str
    role: Role
    language: str
    active: bool
    has_password: bool
    sessions: int
    code_until: datetime | None


@dataclass(frozen=True)
class Session:
    """A session that goes on. `handle` names it outside the server, where its id stays secret."""

    handle: str
    username: str
    display_name: str
    role: Role
    started_at: datetime
    last_seen_at: datetime
    ends_at: datetime


def all_accounts(engine: Engine, by: str) -> list[Account]:
    """All users by name."""
    with overseeing(engine, by) as connection:
        frame = accounts.users(connection)
        open_sessions = sessions.going_on(connection)["username"].value_counts()
        codes = _codes(connection)
    return [
        Account(
            row["username"],
            row["display_name"],
            Role(row["role"]),
            row["language"],
            bool(row["active"]),
            bool(row["has_password"]),
            int(open_sessions.get(row["username"], 0)),
            codes.get(row["username"]),
        )
        for row in frame.to_dict("records")
    ]


def open_sessions(engine: Engine, by: str) -> list[Session]:
    """The sessions that go on, the latest first."""
    with overseeing(engine, by) as connection:
        rows = sessions.going_on(connection).to_dict("records")
    return [
        Session(
            handle(row["session_id"]),
            row["username"],
            row["display_name"],
            Role(row["role"]),
            _moment(row["started_at"]),
            _moment(row["last_seen_at"]),
            _moment(row["ends_at"]),
        )
        for row in rows
    ]


def end_session(engine: Engine, by: str, ended: str) -> None:
    """End the session of this handle; nothing happens when it is over already."""
    with overseeing(engine, by) as connection:
        known = sessions.going_on(connection)["session_id"]
    for session_id in known:
        if handle(session_id) == ended:
            sessions.end_by_admin(engine, by, session_id)


def end_sessions(engine: Engine, by: str, username: str) -> int:
    """End all sessions of a user; returns how many. Raises Refused for an unknown user too."""
    with administering(engine, by) as connection:
        if username not in set(accounts.users(connection)["username"]):
            raise Refused(Refusal.UNKNOWN_USER)
        going_on = sessions.going_on(connection)
        theirs = going_on[going_on["username"] == username]["session_id"]
        for session_id in theirs:
            sessions.end(connection, session_id, "ended_by_admin")
            access_log.record(connection, by, "session_ended", username)
    return len(theirs)


def handle(session_id: str) -> str:
    """The name of a session outside the server: it leads to nobody's cookie."""
    return keyed(f"session {session_id}")[:_HANDLE]


def access_lines(
    engine: Engine, by: str, wanted: AccessSearch, most: int | None = None, skip: int = 0
) -> Part[AccessLine]:
    """Lines of the access log, see `log_search.access_lines`."""
    with overseeing(engine, by) as connection:
        return log_search.access_lines(connection, wanted, most, skip)


def audit_lines(
    engine: Engine, by: str, wanted: AuditSearch, most: int | None = None, skip: int = 0
) -> Part[AuditLine]:
    """Lines of the audit, see `log_search.audit_lines`."""
    with overseeing(engine, by) as connection:
        return log_search.audit_lines(connection, wanted, most, skip)


def first_days(engine: Engine, by: str) -> tuple[date | None, date | None]:
    """The Finnish days on which the access log and the audit begin."""
    with overseeing(engine, by) as connection:
        return (
            log_search.first_day(connection, access_table),
            log_search.first_day(connection, audit_log),
        )


def export_access_log(engine: Engine, by: str, wanted: AccessSearch) -> list[AccessLine]:
    """All lines that are wanted, to be taken out of the house: that is written down too."""
    with administering(engine, by) as connection:
        lines = log_search.access_lines(connection, wanted).lines
        access_log.record(connection, by, "exported", "access_log")
    return lines


def export_audit(engine: Engine, by: str, wanted: AuditSearch) -> list[AuditLine]:
    """All lines that are wanted, to be taken out of the house: that is written down."""
    with administering(engine, by) as connection:
        lines = log_search.audit_lines(connection, wanted).lines
        access_log.record(connection, by, "exported", "audit_log")
    return lines


def _codes(connection: Connection) -> dict[str, datetime]:
    """Until when a user's one-time code is good, for those who have one."""
    columns = sign_in_code.c
    rows = connection.execute(
        select(columns.username, func.max(columns.expires_at))
        .where(columns.used_at.is_(None), columns.expires_at > datetime.now(UTC))
        .group_by(columns.username)
    )
    return {username: _moment(until) for username, until in rows}


def _moment(value: datetime) -> datetime:
    """A moment out of a frame as Python has it."""
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
