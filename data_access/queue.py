"""The application queue: what waits, in the order in which it came."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, func, select

from data_access.questions import question
from data_access.schema import (
    clarification_request,
    indicator_target,
    organisation,
    sparring_application,
)
from programme.calendar import local_date, working_days
from programme.lifecycle import QUEUE, Status

#: Queue views of the address (`?queue=`) and the states that they show.
VIEWS: dict[str, tuple[Status, ...]] = {
    "all": QUEUE,
    "submitted": (Status.SUBMITTED,),
    "in_review": (Status.IN_REVIEW,),
    "clarification_requested": (Status.CLARIFICATION_REQUESTED,),
    "waitlisted": (Status.WAITLISTED,),
    "unbooked": (Status.APPROVED,),
}

#: Working days that the office promises when no target is set.
DEFAULT_PROMISE = 15


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
def applications(connection: Connection, view: str, today: date) -> pd.DataFrame:
    """The applications of a queue view, the oldest first.

    Columns: application_no, version, organisation, organisation_type, region_code, theme,
    sector, title, days_requested, days_granted, status, submitted_on, decided_on, due_on
    (of an open clarification), waited (working days since received, or since the decision where
    there is one), late (over the promise).
    """
    limit = promise(connection)
    rows = [_entry(row, today, limit) for row in connection.execute(_query(VIEWS[view]))]
    return pd.DataFrame(rows, columns=COLUMNS)


COLUMNS = (
    "application_no",
    "version",
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


@question("applications", office_only=True)
def counts(connection: Connection) -> dict[str, int]:
    """How many applications each queue view holds."""
    status = sparring_application.c.status
    rows = connection.execute(select(status, func.count()).group_by(status)).all()
    found = {Status(row[0]): int(row[1]) for row in rows}
    return {view: sum(found.get(s, 0) for s in states) for view, states in VIEWS.items()}


def _query(states: Sequence[Status]) -> Select[Any]:
    asked = sparring_application.c
    due_on = (
        select(clarification_request.c.due_on)
        .where(
            clarification_request.c.application_id == asked.application_id,
            clarification_request.c.version == asked.version,
        )
        .scalar_subquery()
    )
    return (
        select(
            asked.application_no,
            asked.version,
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
        )
        .join_from(sparring_application, organisation)
        .where(asked.status.in_(states))
        .order_by(func.coalesce(asked.decided_at, asked.submitted_at), asked.application_no)
    )


def _entry(row: Any, today: date, limit: int) -> dict[str, Any]:
    entry = dict(row._mapping)
    received = local_date(entry.pop("submitted_at"))
    decided = entry.pop("decided_at")
    waited = working_days(local_date(decided) if decided else received, today)
    return entry | {
        "submitted_on": received,
        "decided_on": local_date(decided) if decided else None,
        "waited": waited,
        "late": not decided and waited > limit,
    }
