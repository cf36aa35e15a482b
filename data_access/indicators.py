"""How each indicator of `programme.indicators` is read: its one definition in the database.

Every page, export and command asks `measure` or `measure_regions`; nobody counts on the side.
All scopes asked for together cost one query per source, not one per figure.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    distinct,
    func,
    or_,
    select,
    true,
)

from data_access.facts import (
    applicant_fact,
    application_fact,
    participation_fact,
    spending_fact,
)
from data_access.schema import activity, deed, funding_period, newsletter, organisation, region
from programme.calendar import end_of, local_date, median, start_of, working_days
from programme.codes import ActivityStatus, DeedKind, Service
from programme.indicators import INDICATORS
from programme.periods import FUNDING_PERIODS, WHOLE, Period

Value = int | float | None
Values = dict[str, Value]


@dataclass(frozen=True)
class Scope:
    """What is asked: a period, the day at whose end we look, and one region or all (None)."""

    period: Period
    as_of: date
    region: str | None = None

    @property
    def first(self) -> date:
        return self.period.first

    @property
    def last(self) -> date:
        """The last day that counts: the period's end, or `as_of` if that comes first."""
        return min(self.period.last, self.as_of)


@dataclass(frozen=True, eq=False)
class _Source:
    """A table or view, the column that tells its region, and the aggregates read from it."""

    rows: FromClause
    region: ColumnElement[Any] | None
    aggregates: Callable[[Scope, ColumnElement[bool]], dict[str, ColumnElement[Any]]]


# --- what each figure counts -------------------------------------------------------------------


def _on(day: ColumnElement[Any], scope: Scope) -> ColumnElement[bool]:
    return day.between(scope.first, scope.last)


def _at(moment: ColumnElement[Any], scope: Scope) -> ColumnElement[bool]:
    return and_(moment >= start_of(scope.first), moment < end_of(scope.last))


