"""What was held, where it was held: a remote activity has no region."""

from sqlalchemy import and_

from data_access.indicators.places import of_rows
from data_access.indicators.scopes import Aggregates, Scope, Source, Where, on, rows
from data_access.schema import activity, municipality
from programme.codes import COUNTED_ACTIVITIES, ActivityStatus, Service
from programme.indicators import ACTIVITIES_OF


def _aggregates(scope: Scope, where: Where) -> Aggregates:
    own = activity.c
    held = and_(where.here, own.status.in_(sorted(COUNTED_ACTIVITIES)), on(own.starts_on, scope))
    brunch = and_(
        where.here,
        own.service_type == Service.BRUNCH,
        own.status == ActivityStatus.COMPLETED,
        on(own.ends_on, scope),
    )
    of_service = {
        code: rows(and_(held, own.service_type == service))
        for service, code in ACTIVITIES_OF.items()
    }
    training = and_(held, own.service_type == Service.INTERNAL_DEVELOPER_TRAINING)
    return {
        "activities": rows(held),
        **of_service,
        "trainings_started": rows(training),
        "brunches_held": rows(brunch),
    }


ACTIVITIES = Source(
    activity.outerjoin(
        municipality, activity.c.municipality_code == municipality.c.municipality_code
    ),
    of_rows(activity.c.region_code),
    _aggregates,
)
