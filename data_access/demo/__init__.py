"""The demo *Kunteko 2015–2020*: invented organisations behind the programme's published figures.

`prepare` and `load` fill an empty, migrated database. Nothing is left to chance: two loads give
the same rows. Only the published figures are facts; all else is invented, see docs/figures.md.
"""

import secrets
from datetime import date, datetime, time

import bcrypt
from sqlalchemy import Engine, exc, select

from data_access import accounts
from data_access.connect import reading, writing
from data_access.demo import loading
from data_access.schema import installation
from programme.calendar import HELSINKI

#: When the demo clock starts.
STARTS_AT = datetime.combine(date(2020, 12, 1), time(9), HELSINKI)

#: User names of the demo accounts.
ACCOUNTS = tuple(username for username, _, _ in loading.DEMO_USERS)


class NotEmpty(Exception):
    """The database holds data already; the demo goes only into an empty one."""


def prepare(engine: Engine, *, password: str, starts_at: datetime = STARTS_AT) -> bool:
    """Have the demo in the database with `password` on its accounts; True if it was loaded now.

    A demo that is there already stays as it is. Raises NotEmpty over other data.
    """
    if _holds_demo(engine):
        _refresh_password(engine, password)
        return False
    load(engine, password=password, starts_at=starts_at)
    return True


def load(engine: Engine, *, password: str | None = None, starts_at: datetime = STARTS_AT) -> None:
    """Write the demo into an empty, migrated database, everything or nothing.

    Without a `password` nobody can sign in until one is set. Raises NotEmpty,
    connect.DatabaseUnavailable, and ValueError when bcrypt cannot take the password.
    """
    hashed = accounts.hash_password(password or secrets.token_urlsafe())
    try:
        with writing(engine) as connection:
            if not loading.is_empty(connection):
                raise NotEmpty("the database holds data already; the demo needs an empty one")
            loading.write(connection, hashed, starts_at)
    except exc.IntegrityError as failure:
        if "installation" in str(failure.orig):  # another load came first
            raise NotEmpty("another load was quicker") from failure
        raise


def _holds_demo(engine: Engine) -> bool:
    with reading(engine) as connection:
        return bool(connection.execute(select(installation.c.is_demo)).scalar())


def _refresh_password(engine: Engine, password: str) -> None:
    """Set the accounts' password where it is another; who is signed in with it stays so."""
    changed = [username for username in ACCOUNTS if not _opens(engine, username, password)]
    hashed = accounts.hash_password(password) if changed else ""
    with writing(engine) as connection:
        for username in changed:
            accounts.set_password(connection, username, hashed)


def _opens(engine: Engine, username: str, password: str) -> bool:
    known = accounts.password_hash(engine, username)
    return known is None or bcrypt.checkpw(password.encode(), known.encode())
