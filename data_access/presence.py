"""Who has which application open: seen by the others who look at it, and locking nothing.

A row is written when a session opens another application and goes when it leaves them; rows of
sessions that have ended or in which nobody works count no more. Times are real time, as those of
sessions are.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select, update

from data_access.connect import writing
from data_access.questions import question
from data_access.schema import app_user, open_application, sparring_application, user_session

#: How long somebody is taken to be at an application after the last sign of work.
PRESENT_FOR = timedelta(minutes=15)


def opened(engine: Engine, session_id: str, application_no: str, at: datetime) -> None:
    """This session has this application open from `at` on, and no other.

    Nothing is written for an application that does not exist.
    """
    with writing(engine) as connection:
        number = connection.execute(
            select(sparring_application.c.application_id).where(
                sparring_application.c.application_no == application_no
            )
        ).scalar()
        if number is not None:
            _put(connection, session_id, {"application_id": number, "opened_at": at})


def left(engine: Engine, session_id: str) -> None:
    """This session has no application open any more."""
    with writing(engine) as connection:
        forget(connection, session_id)


def forget(connection: Connection, session_id: str) -> None:
    """The same within the caller's transaction; where nothing was open, nothing is news."""
    mine = open_application.c.session_id == session_id
    if connection.execute(select(open_application.c.session_id).where(mine)).first():
        connection.execute(delete(open_application).where(mine))


@question("presence", "people", "applications", office_only=True)
def others(
    connection: Connection, application_no: str, session_id: str, now: datetime
) -> tuple[str, ...]:
    """Names of the others who have the application open, in the order in which they opened it.

    `now` (real time) tells who still works. A second browser of one's own is no other.
    """
    if "\0" in application_no:  # PostgreSQL would refuse to look
        return ()
    me = select(user_session.c.username).where(user_session.c.session_id == session_id)
    rows = connection.execute(
        select(app_user.c.display_name)
        .join_from(open_application, sparring_application)
        .join(user_session, user_session.c.session_id == open_application.c.session_id)
        .join(app_user)
        .where(
            sparring_application.c.application_no == application_no,
            user_session.c.username.not_in(me),
            user_session.c.ended_at.is_(None),
            user_session.c.started_at >= app_user.c.sessions_valid_after,
            user_session.c.last_seen_at > now - PRESENT_FOR,
            app_user.c.active,
        )
        .order_by(open_application.c.opened_at)
    )
    return tuple(dict.fromkeys(rows.scalars()))


def _put(connection: Connection, session_id: str, row: dict[str, object]) -> None:
    mine = open_application.c.session_id == session_id
    if not connection.execute(update(open_application).where(mine).values(row)).rowcount:
        connection.execute(insert(open_application).values(session_id=session_id, **row))
