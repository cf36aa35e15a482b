"""What happened to a submission or an enrolment, as its history tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from data_access.deciding.histories import Kept
from data_access.schema import app_user


@dataclass(frozen=True)
class CaseEvent:
    """A line of a history; `edited` has the texts that were replaced, `people` who got places."""

    at: datetime
    actor: str
    from_status: str | None
    to_status: str
    note: str | None
    edited: Mapping[str, str | None] = field(default_factory=dict)
    people: int | None = None


def case_events(connection: Connection, kept: Kept, subject_id: int) -> tuple[CaseEvent, ...]:
    """The events of a subject, the newest first."""
    event = kept.events.c
    rows = connection.execute(
        select(kept.events, app_user.c.display_name)
        .join(app_user, app_user.c.username == event.actor)
        .where(event[kept.key] == subject_id)
        .order_by(event.version.desc())
    )
    return tuple(_event(dict(row)) for row in rows.mappings())


def _event(row: dict[str, Any]) -> CaseEvent:
    return CaseEvent(
        row["at"],
        row["display_name"],
        row["from_status"],
        row["to_status"],
        row["note"],
        row.get("edited") or {},
        row.get("people_accepted"),
    )
