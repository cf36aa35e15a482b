"""The tables of the program database: the single schema, for SQLite and PostgreSQL alike.

Rules that need more than one row (life cycle, day pool, history, audit, revisions) are triggers,
in `data_access/migrations`; docs/data.md says what each table is for. Moments are UTC, days are
Finnish calendar days, money is euros.
"""

from data_access.tables import metadata
from data_access.tables.activities import activity, campaign, deed, participation
from data_access.tables.deed_submissions import deed_submission, deed_submission_event
from data_access.tables.enrolments import activity_places, enrolment, enrolment_event
from data_access.tables.evaluation import (
    evaluation,
    evaluation_finding,
    recommendation,
    survey,
)
from data_access.tables.experts import expert, expert_tender, expert_theme, sparring_session
from data_access.tables.funding import (
    budget_line,
    esf_participant_aggregate,
    payment_claim,
    report_obligation,
)
from data_access.tables.judging import (
    application_comment,
    application_proposal,
    open_application,
    sparring_booking,
)
from data_access.tables.letters import letter, letter_template
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
from data_access.tables.publicity import (
    document,
    programme_milestone,
    stakeholder,
    stakeholder_name,
)
from data_access.tables.reference import municipality, organisation, region
from data_access.tables.region_context import context_index, context_value, region_base
from data_access.tables.sign_in import sign_in_code, sign_in_throttle, user_session
from data_access.tables.sparring import (
    application_decision,
    application_event,
    application_transition,
    application_version,
    clarification_request,
    sparring_application,
    sparring_round,
)
from data_access.tables.upkeep import (
    audit_head,
    audit_log,
    data_revision,
    form_mapping,
    installation,
    verification,
)

__all__ = [
    "access_log",
    "activity",
    "activity_places",
    "app_user",
    "application_comment",
    "application_decision",
    "application_event",
    "application_proposal",
    "application_transition",
    "application_version",
    "audit_head",
    "audit_log",
    "budget_line",
    "campaign",
    "clarification_request",
    "contact",
    "context_index",
    "context_value",
    "data_revision",
    "deed",
    "deed_submission",
    "deed_submission_event",
    "document",
    "enrolment",
    "enrolment_event",
    "esf_participant_aggregate",
    "evaluation",
    "evaluation_finding",
    "expenditure",
    "expert",
    "expert_tender",
    "expert_theme",
    "form_mapping",
    "funding_period",
    "governance_group",
    "indicator_target",
    "installation",
    "letter",
    "letter_template",
    "meeting",
    "metadata",
    "municipality",
    "newsletter",
    "objective",
    "office_position",
    "open_application",
    "organisation",
    "participation",
    "payment_claim",
    "programme_milestone",
    "published_figure",
    "recommendation",
    "region",
    "region_base",
    "related_cohort",
    "report_obligation",
    "sign_in_code",
    "sign_in_throttle",
    "sparring_application",
    "sparring_booking",
    "sparring_round",
    "sparring_session",
    "stakeholder",
    "stakeholder_name",
    "survey",
    "survey_answer",
    "user_session",
    "verification",
]
