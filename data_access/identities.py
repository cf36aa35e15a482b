"""People whom the office's own sign-in (OpenID Connect) has let in, as our users.

An identity only says who somebody is. Users, roles and how long a session lasts stay ours; nobody
is ever added because an identity came.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, exc, select

from data_access import sessions
from data_access.access_log import record
from data_access.connect import reading, writing
from data_access.schema import app_user, user_session

#: An identity begins a session within this time of being issued; Streamlit keeps it for a month.
FRESH = timedelta(minutes=5)
#: By how much the other server's clock may be ahead of ours.
AHEAD = timedelta(minutes=2)


@dataclass(frozen=True)
class Identity:
    """What a provider has signed about somebody who came back from it.

    `issuer`, `subject`, `issued_at` and `nonce` tell one token from every other.
    """

    issuer: str
    subject: str
    nonce: str
    issued_at: datetime
    email: str
    email_verified: bool

    @property
    def username(self) -> str:
        """The name of the user that it belongs to, if there is one; empty without an address.

        Only plain ASCII: elsewhere two different addresses have the same small letters.
        """
        plain = self.email.isascii() and self.email.isprintable()
        return self.email.lower() if plain else ""

    @property
    def session_id(self) -> str:
        """What the one session is called that this token may begin."""
        told = (self.issuer, self.subject, self.nonce, self.issued_at.isoformat())
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


class NobodyOfOurs(Exception):
    """No active user has the address, or the provider does not vouch for it."""


def start_session(
    engine: Engine, identity: Identity, address: str, now: datetime
) -> dict[str, Any] | None:
    """Begin the session of the user whom the identity names; returns the claims of its cookie.

    None when the identity is too old, or older than the user's last change, or has begun a
    session before: whether that goes on or not, it is not revived. Raises NobodyOfOurs, and
    writes the refusal down, when it belongs to no active user of ours.
    """
    if not now - FRESH <= identity.issued_at <= now + AHEAD:
        return None
    with reading(engine) as connection:
        if _is_used(connection, identity):
            return None
        valid_after = _valid_after(connection, identity.username)
    if valid_after is None or not identity.email_verified:
        with writing(engine) as connection:
            record(connection, identity.username, "sign_in_refused")
        raise NobodyOfOurs
    if identity.issued_at < valid_after:
        return None
    try:
        return sessions.start(engine, identity.username, address, identity.session_id)
    except exc.IntegrityError:  # another tab was quicker with the same token
        return None


def _is_used(connection: Connection, identity: Identity) -> bool:
    used = select(user_session.c.username).where(user_session.c.session_id == identity.session_id)
    return connection.execute(used).first() is not None


def _valid_after(connection: Connection, username: str) -> datetime | None:
    """Since when sessions of this active user count; None when there is no such user."""
    return connection.execute(
        select(app_user.c.sessions_valid_after).where(
            app_user.c.username == username, app_user.c.active
        )
    ).scalar()
