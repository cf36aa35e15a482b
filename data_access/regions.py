"""Region-level activity, for the map and its table."""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, and_, case, distinct, func, select

from data_access.facts import participation_fact
from data_access.indicators import measure_regions
from data_access.questions import question
from data_access.schema import organisation, region
from programme.codes import OrganisationType
from programme.periods import Period

#: Measures of the map; all but the share are indicators.
MEASURES = ("municipality_share", "organisations_reached", "participations", "days_granted")

#: A count of people below this is not shown on shared screens.
SMALLEST_SHOWN = 5


@question("activities", "applications", "deeds", "reference")
def region_activity(connection: Connection, period: Period, as_of: date) -> pd.DataFrame:
    """One row a region: region_code, name_fi, name_sv, name_en, in_target_area,
    municipality_count, municipality_share (0–1, municipality-type organisations reached ÷
    municipalities) and the indicators organisations_reached, participations, days_granted,
    sparring_applications, pending_applications.

    Organisations without a region stand in a last row with an empty code, if there are any.
    Åland's figures are missing values: it is outside the target area.
    """
    values = measure_regions(connection, period, as_of)
    municipalities = _municipalities_reached(connection, period, as_of)
    rows = [
        _row(entry, values[entry.region_code], municipalities.get(entry.region_code, 0))
        for entry in connection.execute(select(region).order_by(region.c.region_code))
    ]
    elsewhere = _kept(values[""])
    if any(elsewhere.values()):
        rows.append({"region_code": "", "in_target_area": True, **elsewhere})
    return pd.DataFrame(rows)


_KEPT = (
    "organisations_reached",
    "participations",
    "days_granted",
    "sparring_applications",
    "pending_applications",
)


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {code: values[code] for code in _KEPT}


@question("reference")
def region_names(connection: Connection) -> dict[str, dict[str, str]]:
    """The names of all regions: region code → language → name."""
    return {
        entry.region_code: {"fi": entry.name_fi, "sv": entry.name_sv, "en": entry.name_en}
        for entry in connection.execute(select(region))
    }


def _row(entry: Any, values: dict[str, Any], reached: int) -> dict[str, Any]:
    share = reached / entry.municipality_count if entry.in_target_area else None
    return {**entry._mapping, "municipality_share": share, **_kept(values)}


def _municipalities_reached(connection: Connection, period: Period, as_of: date) -> dict[str, int]:
    fact = participation_fact.c
    held = fact.starts_on.between(period.first, min(period.last, as_of))
    rows = connection.execute(
        select(fact.region_code, func.count(distinct(fact.organisation_id)))
        .where(held, fact.organisation_type == OrganisationType.MUNICIPALITY)
        .group_by(fact.region_code)
    )
    return {row[0]: int(row[1]) for row in rows}


@question("activities")
def organisations_by_year(
    connection: Connection, region_code: str | None, period: Period, as_of: date
) -> pd.DataFrame:
    """year, organisations (distinct within a year: years do not add up), of one region or all."""
    fact = participation_fact.c
    here = [] if region_code is None else [fact.region_code == region_code]
    columns = [
        func.count(
            distinct(case((_in_year(fact.starts_on, year, as_of), fact.organisation_id)))
        ).label(str(year))
        for year in period.years
    ]
    row = connection.execute(select(*columns).where(*here)).one()
    return pd.DataFrame(
        {"year": list(period.years), "organisations": [int(value) for value in row]}
    )


def _in_year(day: Any, year: int, as_of: date) -> Any:
    return and_(day >= date(year, 1, 1), day <= min(date(year, 12, 31), as_of))


@question("activities")
def organisations_reached(
    connection: Connection, region_code: str, period: Period, as_of: date
) -> pd.DataFrame:
    """The region's organisations that took part in the period: organisation, organisation_type,
    participations, first_on, last_on; the busiest first."""
    fact = participation_fact.c
    total = func.sum(fact.participant_count).label("participations")
    rows = connection.execute(
        select(
            organisation.c.name_fi.label("organisation"),
            organisation.c.organisation_type,
            total,
            func.min(fact.starts_on).label("first_on"),
            func.max(fact.starts_on).label("last_on"),
        )
        .join_from(
            participation_fact,
            organisation,
            organisation.c.organisation_id == fact.organisation_id,
        )
        .where(
            fact.region_code == region_code,
            fact.starts_on.between(period.first, min(period.last, as_of)),
        )
        .group_by(organisation.c.name_fi, organisation.c.organisation_type)
        .order_by(total.desc(), organisation.c.name_fi)
    )
    columns = ["organisation", "organisation_type", "participations", "first_on", "last_on"]
    return pd.DataFrame(rows.mappings().all(), columns=columns)
