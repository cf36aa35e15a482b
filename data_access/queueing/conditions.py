"""A search of the queue as conditions of a query, and its order."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, case, collate, func, select

from data_access.queueing.finding import found
from data_access.queueing.search import LATELY, VIEWS, WAITING, QueueSearch, Sort
from data_access.schema import organisation, sparring_application
from programme.calendar import end_of, start_of, waited_since
from programme.lifecycle import QUEUE, Status

#: From when an application has waited: since the decision where there is one.
WAITING_SINCE = func.coalesce(
    sparring_application.c.decided_at, sparring_application.c.submitted_at
)

_IN_LIFE_CYCLE = {status: place for place, status in enumerate(Status)}

Wanted: TypeAlias = Mapping[ColumnElement[Any], object]

#: Letters that Finnish puts after Z, as signs that stand after z in ASCII.
_AFTER_Z = {"å": "{", "ä": "|", "ö": "}"}


def conditions(
    search: QueueSearch, viewer: str, today: date, promise: int, dialect: str
) -> Iterator[ColumnElement[bool]]:
    """What an application has to fulfil to be found.

    `viewer` is a user name, `promise` the working days that the office promises.
    """
    asked = sparring_application.c
    yield from of_view(search.view, viewer, today)
    equal: Wanted = {
        asked.round_code: search.round_code,
        asked.theme: search.theme,
        asked.days_requested: search.days,
    }
    yield from _equal(equal)
    applicant: Wanted = {
        organisation.c.region_code: search.region_code,
        organisation.c.organisation_type: search.organisation_type,
    }
    if any(applicant.values()):
        such = select(organisation.c.organisation_id).where(*_equal(applicant))
        yield asked.organisation_id.in_(such)
    if search.late:
        yield from late(promise, today)
    if search.waited_over is not None:
        yield asked.status.in_(WAITING)
        yield end_of(waited_since(search.waited_over, today)) > WAITING_SINCE
    yield from (found(word, dialect) for word in search.words)


def _equal(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    return (column == value for column, value in wanted.items() if value is not None)


def of_view(view: str, viewer: str, today: date) -> Iterator[ColumnElement[bool]]:
    """What puts an application into a view of `VIEWS`, said so that SQLite finds the quick way:
    through the index of what narrows most, or through the table in one go."""
    asked = sparring_application.c
    if view == "all":
        yield asked.status != Status.DRAFT
    elif view == "decided_lately":  # a time of decision stands in its states and in no other
        yield asked.decided_at >= start_of(today - timedelta(days=LATELY))
    else:
        yield asked.status.in_(VIEWS[view])
    if view == "mine":
        yield asked.handler == viewer


def late(promise: int, today: date) -> Iterator[ColumnElement[bool]]:
    """What waits for its decision longer than the office promises."""
    yield sparring_application.c.status.in_(QUEUE)
    yield sparring_application.c.submitted_at < end_of(waited_since(promise, today))


def order(search: QueueSearch, dialect: str) -> tuple[ColumnElement[Any], ...]:
    """What the list is put in order by; what is equal, the longest waiting first."""
    first = _first(search.sort, dialect)
    last = (WAITING_SINCE, sparring_application.c.application_no)
    return (first.desc() if search.backwards else first, *last)


def _first(sort: Sort, dialect: str) -> ColumnElement[Any]:
    asked = sparring_application.c
    return {
        Sort.WAITED: WAITING_SINCE,
        Sort.ORGANISATION: _alphabetical(organisation.c.name_fi, dialect),
        Sort.DAYS: asked.days_requested,
        Sort.STATUS: case(_IN_LIFE_CYCLE, value=asked.status),
        Sort.NUMBER: asked.application_no,
    }[sort]


def _alphabetical(column: ColumnElement[str], dialect: str) -> ColumnElement[str]:
    """A name as it is put in alphabetical order in Finnish, whatever the database is set to."""
    folded = column
    for letter, sign in _AFTER_Z.items():
        for each in (letter, letter.upper()):
            folded = func.replace(folded, each, sign)
    folded = func.lower(folded)
    return collate(folded, "C") if dialect == "postgresql" else folded
