"""The people who sign in: users, passwords, sessions.

Sessions are the authenticator's signed cookies; what makes them revocable is
`app_user.sessions_valid_after`: a cookie issued before it is worth nothing. Session times are
real time, never the demo clock.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import bcrypt
import jwt
from sqlalchemy import Connection, Engine, insert, select, update

from data_access.connect import reading, writing
from data_access.logs import logger
from data_access.schema import access_log, app_user
from programme.roles import Role

COOKIE_NAME = "tilannehuone_session"
COOKIE_DAYS = 1.0
KEY_FILE = Path("var/cookie-key")
#: bcrypt reads no more; a longer password is refused, never cut.
MAX_PASSWORD_BYTES = 72

log = logger(__name__)


@dataclass(frozen=True)
class User:
    """Somebody who may sign in; `sessions_valid_after` is aware, in UTC."""

    username: str
    display_name: str
    role: Role
    active: bool
    language: str
    sessions_valid_after: datetime


def user(engine: Engine, username: str) -> User | None:
    """The active user of that name, read now; None when there is none."""
    with reading(engine) as connection:
        row = connection.execute(
            select(app_user).where(app_user.c.username == username, app_user.c.active)
        ).first()
    return _user(row) if row else None


def _user(row: Any) -> User:
    return User(
        row.username,
        row.display_name,
        Role(row.role),
        row.active,
        row.language,
        row.sessions_valid_after,
    )


def password_hash(engine: Engine, username: str) -> str | None:
    """The bcrypt hash of an active user's password; None when there is no such user."""
    with reading(engine) as connection:
        return connection.execute(
            select(app_user.c.password_hash).where(
                app_user.c.username == username, app_user.c.active
            )
        ).scalar()


def hash_password(password: str) -> str:
    """A bcrypt hash; raises ValueError over 72 bytes."""
    raw = password.encode()
    if len(raw) > MAX_PASSWORD_BYTES:
        raise ValueError(f"a password has at most {MAX_PASSWORD_BYTES} bytes")
    return bcrypt.hashpw(raw, bcrypt.gensalt()).decode()


def create_user(
    connection: Connection, username: str, display_name: str, role: Role, hashed: str
) -> None:
    """Add an active user with an already hashed password."""
    connection.execute(
        insert(app_user).values(
            username=username,
            display_name=display_name,
            role=role,
            password_hash=hashed,
            active=True,
            sessions_valid_after=datetime.now(UTC),
        )
    )


def set_password(connection: Connection, username: str, hashed: str) -> None:
    """Change a password; sessions from before end."""
    connection.execute(
        update(app_user)
        .where(app_user.c.username == username)
        .values(password_hash=hashed, sessions_valid_after=datetime.now(UTC))
    )


def end_sessions(engine: Engine, username: str) -> None:
    """Make every cookie that `username` holds worthless."""
    with writing(engine) as connection:
        connection.execute(
            update(app_user)
            .where(app_user.c.username == username)
            .values(sessions_valid_after=datetime.now(UTC))
        )


def record(engine: Engine, username: str, action: str, subject: str | None = None) -> None:
    """Write a line of the access log (`signed_in`, `sign_in_refused`, `signed_out`, …).

    The program's log gets the action as its event, and nothing of who or what.
    """
    log.info(action)
    with writing(engine) as connection:
        connection.execute(
            insert(access_log).values(
                at=datetime.now(UTC), username=username[:60], action=action, subject=subject
            )
        )


def cookie_key() -> str:
    """The key that signs session cookies: PROGRAMME_COOKIE_KEY, else one made for this place."""
    key = os.environ.get("PROGRAMME_COOKIE_KEY")
    if key:
        return key
    if not KEY_FILE.exists():
        write_secret(KEY_FILE, secrets.token_urlsafe(48))
    return KEY_FILE.read_text(encoding="ascii").strip()


def write_secret(path: Path, secret: str) -> None:
    """Create `path` readable by its owner only; whoever comes second keeps the first one's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret)


def session_user(engine: Engine, cookies: Mapping[str, str]) -> User | None:
    """The user whose valid session cookie is among `cookies`, or None."""
    claims = _claims(cookies.get(COOKIE_NAME, ""))
    found = user(engine, str(claims.get("username", ""))) if claims else None
    return found if found and claims and session_is_current(found, claims) else None


def session_is_current(account: User, claims: Mapping[str, Any]) -> bool:
    """Whether a cookie with `claims` is neither expired nor older than the account allows."""
    expires = claims.get("exp_date")
    if not isinstance(expires, int | float):
        return False
    expiry = datetime.fromtimestamp(expires, UTC)
    issued, now = expiry - timedelta(days=COOKIE_DAYS), datetime.now(UTC)
    return account.sessions_valid_after <= issued <= now < expiry


def _claims(token: str) -> dict[str, Any] | None:
    try:
        return jwt.decode(token, cookie_key(), algorithms=["HS256"])
    except jwt.PyJWTError:
        return None
