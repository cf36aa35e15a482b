"""Application rounds and their day pools."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, case, func, select

from data_access.facts import application_fact
from data_access.questions import question
from data_access.schema import sparring_round
from programme.lifecycle import QUEUE, Status


@dataclass(frozen=True)
class Waiting:
    """Applications that wait and the days that they ask for."""

    applications: int
    days: int


@dataclass(frozen=True)
class Round:
    """An application round as it stands; days are sparring days, moments UTC.

    `by_status` and `by_theme` hold what still waits, in the order of the life cycle and by days.
    """

    code: str
    opens_at: datetime
    closes_at: datetime
    is_open: bool
    max_days: int
    pool: int
    reserved: int
    by_status: dict[Status, Waiting]
    by_theme: dict[str, Waiting]

    @property
    def left(self) -> int:
        """Days that can still be granted."""
        return self.pool - self.reserved

    @property
    def waiting(self) -> Waiting:
        """Everything that waits for a decision."""
        return Waiting(
            sum(part.applications for part in self.by_status.values()),
            sum(part.days for part in self.by_status.values()),
        )

    @property
    def short(self) -> int:
        """Days asked for that the pool cannot give."""
        return max(0, self.waiting.days - self.left)


@question("applications")
def current_round(connection: Connection, now: datetime) -> Round | None:
    """The round that opened last by `now`, open or closed; None before the first."""
    row = connection.execute(
        select(sparring_round)
        .where(sparring_round.c.opens_at <= now)
        .order_by(sparring_round.c.opens_at.desc())
        .limit(1)
    ).first()
    return _round(connection, row, now) if row else None


def _round(connection: Connection, row: Any, now: datetime) -> Round:
    waiting = _waiting(connection, row.round_code)
    by_status: dict[Status, Waiting] = {}
    by_theme: dict[str, Waiting] = {}
    for part in waiting:
        _add(by_status, Status(part.status), part)
        _add(by_theme, part.theme, part)
    return Round(
        code=row.round_code,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        is_open=row.opens_at <= now <= row.closes_at,
        max_days=row.max_days,
        pool=row.day_pool,
        reserved=row.days_reserved,
        by_status={status: by_status[status] for status in QUEUE if status in by_status},
        by_theme=dict(sorted(by_theme.items(), key=lambda item: -item[1].days)),
    )


def _waiting(connection: Connection, code: str) -> list[Any]:
    fact = application_fact.c
    return list(
        connection.execute(
            select(
                fact.status,
                fact.theme,
                func.count().label("applications"),
                func.sum(fact.days_requested).label("days"),
            )
            .where(fact.round_code == code, fact.status.in_(QUEUE))
            .group_by(fact.status, fact.theme)
            .order_by(fact.theme)
        )
    )


def _add(sums: dict[Any, Waiting], key: Any, part: Any) -> None:
    known = sums.get(key, Waiting(0, 0))
    sums[key] = Waiting(known.applications + part.applications, known.days + part.days)


@question("applications")
def rounds(connection: Connection) -> pd.DataFrame:
    """All rounds in order: round_code, requested, granted, day_pool (sparring days), applications.

    `requested` is what was asked for, withdrawn applications included; `granted` is what the pool
    has given.
    """
    fact = application_fact.c
    query = (
        select(
            sparring_round.c.round_code,
            func.coalesce(func.sum(fact.days_requested), 0).label("requested"),
            sparring_round.c.days_reserved.label("granted"),
            sparring_round.c.day_pool,
            func.sum(case((fact.round_code.is_not(None), 1), else_=0)).label("applications"),
        )
        .select_from(
            sparring_round.outerjoin(
                application_fact, sparring_round.c.round_code == fact.round_code
            )
        )
        .group_by(
            sparring_round.c.round_code,
            sparring_round.c.days_reserved,
            sparring_round.c.day_pool,
        )
        .order_by(sparring_round.c.round_code)
    )
    return pd.DataFrame(connection.execute(query).mappings().all())
