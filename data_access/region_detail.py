"""What lies behind a region's figures: its organisations, services and unreached municipalities."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, and_, distinct, func, or_, select

from data_access.facts import participation_fact
from data_access.indicators.places import listed, of_rows
from data_access.questions import question
from data_access.schema import activity, municipality, organisation
from programme.codes import COUNTED_ACTIVITIES, OrganisationType
from programme.divisions import Division, borders
from programme.periods import Period

_ORGANISATIONS = [
    *("organisation_id", "organisation", "organisation_type", "participations"),
    *("first_on", "last_on", "first_service", "last_service"),
]
_SERVICES = ["service_type", "activities", "participations", "organisations"]
_MUNICIPALITIES = ["municipality_code", "name_fi", "name_sv"]


@dataclass(frozen=True, eq=False)
class NeverReached:
    """The municipalities of a unit whose own organisation has not taken part.

    `municipalities` has municipality_code, name_fi and name_sv. It can only be told while the
    municipality of every municipality-type organisation that took part is known: of `unknown` it
    is not, and while there are any, the list is of no use.
    """

    municipalities: pd.DataFrame
    unknown: int


@question("activities", "reference")
def organisations_of(
    connection: Connection, division: Division, code: str, period: Period, as_of: date
) -> pd.DataFrame:
    """The unit's organisations that took part in the period, the busiest first.

    organisation_id, organisation, organisation_type, participations, first_on, last_on, and what
    they came to then: first_service, last_service.
    """
    fact = participation_fact.c
    rows = connection.execute(
        _participations(
            division,
            code,
            period,
            as_of,
            organisation.c.organisation_id,
            organisation.c.name_fi.label("organisation"),
            organisation.c.organisation_type,
            fact.service_type,
            func.sum(fact.participant_count).label("participations"),
            func.min(fact.starts_on).label("first_on"),
            func.max(fact.starts_on).label("last_on"),
        ).group_by(
            organisation.c.organisation_id,
            organisation.c.name_fi,
            organisation.c.organisation_type,
            fact.service_type,
        )
    )
    by_service = pd.DataFrame(rows.mappings().all())
    return _by_organisation(by_service) if len(by_service) else pd.DataFrame(columns=_ORGANISATIONS)


@question("activities", "reference")
def services_of(
    connection: Connection, division: Division, code: str, period: Period, as_of: date
) -> pd.DataFrame:
    """Each service that was held in the unit or that its organisations came to: service_type,
    activities held there, participations and organisations of the unit.

    Organisations are distinct within a service: services do not add up.
    """
    fact = participation_fact.c
    used = connection.execute(
        _participations(
            division,
            code,
            period,
            as_of,
            fact.service_type,
            func.sum(fact.participant_count).label("participations"),
            func.count(distinct(fact.organisation_id)).label("organisations"),
        ).group_by(fact.service_type)
    )
    held = connection.execute(_held(division, code, period, as_of))
    found: dict[str, dict[str, Any]] = {}
    for row in (*used.mappings(), *held.mappings()):
        found.setdefault(row["service_type"], {}).update(row)
    frame = pd.DataFrame(found.values(), columns=_SERVICES)
    counts = dict.fromkeys(_SERVICES[1:], 0)
    return frame.fillna(counts).astype(dict.fromkeys(counts, int)).sort_values("service_type")


@question("activities", "reference")
def never_reached(
    connection: Connection, division: Division, code: str, period: Period, as_of: date
) -> NeverReached:
    """The unit's municipalities that were there to the end of the period and never took part."""
    of_town = organisation.c.organisation_type == OrganisationType.MUNICIPALITY
    own = organisation.c.municipality_code
    reached = connection.execute(
        _participations(division, code, period, as_of, organisation.c.organisation_id, own)
        .where(of_town)
        .distinct()
    ).all()
    homes = {row.municipality_code for row in reached}
    there = connection.execute(_municipalities(division, code, period)).mappings()
    rows = [row for row in there if row["municipality_code"] not in homes]
    unknown = sum(row.municipality_code is None for row in reached)
    return NeverReached(pd.DataFrame(rows, columns=_MUNICIPALITIES), unknown)


def _here(
    division: Division, code: str, period: Period, region_code: ColumnElement[Any]
) -> ColumnElement[bool]:
    """Whether rows with this region, joined with their municipality, are of the unit."""
    place = of_rows(region_code)(borders(division, period.last))
    return place == code if code else listed(place, frozenset()) == code


def _on(day: ColumnElement[Any], period: Period, as_of: date) -> ColumnElement[bool]:
    return day.between(period.first, min(period.last, as_of))


def _participations(
    division: Division, code: str, period: Period, as_of: date, *columns: ColumnElement[Any]
) -> Select[Any]:
    """Columns of the participations of the unit's organisations in the period."""
    fact = participation_fact.c
    own = organisation.c
    # A list of organisations lets the database begin with them, and not with all activities.
    homes = (
        select(own.organisation_id)
        .select_from(
            organisation.outerjoin(
                municipality, own.municipality_code == municipality.c.municipality_code
            )
        )
        .where(_here(division, code, period, own.region_code))
    )
    return (
        select(*columns)
        .join_from(participation_fact, organisation, own.organisation_id == fact.organisation_id)
        .where(fact.organisation_id.in_(homes), _on(fact.starts_on, period, as_of))
    )


def _held(division: Division, code: str, period: Period, as_of: date) -> Select[Any]:
    own = activity.c
    where = activity.outerjoin(
        municipality, own.municipality_code == municipality.c.municipality_code
    )
    counted = and_(
        _here(division, code, period, own.region_code),
        own.status.in_(sorted(COUNTED_ACTIVITIES)),
        _on(own.starts_on, period, as_of),
    )
    return (
        select(own.service_type, func.count().label("activities"))
        .select_from(where)
        .where(counted)
        .group_by(own.service_type)
    )


def _municipalities(division: Division, code: str, period: Period) -> Select[Any]:
    own = municipality.c
    there = or_(own.valid_to.is_(None), own.valid_to >= period.last)
    return (
        select(own.municipality_code, own.name_fi, own.name_sv)
        .where(_here(division, code, period, own.region_code), there)
        .order_by(own.name_fi)
    )


def _by_organisation(by_service: pd.DataFrame) -> pd.DataFrame:
    """A row an organisation of what are rows by organisation and service."""
    key = ["organisation_id", "organisation", "organisation_type"]
    total = by_service.groupby(key, as_index=False)["participations"].sum()
    first = by_service.sort_values(["first_on", "service_type"]).drop_duplicates("organisation_id")
    last = by_service.sort_values(["last_on", "service_type"]).drop_duplicates(
        "organisation_id", keep="last"
    )
    for which, rows in (("first", first), ("last", last)):
        kept = rows[["organisation_id", f"{which}_on", "service_type"]]
        named = kept.rename(columns={"service_type": f"{which}_service"})
        total = total.merge(named, on="organisation_id")
    ordered = total.sort_values(["participations", "organisation"], ascending=[False, True])
    return ordered[_ORGANISATIONS].reset_index(drop=True)
