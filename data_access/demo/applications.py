"""The 232 sparring applications, from arrival to where they stand on 1.12.2020."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from data_access.demo.applicants import applicants, slots
from data_access.demo.content import rows
from data_access.demo.live_round import LIVE_ROUND, OPEN_NUMBERS
from data_access.demo.organisations import Organisation
from data_access.demo.rounds import Fate, Slot
from data_access.demo.topics import Topic, topics
from programme.calendar import HELSINKI
from programme.codes import DeliveryMode


@dataclass(frozen=True)
class Application:
    """An application as it arrived; what happened to it then is in `life_cycles`."""

    application_no: str
    slot: Slot
    organisation: Organisation
    topic: Topic
    people_involved: int
    delivery_mode: DeliveryMode
    submitted_at: datetime

    def request_key(self, step: int) -> str:
        """The key of the `step`th change, the same in every load."""
        return str(uuid5(NAMESPACE_URL, f"{self.application_no}/{step}"))


@cache
def applications() -> tuple[Application, ...]:
    """All applications in the order of their numbers."""
    numbers = {year: count(1) for year in range(2015, 2021)}
    return tuple(_application(slot, next(numbers[slot.round.year])) for slot in slots())


def _application(slot: Slot, number: int) -> Application:
    key = slot.round.code, slot.number
    people_involved, delivery_mode = _as_written(slot) or _as_usual(slot)
    return Application(
        application_no=f"SP-{slot.round.year}-{number:03d}",
        slot=slot,
        organisation=applicants()[key],
        topic=topics()[key],
        people_involved=people_involved,
        delivery_mode=delivery_mode,
        submitted_at=at(slot.submitted_on, 8, 15, slot.number * 37 % 440),
    )


def _as_written(slot: Slot) -> tuple[int, DeliveryMode] | None:
    """People involved and delivery mode that an open application names itself."""
    if slot.fate is not Fate.OPEN:
        return None
    row = rows("open_applications")[OPEN_NUMBERS.index(slot.number)]
    return int(row["people_involved"]), DeliveryMode(row["delivery_mode"])


def _as_usual(slot: Slot) -> tuple[int, DeliveryMode]:
    return 10 + (slot.number * 7 + slot.round.year) % 13, _delivery_mode(slot)


def _delivery_mode(slot: Slot) -> DeliveryMode:
    """On site until the spring of 2020, mostly remote since then."""
    modern = slot.round is LIVE_ROUND
    modes = [DeliveryMode.REMOTE, DeliveryMode.HYBRID, DeliveryMode.ONSITE]
    choice = slot.number % 3 if modern else (1 if slot.number % 8 == 5 else 2)
    return modes[choice]


def at(day: date, hour: int, minute: int = 0, later: int = 0) -> datetime:
    """A moment of a Finnish day, `later` minutes after the hour and minute."""
    return datetime.combine(day, time(hour, minute), HELSINKI) + timedelta(minutes=later)
