"""One-time codes: how somebody new, or somebody who has lost a password, comes to set one.

Whoever keeps the users makes the code and hands it over; only its hash stays here. A code works
once, for three days, and the newest one only.
"""

import hashlib
import re
import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, exc, insert, select, update

from data_access.access_log import record
from data_access.accounts import (
    MAX_NAME,
    NO_PASSWORD,
    Refusal,
    Refused,
    User,
    administering,
    as_user,
    check_display_name,
    create_user,
    hash_password,
    set_password,
)
from data_access.connect import reading, writing
from data_access.schema import app_user, sign_in_code
from programme.passwords import Weakness, weakness
from programme.roles import Role
from programme.sessions import CODE_LASTS

_NAME = re.compile(r"[a-z0-9åäö][a-z0-9åäö._@+-]*")

_TOO_WEAK = {
    Weakness.SHORT: Refusal.PASSWORD_SHORT,
    Weakness.LONG: Refusal.PASSWORD_LONG,
    Weakness.COMMON: Refusal.PASSWORD_COMMON,
}


def invite(
    engine: Engine, by: str, username: str, display_name: str, role: Role, language: str = "fi"
) -> str:
    """Add a user without a password; returns the code to set one with.

    Raises Refused (forbidden, name wrong or taken).
    """
    name = username.strip().lower()
    if len(name) > MAX_NAME or not _NAME.fullmatch(name):
        raise Refused(Refusal.NAME_WRONG)
    check_display_name(display_name)
    try:
        with administering(engine, by) as connection:
            create_user(connection, name, display_name.strip(), role, NO_PASSWORD, language)
            record(connection, by, "user_invited", name)
            return _new_code(connection, by, name)
    except exc.IntegrityError as failure:
        raise Refused(Refusal.NAME_TAKEN) from failure


def reset_password(engine: Engine, by: str, username: str) -> str:
    """Close the account's password and its sessions; returns the code to set a new one with.

    Raises Refused (forbidden, unknown user, last administrator).
    """
    with administering(engine, by) as connection:
        _check_known(connection, username)
        set_password(connection, username, NO_PASSWORD)
        record(connection, by, "password_reset", username)
        return _new_code(connection, by, username)


def renew(engine: Engine, by: str, username: str) -> str:
    """Another code for a user whose code was lost or is out of date; a password, if there is
    one, stays until the code is used. Raises Refused (forbidden, unknown user)."""
    with administering(engine, by) as connection:
        _check_known(connection, username)
        record(connection, by, "password_reset", username)
        return _new_code(connection, by, username)


def holder(engine: Engine, code: str) -> User | None:
    """Whose code this is; None when it is used, out of date or none of ours."""
    with reading(engine) as connection:
        return _holder(connection, code)


def redeem(engine: Engine, code: str, password: str) -> User:
    """Set the password of the code's holder; the code is then worth nothing.

    Raises Refused (code wrong, password short, long or common).
    """
    found = holder(engine, code)
    if found is None:
        raise Refused(Refusal.CODE_WRONG)
    weak = weakness(password, (found.username, *found.display_name.split()))
    if weak:
        raise Refused(_TOO_WEAK[weak])
    hashed = hash_password(password)  # takes its time: not while others wait for the database
    with writing(engine) as connection:
        used = connection.execute(
            update(sign_in_code)
            .where(sign_in_code.c.code_hash == _hash(code), sign_in_code.c.used_at.is_(None))
            .values(used_at=datetime.now(UTC))
        )
        if not used.rowcount:
            raise Refused(Refusal.CODE_WRONG)
        set_password(connection, found.username, hashed)
        record(connection, found.username, "password_changed")
    return found


def _check_known(connection: Connection, username: str) -> None:
    known = select(app_user.c.username).where(app_user.c.username == username)
    if connection.execute(known).first() is None:
        raise Refused(Refusal.UNKNOWN_USER)


def _new_code(connection: Connection, by: str, username: str) -> str:
    """A fresh code; the ones before it stop working."""
    now = datetime.now(UTC)
    code = secrets.token_urlsafe(18)
    connection.execute(
        update(sign_in_code)
        .where(sign_in_code.c.username == username, sign_in_code.c.used_at.is_(None))
        .values(used_at=now)
    )
    connection.execute(
        insert(sign_in_code).values(
            code_hash=_hash(code),
            username=username,
            created_by=by,
            created_at=now,
            expires_at=now + CODE_LASTS,
        )
    )
    return code


def _holder(connection: Connection, code: str) -> User | None:
    row = connection.execute(
        select(app_user)
        .join_from(sign_in_code, app_user)
        .where(
            sign_in_code.c.code_hash == _hash(code),
            sign_in_code.c.used_at.is_(None),
            sign_in_code.c.expires_at > datetime.now(UTC),
            app_user.c.active,
        )
    ).first()
    return as_user(row) if row else None


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
