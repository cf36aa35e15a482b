"""Cookies of those who may not come in: for the attacks over HTTP, WebSocket and in a browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from sqlalchemy import Engine, insert, update

from data_access import accounts, sessions
from data_access.connect import writing
from data_access.schema import app_user, user_session
from programme.roles import Role
from tests.running import COOKIE_KEY


def token(claims: dict[str, Any], key: str = COOKIE_KEY, algorithm: str = "HS256") -> str:
    """A cookie with these claims, signed with the key of the servers of the tests."""
    return jwt.encode(claims, key, algorithm=algorithm)


def session(engine: Engine, username: str = "manager") -> dict[str, Any]:
    """The claims of a session that goes on."""
    return sessions.start(engine, username, "192.0.2.1")


def expired(engine: Engine) -> str:
    now = datetime.now(UTC)
    with writing(engine) as connection:
        connection.execute(
            insert(user_session).values(
                session_id="an old one",
                username="manager",
                address_key="somewhere",
                started_at=now - timedelta(hours=30),
                last_seen_at=now - timedelta(hours=7),
                expires_at=now - timedelta(hours=6),
            )
        )
        connection.execute(update(app_user).values(sessions_valid_after=now - timedelta(days=9)))
    return token({"username": "manager", "session": "an old one", "exp_date": now.timestamp()})


def signed_out(engine: Engine) -> str:
    claims = session(engine)
    found = sessions.current(engine, claims["session"])
    assert found is not None
    sessions.sign_out(engine, found)
    return token(claims)


def deactivated(engine: Engine) -> str:
    with writing(engine) as connection:
        accounts.create_user(connection, "gone", "Gone", Role.MANAGER, "no hash")
    claims = session(engine, "gone")
    accounts.change(engine, "admin", "gone", active=False)
    return token(claims)


ATTACKERS: dict[str, Callable[[Engine], str | None]] = {
    "no session": lambda engine: None,
    "no token": lambda engine: "x.y.z",
    "forged": lambda engine: token(session(engine), key="z" * 48),
    "unsigned": lambda engine: token(session(engine), key="", algorithm="none"),
    "name without session": lambda engine: token(
        {"username": "manager", "exp_date": datetime.now(UTC).timestamp() + 3600}
    ),
    "made-up session": lambda engine: token({"username": "manager", "session": "' OR 1=1 --"}),
    "expired": expired,
    "replayed after signing out": signed_out,
    "deactivated": deactivated,
}


def cookies_of_attackers(engine: Engine) -> dict[str, str | None]:
    """A cookie of each; PROGRAMME_COOKIE_KEY has to be the server's."""
    return {name: make(engine) for name, make in ATTACKERS.items()}
