"""Published figures beside ours: the programme's own check that the database tells the truth."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from data_access.facts import application_fact, participation_fact
from data_access.indicators import Scope, measure
from data_access.schema import (
    activity,
    deed,
    governance_group,
    meeting,
    objective,
    office_position,
    published_figure,
    related_cohort,
    sparring_round,
    survey_answer,
)
from programme.calendar import end_of, start_of
from programme.codes import Comparator, FigureUnit, Service, StaffGroup
from programme.periods import PROGRAMME_END, parse
from programme.published import agrees

#: Figures about other things than an indicator: how each is read.
Reader = Callable[[Connection, Any], Any]


@dataclass(frozen=True)
class Figure:
    """A published figure and ours; `holds` when ours agrees under the comparator."""

    code: str
    comparator: Comparator
    published: Any
    computed: Any
    holds: bool


def figures(connection: Connection) -> list[Figure]:
    """Every published figure of the database, computed and compared, in the order of codes."""
    rows = connection.execute(select(published_figure).order_by(published_figure.c.figure_code))
    return [_compare(connection, row) for row in rows.all()]


def _compare(connection: Connection, row: Any) -> Figure:
    comparator, unit = Comparator(row.comparator), FigureUnit(row.unit)
    published = parse_value(row.published_value, unit)
    computed = _compute(connection, row)
    if isinstance(published, int | float) and not isinstance(published, bool):
        tolerance = float(row.tolerance) if row.tolerance is not None else None
        holds = computed is not None and agrees(comparator, published, computed, tolerance)
    else:
        holds = computed == published
    return Figure(row.figure_code, comparator, published, computed, holds)


def parse_value(written: str, unit: FigureUnit) -> Any:
    """The value of a published figure: a number, a truth value, or text for dates and ranges."""
    match unit:
        case FigureUnit.COUNT | FigureUnit.EUR:
            return int(written)
        case FigureUnit.SHARE:
            return float(written)
        case FigureUnit.BOOLEAN:
            return written == "true"
        case _:
            return written


def _compute(connection: Connection, row: Any) -> Any:
    if row.indicator_code:
        scope = Scope(parse(row.period_code), row.as_of or PROGRAMME_END)
        return measure(connection, scope)[0][row.indicator_code]
    return _READERS[row.figure_code](connection, row)


def _scalar(question: Select[Any]) -> Reader:
    return lambda connection, _row: connection.execute(question).scalar()


def _cohort(code: str, column: str) -> Reader:
    return _scalar(select(related_cohort.c[column]).where(related_cohort.c.cohort_code == code))


def _positions(connection: Connection, row: Any) -> Any:
    held = office_position.c
    valid = and_(
        held.valid_from <= row.as_of, or_(held.valid_to.is_(None), held.valid_to >= row.as_of)
    )
    return connection.execute(
        select(func.count()).select_from(office_position).where(valid)
    ).scalar()


def _activities(service: Service, first: date, last: date) -> Reader:
    return _scalar(
        select(func.count())
        .select_from(activity)
        .where(
            activity.c.service_type == service,
            activity.c.status == "completed",
            activity.c.starts_on.between(first, last),
        )
    )


def _demand_exceeds_supply(connection: Connection, row: Any) -> bool:
    """Days asked for in the year exceed the pools of its rounds, all of which was granted."""
    year = parse(row.period_code)
    fact = application_fact.c
    in_year = and_(fact.submitted_at >= start_of(year.first), fact.submitted_at < end_of(year.last))
    asked, granted = connection.execute(
        select(func.sum(fact.days_requested), func.sum(fact.days_granted)).where(in_year)
    ).one()
    pool = connection.execute(
        select(func.sum(sparring_round.c.day_pool)).where(
            sparring_round.c.round_code.startswith(f"{year.code}-")
        )
    ).scalar()
    return bool(asked and asked > pool == granted)


def _first_meeting(connection: Connection, _row: Any) -> str | None:
    first = connection.execute(
        select(func.min(meeting.c.held_on)).where(meeting.c.group_code == "advisory_board")
    ).scalar()
    return first.isoformat() if first else None


def _granted_range(connection: Connection, _row: Any) -> str:
    days = application_fact.c.days_granted
    least, most = connection.execute(select(func.min(days), func.max(days))).one()
    return f"{least}-{most}"


def _positive_share(connection: Connection, _row: Any) -> float | None:
    answers = survey_answer.c
    positive, everybody = connection.execute(
        select(
            func.sum(answers.answers).filter(answers.grade >= 4), func.sum(answers.answers)
        ).where(answers.survey_code == "impact_2020")
    ).one()
    return round(positive / everybody, 4) if everybody else None


def _employee_share(connection: Connection, _row: Any) -> float | None:
    fact = participation_fact.c
    employees, everybody = connection.execute(
        select(
            func.sum(fact.participant_count).filter(fact.staff_group == StaffGroup.EMPLOYEE),
            func.sum(fact.participant_count),
        ).where(fact.is_long_service)
    ).one()
    return round(employees / everybody, 4) if everybody else None


_READERS: dict[str, Reader] = {
    "F17": _activities(Service.REGIONAL_EVENT, date(2015, 8, 1), date(2015, 9, 30)),
    "F18": _activities(Service.VISIT, date(2015, 1, 1), date(2015, 7, 31)),
    "F19": _cohort("EKJ3", "certified_count"),
    "F20": _cohort("EKJ3", "organisation_count"),
    "F21": _cohort("EKJ3", "forum_count"),
    "F22": _cohort("EKJ4", "started_count"),
    "F23": _cohort("EKJ4", "organisation_count"),
    "F24": _scalar(select(func.count()).select_from(objective)),
    "F25": _positions,
    "F26": _positions,
    "F27": _scalar(
        select(func.count())
        .select_from(deed)
        .where(deed.c.campaign_code == "haastekampanja_2018", deed.c.status == "published")
    ),
    "F28": _scalar(select(func.count()).select_from(governance_group)),
    "R01": _demand_exceeds_supply,
    "R03": _first_meeting,
    "R05": _granted_range,
    "X08": _positive_share,
    "X09": _employee_share,
}
