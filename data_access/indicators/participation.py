"""Who took part: organisations counted once, attendances every time."""

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select

from data_access.facts import participation_fact
from data_access.indicators.places import of_rows
from data_access.indicators.scopes import Aggregates, Scope, Source, Where, different, on, total
from data_access.schema import municipality, organisation
from programme.codes import OrganisationType


@lru_cache(maxsize=256)
def participation(scopes: tuple[Scope, ...]) -> Source:
    """The source of some scopes: participations summed up as far as none of them can tell.

    Counting different organisations in a million rows, once for each figure, would take the
    database many times as long as going through them once.
    """
    summed = _summed(scopes)

    def aggregates(scope: Scope, where: Where) -> Aggregates:
        return _aggregates(summed, scope, where)

    home = organisation.outerjoin(
        municipality, organisation.c.municipality_code == municipality.c.municipality_code
    )
    rows = summed.join(home, organisation.c.organisation_id == summed.c.organisation_id)
    return Source(rows, of_rows(organisation.c.region_code), aggregates)


def _summed(scopes: Sequence[Scope]) -> Subquery:
    """A row for each organisation, kind of service and stretch of days; `starts_on` is in it."""
    fact = participation_fact.c
    first, last = min(each.first for each in scopes), max(each.last for each in scopes)
    return (
        select(
            fact.organisation_id,
            fact.is_long_service,
            _stretch(scopes).label("stretch"),
            func.min(fact.starts_on).label("starts_on"),
            func.sum(fact.participant_count).label("participant_count"),
        )
        .where(fact.starts_on.between(first, last))
        .group_by(fact.organisation_id, fact.is_long_service, "stretch")
        .subquery("summed")
    )


def _stretch(scopes: Sequence[Scope]) -> ColumnElement[Any]:
    """The number of the stretch of days in which a scope neither begins nor ends."""
    begins = {scope.first for scope in scopes}
    ends = {scope.last + timedelta(days=1) for scope in scopes}
    before = participation_fact.c.starts_on
    numbered = enumerate(sorted(begins | ends))
    return case(*((before < day, number) for number, day in numbered), else_=-1)


def _aggregates(summed: Subquery, scope: Scope, where: Where) -> Aggregates:
    fact = summed.c
    held = and_(where.here, on(fact.starts_on, scope))
    long = and_(held, fact.is_long_service)
    town = and_(held, organisation.c.organisation_type == OrganisationType.MUNICIPALITY)
    return {
        "organisations_reached": different(fact.organisation_id, held),
        "municipalities_reached": different(fact.organisation_id, town),
        "municipalities_inside": different(fact.organisation_id, and_(town, where.inside)),
        "participations": total(fact.participant_count, held),
        "long_service_organisations": different(fact.organisation_id, long),
        "long_service_participations": total(fact.participant_count, long),
    }
