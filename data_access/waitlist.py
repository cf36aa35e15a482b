"""The waitlist of a round: who comes first when days return to the pool."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from data_access.questions import question
from data_access.schema import organisation, sparring_application, sparring_round
from programme.lifecycle import Status


@dataclass(frozen=True)
class Waiting:
    """A waitlisted application; `days` is what it could get of what the pool has left."""

    application_no: str
    version: int
    organisation: str
    submitted_at: datetime
    days_requested: int
    days: int


@question("applications", "activities", office_only=True)
def line(connection: Connection, round_code: str) -> tuple[Waiting, ...]:
    """The waitlisted applications of a round, whoever came first at the head.

    The order is that of their arrival, and of their numbers within one moment.
    """
    asked, pool = sparring_application.c, sparring_round.c
    rows = connection.execute(
        select(
            asked.application_no,
            asked.version,
            organisation.c.name_fi,
            asked.submitted_at,
            asked.days_requested,
            pool.max_days,
            (pool.day_pool - pool.days_reserved).label("days_left"),
        )
        .join_from(sparring_application, sparring_round)
        .join(organisation)
        .where(asked.round_code == round_code, asked.status == Status.WAITLISTED)
        .order_by(asked.submitted_at, asked.application_no)
    )
    return tuple(
        Waiting(*row[:5], days=min(row.days_requested, row.max_days, row.days_left)) for row in rows
    )


@question("applications", "activities", office_only=True)
def first_in_line(connection: Connection, round_code: str) -> Waiting | None:
    """Whoever comes first when days return to a round, or None when nobody waits."""
    return next(iter(line(connection, round_code)), None)