def _rows(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.count().filter(condition)


def _total(amount: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(amount).filter(condition), 0)


def _different(key: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.count(distinct(case((condition, key))))


def _participation(scope: Scope, here: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    fact = participation_fact.c
    held = and_(here, _on(fact.starts_on, scope))
    long = and_(held, fact.is_long_service)
    return {
        "organisations_reached": _different(fact.organisation_id, held),
        "participations": _total(fact.participant_count, held),
        "long_service_organisations": _different(fact.organisation_id, long),
        "long_service_participations": _total(fact.participant_count, long),
    }


def _pending(scope: Scope, here: ColumnElement[bool]) -> ColumnElement[bool]:
    """Received in the period and still waiting at the end of the day looked at."""
    fact = application_fact.c
    left = or_(fact.closed_at.is_(None), fact.closed_at >= end_of(scope.as_of))
    return and_(here, _at(fact.submitted_at, scope), left)


def _applications(scope: Scope, here: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    fact = application_fact.c
    received = and_(here, _at(fact.submitted_at, scope))
    decided = and_(here, _at(fact.decided_at, scope))
    pending = _pending(scope, here)
    return {
        "sparring_applications": _rows(received),
        "days_requested": _total(fact.days_requested, received),
        "days_granted": _total(fact.days_granted, decided),
        "pending_applications": _rows(pending),
        "oldest_pending": func.min(fact.submitted_at).filter(pending),
        "approved": _rows(and_(decided, fact.outcome == "approved")),
        "rejected": _rows(and_(decided, fact.outcome == "rejected")),
    }


def _applicants(scope: Scope, here: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    fact = applicant_fact.c
    applied = and_(here, _at(fact.submitted_at, scope))
    granted = and_(here, _at(fact.decided_at, scope), fact.status != "rejected")
    return {
        "applicant_organisations": _different(fact.applicant_key, applied),
        "sparring_organisations": _different(fact.applicant_key, granted),
    }


def _deeds(scope: Scope, here: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    shown = and_(
        here,
        _on(deed.c.published_on, scope),
        or_(deed.c.withdrawn_on.is_(None), deed.c.withdrawn_on > scope.last),
    )
    return {
        "deeds": _rows(and_(shown, deed.c.deed_kind == DeedKind.DEED)),
        "solutions": _rows(and_(shown, deed.c.deed_kind == DeedKind.SOLUTION)),
        "deeds_awarded": _rows(and_(here, _on(deed.c.awarded_on, scope))),
    }


def _activities(scope: Scope, here: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    training = and_(
        here,
        activity.c.service_type == Service.INTERNAL_DEVELOPER_TRAINING,
        activity.c.status.in_([ActivityStatus.RUNNING, ActivityStatus.COMPLETED]),
        _on(activity.c.starts_on, scope),
    )
    brunch = and_(
        here,
        activity.c.service_type == Service.BRUNCH,
        activity.c.status == ActivityStatus.COMPLETED,
        _on(activity.c.ends_on, scope),
    )
    return {"trainings_started": _rows(training), "brunches_held": _rows(brunch)}


def _newsletters(scope: Scope, here: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    return {"newsletters_sent": _rows(and_(here, _on(newsletter.c.sent_on, scope)))}


def _budget(scope: Scope, here: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    inside = and_(here, funding_period.c.starts_on.between(scope.period.first, scope.period.last))
    return {"budget_eur": _total(funding_period.c.budget_eur, inside)}


def _spending(scope: Scope, here: ColumnElement[bool]) -> dict[str, ColumnElement[Any]]:
    booked = and_(here, _on(spending_fact.c.booked_on, scope))
    return {"spent_eur": _total(spending_fact.c.amount_eur, booked)}


_SOURCES = (
    _Source(participation_fact, participation_fact.c.region_code, _participation),
    _Source(application_fact, application_fact.c.region_code, _applications),
    _Source(applicant_fact, applicant_fact.c.region_code, _applicants),
    _Source(
        deed.outerjoin(organisation, deed.c.organisation_id == organisation.c.organisation_id),
        organisation.c.region_code,
        _deeds,
    ),
    _Source(activity, activity.c.region_code, _activities),
    _Source(newsletter, None, _newsletters),
    _Source(funding_period, None, _budget),
    _Source(spending_fact, None, _spending),
)

# --- asking ------------------------------------------------------------------------------------


def measure(connection: Connection, *scopes: Scope) -> list[Values]:
    """All indicators for each scope, in order: `{code: value}`.

    Shares are 0–1, waiting and processing times working days, money euros. What does not exist
    for a scope (the budget of a region or a year, anything of Åland) is None, never 0.
    """
    raw: list[dict[str, Any]] = [{} for _ in scopes]
    for source in _SOURCES:
        row = connection.execute(_question(source, scopes)).one()
        _distribute(row, raw)
    _add_processing_times(connection, scopes, raw)
    outside = _outside_target_area(connection)
    return [_values(found, scope, outside) for found, scope in zip(raw, scopes, strict=True)]


def measure_regions(connection: Connection, period: Period, as_of: date) -> dict[str, Values]:
    """All indicators for every region, by region code, from the same definitions.

    Rows without a region come under the empty code, so that nothing vanishes.
    """
    codes = connection.execute(select(region.c.region_code)).scalars().all()
    scopes = {code: Scope(period, as_of, code) for code in (*codes, "")}
    raw: dict[str, dict[str, Any]] = {code: {} for code in scopes}
    whole = Scope(period, as_of)
    for source in _SOURCES:
        if source.region is None:
            continue
        rows = connection.execute(_regional_question(source, whole))
        for row in rows:
            _distribute(row, [raw.setdefault(row.code or "", {})])
    for code, times in _processing_times_by_region(connection, whole).items():
        raw[code]["processing_days"] = times
    outside = _outside_target_area(connection)
    return {code: _values(raw[code], scopes[code], outside) for code in scopes}


@lru_cache(maxsize=256)
def _question(source: _Source, scopes: tuple[Scope, ...]) -> Select[Any]:
    """The source's one query for all scopes; kept, because writing it takes longer than asking."""
    columns = [
        expression.label(f"{number}:{name}")
        for number, scope in enumerate(scopes)
        for name, expression in source.aggregates(scope, _here(source, scope)).items()
    ]
    return select(*columns).select_from(source.rows)


@lru_cache(maxsize=64)
def _regional_question(source: _Source, scope: Scope) -> Select[Any]:
    """The same aggregates by region, in the column `code`."""
    if source.region is None:
        raise ValueError("the source has no regions")
    aggregates = source.aggregates(scope, true())
    labelled = [expression.label(f"0:{name}") for name, expression in aggregates.items()]
    return (
        select(source.region.label("code"), *labelled)
        .select_from(source.rows)
        .group_by(source.region)
    )


def _here(source: _Source, scope: Scope) -> ColumnElement[bool]:
    if scope.region is None or source.region is None:
        return true()
    return source.region == scope.region


def _distribute(row: Any, raw: Sequence[dict[str, Any]]) -> None:
    """Put each value, labelled `number:name`, into the dictionary of its number."""
    for label, value in row._mapping.items():
        number, separator, name = label.partition(":")
        if separator:
            raw[int(number)][name] = value


def _decisions(connection: Connection, scopes: Iterable[Scope]) -> Sequence[Any]:
    fact = application_fact.c
    spans = or_(*(_at(fact.decided_at, scope) for scope in scopes))
    return connection.execute(
        select(fact.region_code, fact.submitted_at, fact.decided_at).where(spans)
    ).all()


def _processing_days(row: Any) -> int:
    return working_days(local_date(row.submitted_at), local_date(row.decided_at))


def _add_processing_times(
    connection: Connection, scopes: Sequence[Scope], raw: Sequence[dict[str, Any]]
) -> None:
    decided = [
        (row.region_code, local_date(row.decided_at), _processing_days(row))
        for row in _decisions(connection, scopes)
    ]
    for scope, found in zip(scopes, raw, strict=True):
        found["processing_days"] = [
            days
            for code, day, days in decided
            if scope.first <= day <= scope.last and scope.region in (None, code)
        ]


def _processing_times_by_region(connection: Connection, scope: Scope) -> dict[str, list[int]]:
    times: dict[str, list[int]] = {}
    for row in _decisions(connection, [scope]):
        times.setdefault(row.region_code or "", []).append(_processing_days(row))
    return times


def _outside_target_area(connection: Connection) -> frozenset[str]:
    outside = select(region.c.region_code).where(~region.c.in_target_area)
    return frozenset(connection.execute(outside).scalars())


def _values(raw: Mapping[str, Any], scope: Scope, outside: frozenset[str]) -> Values:
    """Finished figures from what the sources gave; None for what the scope does not have."""
    found: Values = {code: _plain(raw.get(code, 0)) for code in INDICATORS}
    oldest: datetime | None = raw.get("oldest_pending")
    found["oldest_pending_days"] = working_days(local_date(oldest), scope.as_of) if oldest else None
    found["processing_days_median"] = median(raw.get("processing_days", ()))
    found["approval_rate"] = _share(raw.get("approved", 0), raw.get("rejected", 0))
    spent, budget = found["spent_eur"], found["budget_eur"]
    found["budget_used"] = round(spent / budget, 4) if spent is not None and budget else None
    missing = {code for code in INDICATORS if not _exists(code, scope, outside)}
    return {code: None if code in missing else value for code, value in found.items()}


def _plain(value: Any) -> Value:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def _share(part: int, rest: int) -> float | None:
    return round(part / (part + rest), 4) if part + rest else None


def _exists(code: str, scope: Scope, outside: frozenset[str]) -> bool:
    indicator = INDICATORS[code]
    if scope.region is not None and (not indicator.regional or scope.region in outside):
        return False
    return indicator.yearly or scope.period in (WHOLE, *FUNDING_PERIODS)
