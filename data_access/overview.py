"""The overview's figures: each indicator with what it is to be compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from data_access.benchmarks import Benchmark, Benchmarks, benchmarks
from data_access.indicators import Scope, Value, Values, measure
from data_access.questions import question
from programme.periods import FUNDING_PERIODS, WHOLE, Period, previous

#: The cards of the overview, in order.
CARDS = (
    "organisations_reached",
    "participations",
    "deeds",
    "sparring_organisations",
    "processing_days_median",
    "budget_used",
)

#: Indicators whose course is a value for each step; the others accumulate.
_STEPWISE = frozenset({"processing_days_median"})


@dataclass(frozen=True)
class Kpi:
    """A figure of the overview.

    `previous` is the period of the same kind before (None where there is none), `course` the
    values at the end of each step of the period so far (years, or months of a single year), by the
    step's last day.
    `benchmark` is what holds for the period; where there is none, `part` is what was published for
    the latest funding period of the whole programme. `whole` is what a share is a share of: the
    budget, in euros.
    """

    code: str
    value: Value
    previous: Value
    course: dict[date, float]
    benchmark: Benchmark | None
    part: Benchmark | None = None
    whole: Value = None


@question("activities", "applications", "deeds", "finance", "reference")
def overview(connection: Connection, period: Period, as_of: date) -> list[Kpi]:
    """The overview's cards for a period, as things stood at the end of `as_of`."""
    before = previous(period)
    steps = _steps(period, as_of)
    scopes = [Scope(period, as_of)]
    scopes += [Scope(before, as_of)] if before else []
    scopes += [Scope(_until(period, step), as_of) for step in steps]
    scopes += [Scope(step, as_of) for step in steps]
    values = measure(connection, *scopes)
    course_from = 2 if before else 1
    accumulated = values[course_from : course_from + len(steps)]
    stepwise = values[course_from + len(steps) :]
    known = benchmarks(connection)
    return [
        Kpi(
            code,
            values[0][code],
            values[1][code] if before else None,
            _course(code, steps, accumulated, stepwise, values[0]["budget_eur"]),
            known.of(code, period.code),
            _part(known, code, period),
            values[0]["budget_eur"] if code == "budget_used" else None,
        )
        for code in CARDS
    ]


@question("activities", "applications", "deeds", "finance", "reference")
def values(connection: Connection, period: Period, as_of: date) -> Values:
    """All indicators for a period, as `measure` gives them."""
    return measure(connection, Scope(period, as_of))[0]


def _part(known: Benchmarks, code: str, period: Period) -> Benchmark | None:
    """The figure published for the latest funding period that has one."""
    if period != WHOLE:
        return None
    parts = (known.published.get((code, part.code)) for part in reversed(FUNDING_PERIODS))
    return next((part for part in parts if part), None)


def _steps(period: Period, as_of: date) -> list[Period]:
    """The years of the period, or the months of a single year, that had begun by `as_of`."""
    starts = [date(year, 1, 1) for year in period.years]
    if len(starts) == 1:
        starts = [date(period.first.year, month, 1) for month in range(1, 13)]
    ends = [start - timedelta(days=1) for start in starts[1:]] + [period.last]
    return [
        Period(None, start, end) for start, end in zip(starts, ends, strict=True) if start <= as_of
    ]


def _until(period: Period, step: Period) -> Period:
    return Period(None, period.first, step.last)


def _course(
    code: str,
    steps: Sequence[Period],
    accumulated: Sequence[Values],
    stepwise: Sequence[Values],
    budget: Value,
) -> dict[date, float]:
    if code == "budget_used" and not budget:
        return {}
    seen = zip(steps, stepwise if code in _STEPWISE else accumulated, strict=True)
    return {
        step.last: value
        for step, known in seen
        if (value := _step_value(code, known, budget)) is not None
    }


def _step_value(code: str, known: Values, budget: Value) -> Value:
    if code == "budget_used" and budget:
        return (known["spent_eur"] or 0) / budget
    return known[code]
