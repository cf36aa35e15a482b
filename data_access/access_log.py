"""Who signed in, looked at personal data or changed an account: the lines of the access log."""

from datetime import UTC, datetime
from typing import Literal, get_args

import pandas as pd
from sqlalchemy import Connection, insert, select

from data_access.logs import logger
from data_access.schema import access_log, app_user

Event = Literal[
    "signed_in",
    "sign_in_refused",
    "signed_out",
    "contact_read",
    "session_ended",
    "user_invited",
    "user_changed",
    "password_reset",
    "password_changed",
    "key_rotated",
    "exported",
    "loaded",
    "backed_up",
    "restored",
    "contacts_erased",
]

log = logger(__name__)

ACTIONS: tuple[Event, ...] = get_args(Event)

#: Who acts when a command is run by somebody at the server, and when the server does so itself.
#: No user can have such a name.
COMMAND_LINE = "command line"
SERVER = "the server"

#: In place of a name that no user has: people type passwords into the wrong field.
UNKNOWN = "–"


def record(
    connection: Connection, username: str, action: Event, subject: str | None = None
) -> None:
    """Write a line: who did it, what, and to whom or what; a name that no user has is left out.

    The program's log gets the action as its event, and nothing of who or whom.
    """
    log.info(action)
    known = connection.execute(
        select(app_user.c.username).where(app_user.c.username == username)
    ).scalar()
    connection.execute(
        insert(access_log).values(
            at=datetime.now(UTC),
            username=known or (username if username in (COMMAND_LINE, SERVER) else UNKNOWN),
            action=action,
            subject=subject,
        )
    )


def lines(connection: Connection, most: int = 1000) -> pd.DataFrame:
    """The newest lines first: `at` (UTC), `username`, `action`, `subject`."""
    return pd.DataFrame(
        connection.execute(
            select(
                access_log.c.at, access_log.c.username, access_log.c.action, access_log.c.subject
            )
            .order_by(access_log.c.access_id.desc())
            .limit(most)
        ).all(),
        columns=["at", "username", "action", "subject"],
    )
