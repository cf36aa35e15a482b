"""The people who sign in: users, their roles and passwords.

Changes are made by an administrator, or at the server by the command line; who did what stands
in the access log. That the sessions of a changed account end, and that the last administrator
stays one, is kept by the database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import bcrypt
import pandas as pd
from sqlalchemy import Connection, Engine, Row, exc, insert, select, update

from data_access.access_log import COMMAND_LINE, record
from data_access.connect import reading, writing
from data_access.rights import has_right
from data_access.schema import app_user
from programme.passwords import MAX_BYTES
from programme.roles import Right, Role

#: In place of a hash: no password opens this account until its owner has set one.
NO_PASSWORD = "!"  # noqa: S105  no password, a word about one
MAX_NAME = 60


class Refusal(StrEnum):
    """Why a change of an account was refused; the screen and the command line say each."""

    FORBIDDEN = "forbidden"
    NAME_TAKEN = "name_taken"
    NAME_WRONG = "name_wrong"
    UNKNOWN_USER = "unknown_user"
    LAST_ADMIN = "last_admin"
    CODE_WRONG = "code_wrong"
    PASSWORD_SHORT = "password_short"  # noqa: S105  no password, a word about one
    PASSWORD_LONG = "password_long"  # noqa: S105  no password, a word about one
    PASSWORD_COMMON = "password_common"  # noqa: S105  no password, a word about one


class Refused(Exception):
    """The change was not made; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


@dataclass(frozen=True)
class User:
    """Somebody who may sign in."""

    username: str
    display_name: str
    role: Role
    language: str


def as_user(row: Row[Any]) -> User:
    """The user in a row of `app_user`."""
    return User(row.username, row.display_name, Role(row.role), row.language)


def user(engine: Engine, username: str) -> User | None:
    """The active user of that name, read now; None when there is none."""
    with reading(engine) as connection:
        row = connection.execute(
            select(app_user).where(app_user.c.username == username, app_user.c.active)
        ).first()
    return as_user(row) if row else None


def users(connection: Connection) -> pd.DataFrame:
    """All users by name: `username`, `display_name`, `role`, `active`, `language` and
    `has_password` (False while an invitation waits)."""
    columns = app_user.c
    return pd.DataFrame(
        connection.execute(
            select(
                columns.username,
                columns.display_name,
                columns.role,
                columns.active,
                columns.language,
                (columns.password_hash != NO_PASSWORD).label("has_password"),
            ).order_by(columns.username)
        ).all(),
        columns=["username", "display_name", "role", "active", "language", "has_password"],
    )


def password_hash(engine: Engine, username: str) -> str | None:
    """The bcrypt hash of an active user's password; None when there is no such user or hash."""
    with reading(engine) as connection:
        return connection.execute(
            select(app_user.c.password_hash).where(
                app_user.c.username == username,
                app_user.c.active,
                app_user.c.password_hash != NO_PASSWORD,
            )
        ).scalar()


def hash_password(password: str) -> str:
    """A bcrypt hash; raises ValueError over 72 bytes."""
    raw = password.encode()
    if len(raw) > MAX_BYTES:
        raise ValueError(f"a password has at most {MAX_BYTES} bytes")
    return bcrypt.hashpw(raw, bcrypt.gensalt()).decode()


def create_user(
    connection: Connection,
    username: str,
    display_name: str,
    role: Role,
    hashed: str,
    language: str = "fi",
) -> None:
    """Add an active user with an already hashed password."""
    connection.execute(
        insert(app_user).values(
            username=username,
            display_name=display_name,
            role=role,
            language=language,
            password_hash=hashed,
            active=True,
            sessions_valid_after=datetime.now(UTC),
        )
    )


def set_password(connection: Connection, username: str, hashed: str) -> None:
    """Change a password; the user's sessions end."""
    connection.execute(
        update(app_user).where(app_user.c.username == username).values(password_hash=hashed)
    )


def change(
    engine: Engine,
    by: str,
    username: str,
    *,
    role: Role | None = None,
    active: bool | None = None,
    display_name: str | None = None,
) -> None:
    """Change what is given of a user; with a new role, or closed, the user's sessions end.

    Raises Refused (forbidden, unknown user, name wrong, last administrator).
    """
    given = {"role": role, "active": active, "display_name": display_name}
    values = {name: value for name, value in given.items() if value is not None}
    if display_name is not None:
        check_display_name(display_name)
    with administering(engine, by) as connection:
        changed = connection.execute(
            update(app_user).where(app_user.c.username == username).values(**values)
        )
        if not changed.rowcount:
            raise Refused(Refusal.UNKNOWN_USER)
        record(connection, by, "user_changed", username)


@contextmanager
def administering(engine: Engine, by: str) -> Iterator[Connection]:
    """A transaction of somebody who keeps the users; raises Refused to anybody else, and when
    the database refuses to lose its last administrator."""
    try:
        with writing(engine) as connection:
            if by != COMMAND_LINE and not has_right(connection, by, Right.KEEP_USERS):
                raise Refused(Refusal.FORBIDDEN)
            yield connection
    except exc.DBAPIError as failure:
        if "last_admin" in str(failure.orig):
            raise Refused(Refusal.LAST_ADMIN) from failure
        raise


@contextmanager
def overseeing(engine: Engine, by: str) -> Iterator[Connection]:
    """A connection to read what only somebody who keeps the users may see; raises Refused to
    anybody else."""
    with reading(engine) as connection:
        if by != COMMAND_LINE and not has_right(connection, by, Right.KEEP_USERS):
            raise Refused(Refusal.FORBIDDEN)
        yield connection


def check_display_name(display_name: str) -> None:
    """Raise Refused unless this can stand on the screen as somebody's name."""
    name = display_name.strip()
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise Refused(Refusal.NAME_WRONG)
