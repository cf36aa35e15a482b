"""The application queue: what waits, in the order in which it came, and all that came before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, func, select

from data_access.questions import question
from data_access.queueing.conditions import conditions, of_view, order
from data_access.queueing.search import OF_SOME, PAGE_SIZE, VIEWS, QueueSearch, Sort
from data_access.schema import (
    clarification_request,
    indicator_target,
    organisation,
    sparring_application,
    sparring_round,
)
from programme.calendar import local_date, working_days
from programme.lifecycle import QUEUE

#: Working days that the office promises when no target is set.
DEFAULT_PROMISE = 15

COLUMNS = (
    "application_no",
    "version",
    "round_code",
    "organisation",
    "organisation_type",
    "region_code",
    "theme",
    "sector",
    "title",
    "days_requested",
    "days_granted",
    "status",
    "submitted_on",
    "decided_on",
    "due_on",
    "waited",
    "late",
)


@dataclass(frozen=True)
class Listed:
    """A page of what a search finds, and what it finds on all its pages together.

    `rows` has the columns `COLUMNS`: waited are working days since received, or since the decision
    where there is one; late is waiting for its decision longer than promised; due_on is of an open
    clarification.
    `applications` are counted, `days` is the sum of what they ask for, `page` the one that is
    listed: the first when there is no such page as the one asked for.
    """

    rows: pd.DataFrame
    applications: int
    days: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty one at least."""
        return max(1, -(-self.applications // PAGE_SIZE))


@dataclass(frozen=True)
class Pool:
    """What a round may still give: most days for one application, and days that are left."""

    max_days: int
    left: int


@question("reference")
def promise(connection: Connection) -> int:
    """The office's target for processing an application, in working days."""
    target = connection.execute(
        select(indicator_target.c.target_value).where(
            indicator_target.c.indicator_code == "processing_days_median"
        )
    ).scalar()
    return int(target) if target is not None else DEFAULT_PROMISE


@question("applications", "reference", "activities", office_only=True)
def applications(connection: Connection, search: QueueSearch, today: date, viewer: str) -> Listed:
    """The applications of the search's page, in its order; `viewer` is who asks (a user name)."""
    limit = promise(connection)
    where = tuple(conditions(search, viewer, today, limit, connection.dialect.name))
    # Counted by itself: in one query with the page, every row would be put in order.
    total = select(func.count(), func.sum(sparring_application.c.days_requested)).where(*where)
    count, days = connection.execute(total).one()
    page = search.page if (search.page - 1) * PAGE_SIZE < count else 1
    hits = _hits(connection, search, where).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    numbers = connection.execute(hits).scalars().all()
    return Listed(_frame(connection, numbers, today, limit), int(count), int(days or 0), page)


def every(
    connection: Connection, search: QueueSearch, today: date, viewer: str
) -> Iterator[pd.DataFrame]:
    """All that a search finds, in its order, some rows at a time with the columns of `Listed`."""
    limit = promise(connection)
    where = tuple(conditions(search, viewer, today, limit, connection.dialect.name))
    hits = _hits(connection, search, where)
    numbers = iter(connection.execute(hits).scalars().all())
    while some := list(islice(numbers, PAGE_SIZE)):
        yield _frame(connection, some, today, limit)


@question("applications", office_only=True)
def counts(connection: Connection, today: date, viewer: str) -> dict[str, int]:
    """How many applications each queue view holds for `viewer`."""
    status = sparring_application.c.status
    by_status: dict[str, int] = dict(
        map(tuple, connection.execute(select(status, func.count()).group_by(status)).all())
    )
    held = {view: sum(by_status.get(s, 0) for s in states) for view, states in VIEWS.items()}
    return held | {view: _count(connection, view, today, viewer) for view in OF_SOME}


def _count(connection: Connection, view: str, today: date, viewer: str) -> int:
    query = select(func.count()).select_from(sparring_application)
    return int(connection.execute(query.where(*of_view(view, viewer, today))).scalar_one())


@question("applications")
def pools(connection: Connection) -> dict[str, Pool]:
    """What each round may still give, by its code; the latest round first."""
    rounds = select(sparring_round).order_by(sparring_round.c.opens_at.desc())
    return {
        row.round_code: Pool(row.max_days, row.day_pool - row.days_reserved)
        for row in connection.execute(rounds)
    }


def _hits(
    connection: Connection, search: QueueSearch, where: Iterable[ColumnElement[bool]]
) -> Select[Any]:
    """The numbers of what meets the conditions, in the order of the search.

    Not the ids: those are not in the index that the queue is read from.
    """
    query = select(sparring_application.c.application_no)
    if search.sort is Sort.ORGANISATION:
        query = query.join(organisation)
    return query.where(*where).order_by(*order(search, connection.dialect.name))


def _frame(connection: Connection, numbers: Sequence[str], today: date, limit: int) -> pd.DataFrame:
    """The applications of these numbers, in their order."""
    query = _query().where(sparring_application.c.application_no.in_(numbers))
    found = {row.application_no: row for row in connection.execute(query)}
    rows = [_entry(found[each], today, limit) for each in numbers if each in found]
    return pd.DataFrame(rows, columns=COLUMNS)


def _query() -> Select[Any]:
    asked = sparring_application.c
    due_on = (
        select(clarification_request.c.due_on)
        .where(
            clarification_request.c.application_id == asked.application_id,
            clarification_request.c.version == asked.version,
        )
        .scalar_subquery()
    )
    return select(
        asked.application_no,
        asked.version,
        asked.round_code,
        organisation.c.name_fi.label("organisation"),
        organisation.c.organisation_type,
        organisation.c.region_code,
        asked.theme,
        asked.sector,
        asked.title,
        asked.days_requested,
        asked.days_granted,
        asked.status,
        asked.submitted_at,
        asked.decided_at,
        due_on.label("due_on"),
    ).join_from(sparring_application, organisation)


def _entry(row: Any, today: date, limit: int) -> dict[str, Any]:
    entry = dict(row._mapping)
    received = local_date(entry.pop("submitted_at"))
    decided = entry.pop("decided_at")
    waited = working_days(local_date(decided) if decided else received, today)
    return entry | {
        "submitted_on": received,
        "decided_on": local_date(decided) if decided else None,
        "waited": waited,
        "late": entry["status"] in QUEUE and waited > limit,
    }
