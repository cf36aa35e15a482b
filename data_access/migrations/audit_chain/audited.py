"""Which tables the audit watches and what it keeps of a row: one list for triggers and `verify`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Audited:
    """Key and further columns that the audit keeps; `inserts`: whether new rows are audited too.

    Rows that come in great numbers at once are audited when they change or go.
    """

    key: tuple[str, ...]
    columns: tuple[str, ...]
    inserts: bool = True


#: Columns that stay out: secrets, personal data, and long free text of the applicant.
NOT_KEPT = {
    "contact": ("email", "full_name", "phone"),
    "app_user": ("password_hash",),
    "sparring_application": ("change_note", "goal", "need"),
}

AUDITED = {
    "app_user": Audited(
        key=("username",),
        columns=("display_name", "role", "active", "language", "sessions_valid_after"),
    ),
    "funding_period": Audited(
        key=("period_code",),
        columns=("starts_on", "ends_on", "eura_project_code", "budget_eur", "budget_basis"),
    ),
    "governance_group": Audited(key=("group_code",), columns=("name_fi", "name_sv", "name_en")),
    "indicator_target": Audited(
        key=("indicator_code",), columns=("comparator", "target_value", "basis")
    ),
    "installation": Audited(
        key=("installation_id",), columns=("is_demo", "clock_starts_at", "clock_anchored_at")
    ),
    "newsletter": Audited(key=("newsletter_id",), columns=("sent_on", "subject")),
    "objective": Audited(key=("objective_no",), columns=("name_fi", "name_sv", "name_en")),
    "office_position": Audited(
        key=("position_id",), columns=("title_code", "valid_from", "valid_to")
    ),
    "published_figure": Audited(
        key=("figure_code",),
        columns=(
            "indicator_code",
            "period_code",
            "as_of",
            "comparator",
            "published_value",
            "tolerance",
            "unit",
            "source",
        ),
    ),
    "region": Audited(
        key=("region_code",),
        columns=("name_fi", "name_sv", "name_en", "municipality_count", "in_target_area"),
    ),
    "related_cohort": Audited(
        key=("cohort_code",),
        columns=(
            "started_on",
            "ended_on",
            "started_count",
            "certified_count",
            "organisation_count",
            "forum_count",
        ),
    ),
    "sparring_round": Audited(
        key=("round_code",),
        columns=("opens_at", "closes_at", "max_days", "day_pool", "days_reserved"),
    ),
    "survey_answer": Audited(
        key=("survey_code", "question_code", "grade"),
        columns=("answers", "asked_on"),
        inserts=False,
    ),
    "expenditure": Audited(
        key=("expenditure_id",), columns=("period_code", "booked_on", "cost_category", "amount_eur")
    ),
    "meeting": Audited(key=("meeting_id",), columns=("group_code", "held_on")),
    "municipality": Audited(
        key=("municipality_code",),
        columns=(
            "name_fi",
            "name_sv",
            "region_code",
            "region_code_2021",
            "valid_to",
            "successor_code",
        ),
        inserts=False,
    ),
    "activity": Audited(
        key=("activity_id",),
        columns=(
            "service_type",
            "period_code",
            "name",
            "starts_on",
            "ends_on",
            "delivery_mode",
            "region_code",
            "municipality_code",
            "theme",
            "status",
        ),
    ),
    "organisation": Audited(
        key=("organisation_id",),
        columns=(
            "business_id",
            "name_fi",
            "name_sv",
            "organisation_type",
            "region_code",
            "municipality_code",
            "language",
            "employee_count",
        ),
    ),
    "contact": Audited(
        key=("contact_id",), columns=("organisation_id", "retain_until", "erased_at")
    ),
    "deed": Audited(
        key=("deed_id",),
        columns=(
            "deed_kind",
            "title",
            "organisation_id",
            "sector",
            "status",
            "published_on",
            "withdrawn_on",
            "awarded_on",
            "campaign_code",
        ),
    ),
    "participation": Audited(
        key=("activity_id", "organisation_id", "staff_group"),
        columns=("participant_count",),
        inserts=False,
    ),
    "sparring_application": Audited(
        key=("application_id",),
        columns=(
            "application_no",
            "round_code",
            "organisation_id",
            "contact_id",
            "theme",
            "sector",
            "title",
            "days_requested",
            "people_involved",
            "includes_management",
            "includes_supervisors",
            "includes_staff",
            "no_layoff_declared",
            "delivery_mode",
            "submitted_at",
            "status",
            "days_granted",
            "decided_at",
            "closed_at",
            "handler",
            "version",
            "changed_by",
            "changed_at",
            "request_key",
        ),
    ),
}
