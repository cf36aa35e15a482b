"""The experts that sparring can be agreed with, and what was agreed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from data_access.questions import question
from data_access.schema import expert, expert_theme, sparring_application, sparring_booking


@dataclass(frozen=True)
class Expert:
    """A place in the pool, from when to when it can be chosen, and whether it knows the theme."""

    code: str
    name: str
    framework_from: date
    framework_to: date | None
    knows_theme: bool

    def free_on(self, day: date) -> bool:
        """Whether the framework agreement holds on a day."""
        return self.framework_from <= day and (
            self.framework_to is None or day <= self.framework_to
        )


@dataclass(frozen=True)
class Booking:
    """What was agreed last: the expert by code, and the first day."""

    expert: str
    starts_on: date


@question("reference", office_only=True)
def experts(connection: Connection, theme: str) -> tuple[Expert, ...]:
    """Every expert, those who know the theme first. Source: expert, expert_theme."""
    knows = (expert_theme.c.expert_code == expert.c.expert_code) & (expert_theme.c.theme == theme)
    rows = connection.execute(
        select(
            expert.c.expert_code,
            expert.c.name,
            expert.c.framework_from,
            expert.c.framework_to,
            expert_theme.c.theme.is_not(None).label("knows_theme"),
        )
        .outerjoin(expert_theme, knows)
        .order_by(expert_theme.c.theme.is_(None), expert.c.name, expert.c.expert_code)
    )
    return tuple(
        Expert(
            row.expert_code,
            row.name,
            row.framework_from,
            row.framework_to,
            bool(row.knows_theme),
        )
        for row in rows
    )


@question("applications", office_only=True)
def booking(connection: Connection, application_no: str) -> Booking | None:
    """What was agreed last for an application, or None. Source: sparring_booking."""
    if "\0" in application_no:  # PostgreSQL would refuse to look
        return None
    agreed = sparring_booking.c
    row = connection.execute(
        select(agreed.expert_code, agreed.starts_on)
        .join_from(sparring_booking, sparring_application)
        .where(sparring_application.c.application_no == application_no)
        .order_by(agreed.version.desc())
        .limit(1)
    ).first()
    return Booking(*row) if row else None
