"""Sparring that was given: sessions, each a day or a part of one, within the granted days."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select

from data_access.deciding.delivering import HOURS, Session, SessionAnswer, deliver
from data_access.questions import question
from data_access.schema import expert, sparring_application, sparring_session
from programme.codes import DeliveryMode

__all__ = ["HOURS", "Held", "Session", "SessionAnswer", "deliver", "sessions"]


@dataclass(frozen=True)
class Held:
    """A session as it is read; `expert` is a name."""

    number: int
    held_on: date
    expert: str
    hours: Decimal
    day_share: Decimal
    mode: DeliveryMode


@question("applications", "reference", office_only=True)
def sessions(connection: Connection, application_no: str) -> tuple[Held, ...]:
    """The sessions of an application, the first one first. Source: sparring_session."""
    if "\0" in application_no:  # PostgreSQL would refuse to look
        return ()
    held = sparring_session.c
    rows = connection.execute(
        select(
            held.session_no,
            held.held_on,
            expert.c.name,
            held.hours,
            held.day_share,
            held.delivery_mode,
        )
        .join_from(sparring_session, sparring_application)
        .join(expert)
        .where(sparring_application.c.application_no == application_no)
        .order_by(held.session_no)
    )
    return tuple(Held(*row[:5], mode=DeliveryMode(row.delivery_mode)) for row in rows)
