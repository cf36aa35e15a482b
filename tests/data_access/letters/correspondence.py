"""Applications of people who can be written to, decided on, and what is in the outbox."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from data_access.letters.sending import Fate, send_due
from data_access.letters.settings import STANDARD, MailServer
from data_access.schema import contact, letter
from programme.clock import standing_at
from programme.lifecycle import Status
from tests.data_access.scenarios import NOW, World

ADDRESS = "kehittaja@kunta.example"
DUE = NOW + STANDARD
BY = "the tests"


def decided(
    world: World,
    status: Status = Status.APPROVED,
    *,
    email: str | None = ADDRESS,
    at: datetime = NOW,
    **changes: Any,
) -> str:
    """An application, by its number, whose decision has a letter in the outbox."""
    organisation = world.organisation(**changes)
    row = {"organisation_id": organisation, "retain_until": date(2099, 12, 31), "email": email}
    world.add(contact, {"contact_id": organisation, **row})
    return world.application(
        status, at=at, organisation_id=organisation, contact_id=organisation, days=1
    )


def send(world: World, server: MailServer, after: timedelta = STANDARD) -> Counter[Fate]:
    """Send what is due so long after the decisions."""
    return send_due(world.engine, standing_at(NOW + after), server, by=BY)


def letters(world: World) -> list[Row[Any]]:
    """The outbox, the oldest first."""
    return world.all(select(letter).order_by(letter.c.letter_id))


def only(world: World) -> Row[Any]:
    """The one letter of the outbox."""
    (found,) = letters(world)
    return found
