"""Places that the data names: where events and visits were, and where organisations are at home."""

from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, distinct, func, literal, select, union_all

from data_access.facts import participation_fact
from data_access.questions import question
from data_access.schema import activity, organisation
from programme.codes import ActivityStatus, Service
from programme.periods import Period

_SERVICES = {
    "events": (Service.EVENT, Service.REGIONAL_EVENT),
    "visits": (Service.VISIT,),
}
_HELD = (ActivityStatus.RUNNING, ActivityStatus.COMPLETED)


@question("activities", "reference")
def named_places(connection: Connection, period: Period, as_of: date) -> pd.DataFrame:
    """kind ('events', 'visits', 'homes'), municipality_code, count: events and visits held, and
    organisations that took part in the period, by the municipality that the data names for them.

    What has no municipality in the data is in no row.
    """
    parts = [_activities(kind, period, as_of) for kind in _SERVICES]
    rows = connection.execute(union_all(*parts, _homes(period, as_of))).all()
    return pd.DataFrame(rows, columns=["kind", "municipality_code", "count"])


def _activities(kind: str, period: Period, as_of: date) -> Select[tuple[str, str, int]]:
    return (
        select(literal(kind), activity.c.municipality_code, func.count())
        .where(
            activity.c.service_type.in_(_SERVICES[kind]),
            activity.c.status.in_(_HELD),
            activity.c.municipality_code.is_not(None),
            _in_period(activity.c.starts_on, period, as_of),
        )
        .group_by(activity.c.municipality_code)
    )


def _homes(period: Period, as_of: date) -> Select[tuple[str, str, int]]:
    fact = participation_fact.c
    there = organisation.c.organisation_id == fact.organisation_id
    home = organisation.c.municipality_code
    return (
        select(literal("homes"), home, func.count(distinct(fact.organisation_id)))
        .join_from(participation_fact, organisation, there)
        .where(home.is_not(None), _in_period(fact.starts_on, period, as_of))
        .group_by(home)
    )


def _in_period(day: ColumnElement[date], period: Period, as_of: date) -> ColumnElement[bool]:
    return day.between(period.first, period.until(as_of).last)
