"""Trainings have a place for everybody who is accepted, and an organisation enrols once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.exchange.loading.checking.comparing import Comparison
from data_access.exchange.loading.checking.contradictions import Finding
from data_access.exchange.loading.queues.kinds import told
from data_access.exchange.problems import Rule
from data_access.schema import activity_places, enrolment
from programme.calendar import local_date
from programme.enrolments import EnrolmentStatus

_NOT_LIVE = (EnrolmentStatus.DECLINED, EnrolmentStatus.CANCELLED)
_COLUMNS = (
    "enrolment_no",
    "activity_id",
    "organisation_id",
    "submitted_at",
    "status",
    "people_accepted",
)


class _Enrolment(NamedTuple):
    """What an enrolment takes; `position` is its place in the file that tells it anew."""

    number: str
    activity_id: int
    organisation_id: int
    submitted_at: datetime
    status: str
    people_accepted: int | None
    position: int | None = None


@dataclass
class _Trainings:
    """The places that are taken and given by training."""

    taken: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    last_day: dict[int, date] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    closes_on: dict[int, date] = field(default_factory=dict)


def place_findings(
    connection: Connection, comparisons: Mapping[str, Comparison]
) -> Iterator[Finding]:
    """Enrolments that find no place, and trainings that tell another sum of places taken."""
    places, enrolments = told(comparisons, "activity_places"), told(comparisons, "enrolment")
    if not len(places.rows) and not len(enrolments.rows):
        return
    trainings = _trainings(connection, places)
    live: dict[tuple[int, int], str] = {}
    for one in _in_order(connection, enrolments):
        yield from _settle(enrolments, trainings, live, one)
    for at in range(len(places.rows)):
        yield from _of_training(places, trainings, at)


def _trainings(connection: Connection, told_places: Comparison) -> _Trainings:
    """How many places each training will have, and until when."""
    found = _Trainings()
    rows = told_places.rows
    query = select(*(activity_places.c[name] for name in ("activity_id", "places")))
    query = query.add_columns(activity_places.c.enrolment_closes_on)
    stored = [row._asdict() for row in connection.execute(query).all()]
    for row in (*stored, *map(rows.row, range(len(rows)))):
        number = row["activity_id"]
        found.places[number] = row["places"]
        found.closes_on[number] = row["enrolment_closes_on"]
    return found


def _in_order(connection: Connection, enrolments: Comparison) -> list[_Enrolment]:
    """All enrolments as they will be: first those that the files leave as they are."""
    query = select(*(enrolment.c[name] for name in _COLUMNS))
    found = {row.enrolment_no: _Enrolment(*row) for row in connection.execute(query).all()}
    for at, row in chain(
        ((at, enrolments.rows.new_row(at)) for at in enrolments.new),
        ((change.position, enrolments.whole_row(change)) for change in enrolments.changed),
    ):
        found[row["enrolment_no"]] = _Enrolment._make((*(row[name] for name in _COLUMNS), at))
    return sorted(found.values(), key=lambda one: (one.position is not None, one.position or 0))


def _settle(
    enrolments: Comparison,
    trainings: _Trainings,
    live: dict[tuple[int, int], str],
    one: _Enrolment,
) -> Iterator[Finding]:
    """Note what an enrolment takes; what it cannot have when the file tells it anew."""
    number, day = one.activity_id, local_date(one.submitted_at)
    trainings.last_day[number] = max(day, trainings.last_day.get(number, day))
    trainings.taken[number] += one.people_accepted or 0
    wanted = (number, one.organisation_id)
    other = one.number if one.status in _NOT_LIVE else live.setdefault(wanted, one.number)
    if one.position is not None:
        for column, rule, expected in _wrong(trainings, one, other, day):
            yield enrolments.rows.finding(one.position, column, rule, expected)


def _wrong(
    trainings: _Trainings, one: _Enrolment, other: str, day: date
) -> Iterator[tuple[str, Rule, str]]:
    """Columns of an enrolment that are wrong, the rules that they break and what would be right."""
    number = one.activity_id
    if other != one.number:
        expected = f"one live enrolment to a training; {other} is it"
        yield "organisation_id", Rule.LIVE_ENROLMENT, expected
    places = trainings.places.get(number)
    if places is not None and one.people_accepted and trainings.taken[number] > places:
        expected = f"at most {places} places taken in activity {number}"
        yield "people_accepted", Rule.PLACES_EXCEEDED, expected
    closes_on = trainings.closes_on.get(number, day)
    if day > closes_on:
        yield "submitted_at", Rule.ENROLMENT_CLOSED, f"a moment until {closes_on}, the last day"


def _of_training(places: Comparison, trainings: _Trainings, at: int) -> Iterator[Finding]:
    rows = places.rows
    number = rows.value(at, "activity_id")
    taken = trainings.taken[number]
    if taken > trainings.places[number]:
        expected = f"at least {taken}, the places taken"
        yield rows.finding(at, "places", Rule.PLACES_EXCEEDED, expected)
    elif rows.has("places_taken") and rows.value(at, "places_taken") != taken:
        expected = f"{taken}, the people accepted"
        yield rows.finding(at, "places_taken", Rule.DERIVED, expected)
    last_day = trainings.last_day.get(number, trainings.closes_on[number])
    if last_day > trainings.closes_on[number]:
        expected = f"{last_day} or later, the day of the last enrolment"
        yield rows.finding(at, "enrolment_closes_on", Rule.ENROLMENT_CLOSED, expected)
