"""Sessions: who is signed in where, since when and until when.

A session is a row; the browser's cookie only names it. So a session can be ended from anywhere,
and an old copy of a cookie is worth nothing. Session times are real time, never the demo clock.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import jwt
import pandas as pd
from sqlalchemy import Connection, Engine, Row, insert, select, update

from data_access import presence
from data_access.access_log import COMMAND_LINE, record
from data_access.accounts import User, administering, as_user
from data_access.connect import glance, writing
from data_access.schema import app_user, user_session
from data_access.session_key import cookie_key, rotate
from data_access.throttle import Attempt, address_key, forget_old, forgive
from programme.roles import Role
from programme.sessions import LONGEST, IdleLimits, ends_at

COOKIE_NAME = "tilannehuone_session"

EndReason = Literal["signed_out", "ended_by_admin", "key_rotated"]

#: A session is marked as used at most this often: looking costs no write.
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class SignedIn:
    """A user in a session that is going on. Times are aware, in UTC."""

    user: User
    session_id: str
    last_seen_at: datetime
    ends_at: datetime


def start(
    engine: Engine, username: str, address: str, session_id: str | None = None
) -> dict[str, Any]:
    """Begin a session of an active user; returns the claims that its cookie carries.

    It gets a name that nobody can guess, unless `session_id` gives one, which can begin a session
    only once: sqlalchemy.exc.IntegrityError when it has.
    """
    now = datetime.now(UTC)
    session_id = session_id or secrets.token_urlsafe(32)
    with writing(engine) as connection:
        not_before = connection.execute(
            select(app_user.c.sessions_valid_after).where(app_user.c.username == username)
        ).scalar_one()
        started_at = max(now, not_before)
        expires_at = started_at + LONGEST
        connection.execute(
            insert(user_session).values(
                session_id=session_id,
                username=username,
                address_key=address_key(address),
                started_at=started_at,
                last_seen_at=started_at,
                expires_at=expires_at,
            )
        )
        forgive(connection, Attempt(username, address))
        forget_old(connection, now)
        record(connection, username, "signed_in")
    return {"username": username, "session": session_id, "exp_date": expires_at.timestamp()}


def of_cookie(cookies: Mapping[str, str]) -> str | None:
    """The session that a cookie of ours names; None without one that we have signed."""
    try:
        claims = jwt.decode(cookies.get(COOKIE_NAME, ""), cookie_key(), algorithms=["HS256"])
    except jwt.PyJWTError:
        return None
    named = claims.get("session")
    return named if isinstance(named, str) else None


def current(engine: Engine, session_id: str | None) -> SignedIn | None:
    """Who is signed in by this session now; None when it is over, or none of ours."""
    if session_id is None:
        return None
    with glance(engine) as connection:
        row = connection.execute(_WITH_USER.where(user_session.c.session_id == session_id)).first()
    return _signed_in(row, datetime.now(UTC)) if row else None


def seen(engine: Engine, session: SignedIn) -> None:
    """Somebody works in this session: its idle time begins anew."""
    now = datetime.now(UTC)
    if now - session.last_seen_at < _SEEN_EVERY:
        return
    with writing(engine) as connection:
        connection.execute(
            update(user_session)
            .where(
                user_session.c.session_id == session.session_id, user_session.c.ended_at.is_(None)
            )
            .values(last_seen_at=now)
        )


def sign_out(engine: Engine, session: SignedIn) -> None:
    """End the session in every tab that shares it."""
    with writing(engine) as connection:
        end(connection, session.session_id, "signed_out")
        record(connection, session.user.username, "signed_out")


def end(connection: Connection, session_id: str, reason: EndReason) -> bool:
    """End a session that goes on; whether there was one."""
    presence.forget(connection, session_id)
    ended = connection.execute(
        update(user_session)
        .where(user_session.c.session_id == session_id, user_session.c.ended_at.is_(None))
        .values(ended_at=datetime.now(UTC), end_reason=reason)
    )
    return bool(ended.rowcount)


def end_by_admin(engine: Engine, by: str, session_id: str) -> None:
    """End somebody's session; raises accounts.Refused when `by` does not keep the users."""
    with administering(engine, by) as connection:
        of_user = select(user_session.c.username).where(user_session.c.session_id == session_id)
        if end(connection, session_id, "ended_by_admin"):
            record(connection, by, "session_ended", connection.execute(of_user).scalar_one())


def rotate_key(engine: Engine) -> None:
    """Change the key that signs the cookies and end every session.

    Raises session_key.KeyIsASetting where the key is a setting.
    """
    rotate()
    with writing(engine) as connection:
        connection.execute(
            update(user_session)
            .where(user_session.c.ended_at.is_(None))
            .values(ended_at=datetime.now(UTC), end_reason="key_rotated")
        )
        record(connection, COMMAND_LINE, "key_rotated")


def going_on(connection: Connection) -> pd.DataFrame:
    """The sessions that go on, the latest first.

    Columns `session_id`, `username`, `display_name`, `role`, `started_at`, `last_seen_at`,
    `ends_at` (UTC).
    """
    rows = connection.execute(_WITH_USER.order_by(user_session.c.started_at.desc())).all()
    now = datetime.now(UTC)
    found = [(row, signed_in) for row in rows if (signed_in := _signed_in(row, now))]
    return pd.DataFrame(
        [
            {
                "session_id": signed_in.session_id,
                "username": signed_in.user.username,
                "display_name": signed_in.user.display_name,
                "role": signed_in.user.role,
                "started_at": row.started_at,
                "last_seen_at": signed_in.last_seen_at,
                "ends_at": signed_in.ends_at,
            }
            for row, signed_in in found
        ],
        columns=[
            *("session_id", "username", "display_name", "role"),
            *("started_at", "last_seen_at", "ends_at"),
        ],
    )


_WITH_USER = (
    select(app_user, user_session)
    .join_from(user_session, app_user)
    .where(
        app_user.c.active,
        user_session.c.ended_at.is_(None),
        user_session.c.started_at >= app_user.c.sessions_valid_after,
    )
)


def _signed_in(row: Row[Any], now: datetime) -> SignedIn | None:
    """The row as somebody who is signed in, unless its time is over."""
    ends = ends_at(row.last_seen_at, row.expires_at, Role(row.role), idle_limits())
    if not row.started_at <= now < ends:
        return None
    return SignedIn(as_user(row), row.session_id, row.last_seen_at, ends)


class WrongLimit(Exception):
    """A setting of the idle time is not a number of minutes; the message names it."""


def idle_limits() -> IdleLimits:
    """The idle limits of the settings; raises WrongLimit."""
    standard = IdleLimits()
    return IdleLimits(
        admin=_minutes(os.environ.get("PROGRAMME_ADMIN_IDLE_MINUTES"), standard.admin),
        others=_minutes(os.environ.get("PROGRAMME_IDLE_MINUTES"), standard.others),
    )


def _minutes(written: str | None, standard: timedelta) -> timedelta:
    if not written:
        return standard
    if not written.isdecimal() or not 1 <= int(written) <= LONGEST / timedelta(minutes=1):
        raise WrongLimit(f"an idle time is 1 to 1440 minutes, not {written!r}")
    return timedelta(minutes=int(written))
