"""The tables of the program database: the single schema, for SQLite and PostgreSQL alike.

Rules that need more than one row (life cycle, day pool, history, audit, revisions) are triggers,
in `data_access/migrations`; docs/data.md says what each table is for. Moments are UTC, days are
Finnish calendar days, money is euros.
"""

from data_access.tables import metadata
from data_access.tables.activities import activity, deed, participation
from data_access.tables.people import access_log, app_user, contact
from data_access.tables.programme import (
    expenditure,
    funding_period,
    governance_group,
    indicator_target,
    meeting,
    newsletter,
    objective,
    office_position,
    published_figure,
    related_cohort,
    survey_answer,
)
from data_access.tables.reference import municipality, organisation, region
from data_access.tables.sign_in import sign_in_code, sign_in_throttle, user_session
from data_access.tables.sparring import (
    application_decision,
    application_event,
    application_transition,
    application_version,
    clarification_request,
    letter,
    sparring_application,
    sparring_round,
)
from data_access.tables.upkeep import (
    audit_head,
    audit_log,
    data_revision,
    installation,
    verification,
)

__all__ = [
    "access_log",
    "activity",
    "app_user",
    "application_decision",
    "application_event",
    "application_transition",
    "application_version",
    "audit_head",
    "audit_log",
    "clarification_request",
    "contact",
    "data_revision",
    "deed",
    "expenditure",
    "funding_period",
    "governance_group",
    "indicator_target",
    "installation",
    "letter",
    "meeting",
    "metadata",
    "municipality",
    "newsletter",
    "objective",
    "office_position",
    "organisation",
    "participation",
    "published_figure",
    "region",
    "related_cohort",
    "sign_in_code",
    "sign_in_throttle",
    "sparring_application",
    "sparring_round",
    "survey_answer",
    "user_session",
    "verification",
]
