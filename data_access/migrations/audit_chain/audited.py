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
    "campaign": Audited(
        key=("campaign_code",), columns=("name_fi", "name_sv", "name_en", "starts_on", "ends_on")
    ),
    "document": Audited(
        key=("document_code",),
        columns=(
            "document_kind",
            "title",
            "language",
            "url",
            "published_on",
            "published_precision",
        ),
    ),
    "form_mapping": Audited(key=("form_name",), columns=("mapping",)),
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
    "programme_milestone": Audited(
        key=("milestone_code",),
        columns=("happened_on", "happened_precision", "name_fi", "name_sv", "name_en", "source"),
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
    "stakeholder": Audited(key=("stakeholder_code",), columns=("role", "is_funder")),
    "survey": Audited(
        key=("survey_code",),
        columns=("name_fi", "name_sv", "name_en", "asked_on", "service_type", "respondents"),
    ),
    "budget_line": Audited(key=("period_code", "cost_category"), columns=("amount_eur",)),
    "esf_participant_aggregate": Audited(
        key=("period_code", "reported_on", "indicator", "gender"),
        columns=("participants",),
        inserts=False,
    ),
    "evaluation": Audited(
        key=("evaluation_code",),
        columns=(
            "evaluation_kind",
            "period_code",
            "evaluator_code",
            "completed_on",
            "completed_precision",
            "source",
        ),
    ),
    "expenditure": Audited(
        key=("expenditure_id",), columns=("period_code", "booked_on", "cost_category", "amount_eur")
    ),
    "expert_tender": Audited(
        key=("tender_code",), columns=("subject", "results_on", "results_precision", "winner_code")
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
    "payment_claim": Audited(
        key=("period_code", "claim_no"),
        columns=(
            "covers_from",
            "covers_to",
            "amount_eur",
            "status",
            "submitted_on",
            "approved_eur",
            "paid_on",
        ),
    ),
    "report_obligation": Audited(
        key=("period_code", "report_kind", "covers_from"),
        columns=("covers_to", "due_on", "submitted_on", "approved_on"),
    ),
    "stakeholder_name": Audited(
        key=("stakeholder_code", "language", "valid_from"), columns=("name",)
    ),
    "survey_answer": Audited(
        key=("survey_code", "question_code", "grade"),
        columns=("answers", "asked_on"),
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
    "evaluation_finding": Audited(
        key=("evaluation_code", "finding_no"), columns=("text_fi", "text_sv", "text_en")
    ),
    "expert": Audited(
        key=("expert_code",), columns=("name", "tender_code", "framework_from", "framework_to")
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
    "recommendation": Audited(
        key=("evaluation_code", "recommendation_no"),
        columns=("text_fi", "text_sv", "text_en", "status", "responsible", "due_on", "note"),
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
    "expert_theme": Audited(key=("expert_code", "theme"), columns=()),
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
    "sparring_session": Audited(
        key=("application_id", "session_no"),
        columns=("expert_code", "held_on", "hours", "day_share", "delivery_mode"),
        inserts=False,
    ),
}
