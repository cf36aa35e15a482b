"""What happened to each application: the commands that the office gave, with their moments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import cycle

from data_access.demo.applications import Application, applications, at
from data_access.demo.arithmetic import after, working_days_between
from data_access.demo.content import phrases
from data_access.demo.live_round import LIVE_ROUND
from data_access.demo.rounds import GRANTED, Fate, Slot
from programme.codes import DeliveryMode, RejectionGround
from programme.lifecycle import Action

OFFICER, MANAGER = "officer", "manager"

#: Working days from arrival to decision; the median is 9.
_PROCESSING_DAYS = (7, 9, 12, 6, 9, 10, 8, 14, 9, 5, 11, 9, 8, 13, 10)
#: Rounds in which the office was slower (or quicker).
_PACE = {"2015-1": 2, "2016-1": -1, "2016-2": 0, "2017-1": 3, "2018-1": 0, "2018-2": 0,
         "2019-1": -1, "2019-2": -1, "2020-1": -2}  # fmt: skip

#: What happened to the open applications since they came: number in the round → steps.
_CLARIFICATION_DUE = {22: date(2020, 11, 27), 32: date(2020, 12, 8), 21: date(2020, 12, 4)}
_OPEN_STEPS: dict[int, tuple[tuple[Action, datetime], ...]] = {
    21: (
        (Action.TAKE_UP, at(date(2020, 11, 9), 9, 40)),
        (Action.CLARIFY, at(date(2020, 11, 18), 13, 5)),
        (Action.TAKE_UP, at(date(2020, 12, 1), 8, 20)),
    ),
    22: (
        (Action.TAKE_UP, at(date(2020, 11, 10), 10, 15)),
        (Action.CLARIFY, at(date(2020, 11, 13), 14, 30)),
    ),
    24: ((Action.TAKE_UP, at(date(2020, 11, 16), 9, 10)),),
    29: ((Action.TAKE_UP, at(date(2020, 11, 20), 12, 45)),),
    32: (
        (Action.TAKE_UP, at(date(2020, 11, 23), 11, 20)),
        (Action.CLARIFY, at(date(2020, 11, 26), 15, 0)),
    ),
}


@dataclass(frozen=True)
class Step:
    """One command given to an application; `text` is its rationale, question or reason."""

    at: datetime
    application: Application
    action: Action
    by: str
    text: str = ""
    days: int | None = None
    ground: RejectionGround | None = None
    due_on: date | None = None


@cache
def steps() -> tuple[Step, ...]:
    """Everything that happened to the applications after they came, in the order of time."""
    writer = _Writer()
    written = [step for application in applications() for step in writer.life_of(application)]
    return tuple(sorted(written, key=lambda step: step.at))


@cache
def delivery_of(slot: Slot) -> tuple[date, date] | None:
    """First and last day of the sparring, past, going on or agreed; None where there is none."""
    if slot.delivery or slot.round is LIVE_ROUND or slot.fate not in GRANTED:
        return slot.delivery
    first = _delivery_start(slot)
    return first, after(first, 10 * ((slot.days_granted or 1) - 1))


def _delivery_start(slot: Slot) -> date:
    """Some weeks after the decision; not in summer, and in 2020 only after it."""
    if slot.delivery_year != slot.round.year:
        return after(date(slot.round.year + 1, 1, 11), slot.number % 24)
    if slot.round.code == "2020-1":
        return after(date(2020, 8, 24), slot.number * 5 % 48)
    day = after(decided_on(slot), 16 + slot.number * 5 % 20)
    if date(day.year, 6, 15) <= day <= date(day.year, 8, 15):
        day = after(date(day.year, 8, 16), slot.number % 20)
    return min(day, after(date(day.year, 11, 30), slot.number % 9)) if day.month > 10 else day


def decided_on(slot: Slot) -> date:
    """The day on which the application left the queue for good."""
    if slot.closed_on:
        return slot.closed_on
    taken = _PROCESSING_DAYS[slot.number % len(_PROCESSING_DAYS)] + _PACE[slot.round.code]
    day = after(slot.submitted_on, taken)
    if slot.fate is Fate.WAITLISTED:
        return max(day, after(slot.round.closes_on, 8 + slot.number % 3))
    return after(day, 9) if slot.fate is Fate.REOPENED else day


class _Writer:
    """Writes lives, taking rationales and questions in turn."""

    def __init__(self) -> None:
        self._turns: dict[tuple[str, str], Iterator[str]] = {}

    def life_of(self, application: Application) -> Iterator[Step]:
        if application.slot.fate is Fate.OPEN:
            return self._open(application)
        return self._closed(application)

    def _text(self, kind: str, subject: str = "") -> str:
        turn = self._turns.setdefault((kind, subject), cycle(phrases(kind, subject)))
        return next(turn)

    def _open(self, application: Application) -> Iterator[Step]:
        number = application.slot.number
        for action, moment in _OPEN_STEPS.get(number, ()):
            question = action is Action.CLARIFY
            yield Step(
                moment,
                application,
                action,
                OFFICER,
                self._text("open_question", application.organisation.name_fi) if question else "",
                due_on=_CLARIFICATION_DUE[number] if question else None,
            )

    def _closed(self, application: Application) -> Iterator[Step]:
        slot = application.slot
        taken_up = after(slot.submitted_on, 1 + slot.number % 2)
        end = decided_on(slot)
        yield self._by_officer(application, Action.TAKE_UP, at(taken_up, 9, slot.number % 50))
        if _was_clarified(slot):
            yield from self._clarification(application, taken_up)
        if slot.fate is Fate.WAITLISTED:
            waits = at(after(slot.submitted_on, 7), 10, slot.number % 50)
            yield self._by_officer(application, Action.WAITLIST, waits, self._text("waitlisted"))
        if slot.fate is Fate.REOPENED:
            yield from self._first_rejected(application, end)
        yield self._ending(application, _decision_moment(slot, end))
        if slot.fate is Fate.CANCELLED:
            yield self._cancelled(application, end)
        yield from self._delivery(application, end)

    def _ending(self, application: Application, moment: datetime) -> Step:
        slot = application.slot
        match slot.fate:
            case Fate.WITHDRAWN:
                year = "2020" if slot.submitted_on >= date(2020, 3, 1) else ""
                return self._by_officer(
                    application, Action.WITHDRAW, moment, self._text("withdrawn", year)
                )
            case Fate.REJECTED | Fate.WAITLISTED:
                return self._rejection(application, moment, slot.ground)
            case _:
                return self._approval(application, moment)

    def _approval(self, application: Application, moment: datetime) -> Step:
        slot = application.slot
        days = slot.days_granted or slot.days_requested
        kind, subject = "approved", ""
        if days < slot.days_requested:
            kind = "reduced"
        elif _was_clarified(slot):
            subject = "clarified"
        elif application.delivery_mode is DeliveryMode.REMOTE and slot.number % 2:
            subject = "remote"
        text = self._text(kind, subject)
        return Step(moment, application, Action.APPROVE, MANAGER, text, days=days)

    def _rejection(
        self, application: Application, moment: datetime, ground: RejectionGround | None
    ) -> Step:
        text = application.topic.rationale or self._text("rejected", str(ground))
        return Step(moment, application, Action.REJECT, MANAGER, text, ground=ground)

    def _first_rejected(self, application: Application, end: date) -> Iterator[Step]:
        """A rejection nine working days before the end, and the reopening that set it right."""
        slot = application.slot
        used_up = slot.round.year == 2020
        ground = RejectionGround.DAY_POOL_EXHAUSTED if used_up else RejectionGround.STAFF
        rejected = after(slot.submitted_on, len(_days(slot.submitted_on, end)) - 10)
        yield self._rejection(application, at(rejected, 14, 10), ground)
        reopened = at(after(rejected, 6), 9, 30)
        text = self._text("reopened", str(slot.round.year))
        yield Step(reopened, application, Action.REOPEN, MANAGER, text)

    def _cancelled(self, application: Application, approved_on: date) -> Step:
        cancelled = at(after(approved_on, 12), 13, 20)
        text = self._text("cancelled", str(application.slot.round.year))
        return Step(cancelled, application, Action.CANCEL, MANAGER, text)

    def _clarification(self, application: Application, taken_up: date) -> Iterator[Step]:
        asked = at(taken_up, 14, application.slot.number % 40)
        yield Step(
            asked,
            application,
            Action.CLARIFY,
            OFFICER,
            self._text("question"),
            due_on=after(taken_up, 8),
        )
        answered = at(after(taken_up, 2 + application.slot.number % 2), 8, 40)
        yield self._by_officer(application, Action.TAKE_UP, answered)

    def _delivery(self, application: Application, decided: date) -> Iterator[Step]:
        slot = application.slot
        delivery = delivery_of(slot)
        if delivery is None:
            return
        first, last = delivery
        agreed = at(after(decided, 3 + slot.number % 5), 11, slot.number % 50)
        yield self._by_officer(application, Action.SCHEDULE, agreed)
        if slot.fate is Fate.SCHEDULED:
            return
        yield self._by_officer(application, Action.START, at(first, 8, 30))
        if slot.fate is not Fate.IN_PROGRESS:
            yield self._by_officer(application, Action.COMPLETE, at(last, 15, 45))

    @staticmethod
    def _by_officer(
        application: Application, action: Action, moment: datetime, text: str = ""
    ) -> Step:
        return Step(moment, application, action, OFFICER, text)


def _was_clarified(slot: Slot) -> bool:
    """Every sixth decided application had to be completed first, if there was time for it."""
    roomy = len(_days(slot.submitted_on, decided_on(slot))) > 9
    return slot.number % 6 == 4 and roomy and slot.fate is not Fate.WITHDRAWN


def _days(first: date, last: date) -> tuple[date, ...]:
    return working_days_between(first, last)


def _decision_moment(slot: Slot, day: date) -> datetime:
    if day == date(2020, 12, 1):
        return at(day, 8, 31)
    return at(day, 10, 5) + timedelta(minutes=slot.number * 23 % 290)
