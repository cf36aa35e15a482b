"""The tables that make the program database whole, as they were: never edited."""

import sqlalchemy as sa
from alembic import op


def create_tables() -> None:
    """Create the tables with their constraints and indexes."""
    op.create_table(
        "campaign",
        sa.Column("campaign_code", sa.String(length=40), nullable=False),
        sa.Column("name_fi", sa.String(length=100), nullable=False),
        sa.Column("name_sv", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name="campaign_dates_ordered"),
        sa.PrimaryKeyConstraint("campaign_code", name="pk_campaign"),
    )
    op.create_table(
        "document",
        sa.Column("document_code", sa.String(length=40), nullable=False),
        sa.Column("document_kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_precision", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "document_kind IN ('publication', 'report', 'evaluation', 'video', 'statistics')",
            name="document_kind_known",
        ),
        sa.CheckConstraint("language IN ('fi', 'sv', 'en')", name="document_language_known"),
        sa.CheckConstraint(
            "published_precision IN ('day', 'month', 'year')", name="document_precision_known"
        ),
        sa.CheckConstraint(
            "url LIKE 'https://_%' OR url LIKE 'http://_%'", name="document_url_pattern"
        ),
        sa.CheckConstraint(
            "(published_on IS NULL) = (published_precision IS NULL)",
            name="document_day_has_precision",
        ),
        sa.PrimaryKeyConstraint("document_code", name="pk_document"),
    )
    op.create_table(
        "form_mapping",
        sa.Column("form_name", sa.String(length=60), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.CheckConstraint("length(trim(form_name)) > 0", name="form_name_given"),
        sa.PrimaryKeyConstraint("form_name", name="pk_form_mapping"),
    )
    op.create_table(
        "programme_milestone",
        sa.Column("milestone_code", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("happened_precision", sa.String(length=40), nullable=False),
        sa.Column("name_fi", sa.String(length=200), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "happened_precision IN ('day', 'month', 'year')", name="milestone_precision_known"
        ),
        sa.PrimaryKeyConstraint("milestone_code", name="pk_programme_milestone"),
    )
    op.create_table(
        "stakeholder",
        sa.Column("stakeholder_code", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("is_funder", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.CheckConstraint(
            "role IN ('employer_party', 'main_agreement_organisation', 'funding_authority', 'evaluator', 'supplier')",
            name="stakeholder_role_known",
        ),
        sa.PrimaryKeyConstraint("stakeholder_code", name="pk_stakeholder"),
    )
    op.create_table(
        "survey",
        sa.Column("survey_code", sa.String(length=40), nullable=False),
        sa.Column("name_fi", sa.String(length=200), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("service_type", sa.String(length=40), nullable=True),
        sa.Column("respondents", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "service_type IN ('sparring', 'internal_developer_training', 'workshop', 'network', 'webinar', 'event', 'regional_event', 'brunch', 'visit')",
            name="survey_service_known",
        ),
        sa.CheckConstraint("respondents > 0", name="respondents_positive"),
        sa.PrimaryKeyConstraint("survey_code", name="pk_survey"),
    )
    op.create_table(
        "budget_line",
        sa.Column("period_code", sa.String(length=9), nullable=False),
        sa.Column("cost_category", sa.String(length=40), nullable=False),
        sa.Column("amount_eur", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.CheckConstraint(
            "cost_category IN ('staff', 'external_services', 'communications', 'travel_and_meetings', 'flat_rate', 'other')",
            name="budget_category_known",
        ),
        sa.CheckConstraint("amount_eur >= 0", name="budget_line_not_negative"),
        sa.ForeignKeyConstraint(
            ["period_code"], ["funding_period.period_code"], name="fk_budget_line_period_code"
        ),
        sa.PrimaryKeyConstraint("period_code", "cost_category", name="pk_budget_line"),
    )
    op.create_table(
        "esf_participant_aggregate",
        sa.Column("period_code", sa.String(length=9), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("indicator", sa.String(length=40), nullable=False),
        sa.Column("gender", sa.String(length=40), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.CheckConstraint("gender IN ('women', 'men', 'unknown')", name="gender_known"),
        sa.CheckConstraint(
            "indicator IN ('all', 'form_missing', 'unemployed', 'long_term_unemployed', 'inactive', 'inactive_not_in_education', 'employed', 'under_25', 'over_54', 'over_54_not_employed', 'isced_1_2', 'isced_3_4', 'isced_5_8', 'migrant_or_minority', 'disability', 'other_disadvantaged')",
            name="esf_indicator_known",
        ),
        sa.CheckConstraint("participants >= 0", name="participants_not_negative"),
        sa.ForeignKeyConstraint(
            ["period_code"],
            ["funding_period.period_code"],
            name="fk_esf_participant_aggregate_period_code",
        ),
        sa.PrimaryKeyConstraint(
            "period_code",
            "reported_on",
            "indicator",
            "gender",
            name="pk_esf_participant_aggregate",
        ),
    )
    op.create_table(
        "evaluation",
        sa.Column("evaluation_code", sa.String(length=40), nullable=False),
        sa.Column("evaluation_kind", sa.String(length=40), nullable=False),
        sa.Column("period_code", sa.String(length=9), nullable=True),
        sa.Column("evaluator_code", sa.String(length=40), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("completed_precision", sa.String(length=40), nullable=True),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "completed_precision IN ('day', 'month', 'year')", name="evaluation_precision_known"
        ),
        sa.CheckConstraint("evaluation_kind IN ('interim', 'final')", name="evaluation_kind_known"),
        sa.CheckConstraint(
            "(completed_on IS NULL) = (completed_precision IS NULL)",
            name="evaluation_day_has_precision",
        ),
        sa.ForeignKeyConstraint(
            ["evaluator_code"],
            ["stakeholder.stakeholder_code"],
            name="fk_evaluation_evaluator_code",
        ),
        sa.ForeignKeyConstraint(
            ["period_code"], ["funding_period.period_code"], name="fk_evaluation_period_code"
        ),
        sa.PrimaryKeyConstraint("evaluation_code", name="pk_evaluation"),
    )
    op.create_table(
        "expert_tender",
        sa.Column("tender_code", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("results_on", sa.Date(), nullable=True),
        sa.Column("results_precision", sa.String(length=40), nullable=True),
        sa.Column("winner_code", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "results_precision IN ('day', 'month', 'year')", name="tender_precision_known"
        ),
        sa.CheckConstraint(
            "subject IN ('network_coordination', 'sparring', 'internal_developer_training', 'communications')",
            name="tender_subject_known",
        ),
        sa.CheckConstraint(
            "(results_on IS NULL) = (results_precision IS NULL)", name="tender_day_has_precision"
        ),
        sa.ForeignKeyConstraint(
            ["winner_code"], ["stakeholder.stakeholder_code"], name="fk_expert_tender_winner_code"
        ),
        sa.PrimaryKeyConstraint("tender_code", name="pk_expert_tender"),
    )
    op.create_table(
        "payment_claim",
        sa.Column("period_code", sa.String(length=9), nullable=False),
        sa.Column("claim_no", sa.Integer(), nullable=False),
        sa.Column("covers_from", sa.Date(), nullable=False),
        sa.Column("covers_to", sa.Date(), nullable=False),
        sa.Column("amount_eur", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("approved_eur", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(approved_eur IS NOT NULL) = (status IN ('approved', 'paid'))",
            name="claim_approved_has_amount",
        ),
        sa.CheckConstraint("(paid_on IS NOT NULL) = (status = 'paid')", name="claim_paid_has_date"),
        sa.CheckConstraint(
            "(submitted_on IS NULL) = (status = 'draft')", name="claim_sent_has_date"
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'approved', 'paid', 'rejected')",
            name="claim_status_known",
        ),
        sa.CheckConstraint("amount_eur >= 0", name="claim_not_negative"),
        sa.CheckConstraint(
            "approved_eur >= 0 AND approved_eur <= amount_eur", name="claim_approved_within_claimed"
        ),
        sa.CheckConstraint("claim_no > 0", name="claim_no_positive"),
        sa.CheckConstraint("covers_to >= covers_from", name="claim_dates_ordered"),
        sa.CheckConstraint("paid_on >= submitted_on", name="claim_paid_after_sent"),
        sa.ForeignKeyConstraint(
            ["period_code"], ["funding_period.period_code"], name="fk_payment_claim_period_code"
        ),
        sa.PrimaryKeyConstraint("period_code", "claim_no", name="pk_payment_claim"),
    )
    op.create_table(
        "report_obligation",
        sa.Column("period_code", sa.String(length=9), nullable=False),
        sa.Column("report_kind", sa.String(length=40), nullable=False),
        sa.Column("covers_from", sa.Date(), nullable=False),
        sa.Column("covers_to", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.CheckConstraint("report_kind IN ('monitoring', 'final')", name="report_kind_known"),
        sa.CheckConstraint(
            "approved_on IS NULL OR (submitted_on IS NOT NULL AND approved_on >= submitted_on)",
            name="report_approved_after_sent",
        ),
        sa.CheckConstraint("covers_to >= covers_from", name="report_dates_ordered"),
        sa.CheckConstraint("due_on > covers_to", name="report_due_after_its_time"),
        sa.ForeignKeyConstraint(
            ["period_code"],
            ["funding_period.period_code"],
            name="fk_report_obligation_period_code",
        ),
        sa.PrimaryKeyConstraint(
            "period_code", "report_kind", "covers_from", name="pk_report_obligation"
        ),
    )
    op.create_index("ix_report_obligation_due_on", "report_obligation", ["due_on"], unique=False)
    op.create_table(
        "stakeholder_name",
        sa.Column("stakeholder_code", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.CheckConstraint("language IN ('fi', 'sv', 'en')", name="stakeholder_language_known"),
        sa.CheckConstraint("length(trim(name)) > 0", name="stakeholder_name_given"),
        sa.ForeignKeyConstraint(
            ["stakeholder_code"],
            ["stakeholder.stakeholder_code"],
            name="fk_stakeholder_name_stakeholder_code",
        ),
        sa.PrimaryKeyConstraint(
            "stakeholder_code", "language", "valid_from", name="pk_stakeholder_name"
        ),
    )
    op.create_table(
        "evaluation_finding",
        sa.Column("evaluation_code", sa.String(length=40), nullable=False),
        sa.Column("finding_no", sa.Integer(), nullable=False),
        sa.Column("text_fi", sa.Text(), nullable=False),
        sa.Column("text_sv", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.CheckConstraint("finding_no > 0", name="finding_no_positive"),
        sa.ForeignKeyConstraint(
            ["evaluation_code"],
            ["evaluation.evaluation_code"],
            name="fk_evaluation_finding_evaluation_code",
        ),
        sa.PrimaryKeyConstraint("evaluation_code", "finding_no", name="pk_evaluation_finding"),
    )
    op.create_table(
        "expert",
        sa.Column("expert_code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("tender_code", sa.String(length=40), nullable=True),
        sa.Column("framework_from", sa.Date(), nullable=False),
        sa.Column("framework_to", sa.Date(), nullable=True),
        sa.CheckConstraint("framework_to >= framework_from", name="framework_dates_ordered"),
        sa.CheckConstraint("length(trim(name)) > 0", name="expert_name_given"),
        sa.ForeignKeyConstraint(
            ["tender_code"], ["expert_tender.tender_code"], name="fk_expert_tender_code"
        ),
        sa.PrimaryKeyConstraint("expert_code", name="pk_expert"),
    )
    op.create_table(
        "recommendation",
        sa.Column("evaluation_code", sa.String(length=40), nullable=False),
        sa.Column("recommendation_no", sa.Integer(), nullable=False),
        sa.Column("text_fi", sa.Text(), nullable=False),
        sa.Column("text_sv", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("responsible", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "responsible IN ('programme_office', 'governance_groups', 'employer_party', 'main_agreement_organisations')",
            name="responsible_known",
        ),
        sa.CheckConstraint(
            "status IN ('open', 'in_progress', 'done', 'dropped')",
            name="recommendation_status_known",
        ),
        sa.CheckConstraint("recommendation_no > 0", name="recommendation_no_positive"),
        sa.ForeignKeyConstraint(
            ["evaluation_code"],
            ["evaluation.evaluation_code"],
            name="fk_recommendation_evaluation_code",
        ),
        sa.PrimaryKeyConstraint("evaluation_code", "recommendation_no", name="pk_recommendation"),
    )
    op.create_table(
        "expert_theme",
        sa.Column("expert_code", sa.String(length=40), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "theme IN ('shared_culture', 'process_renewal', 'well_being', 'customer_oriented', 'service_design', 'staff_driven', 'digitalisation')",
            name="expert_theme_known",
        ),
        sa.ForeignKeyConstraint(
            ["expert_code"], ["expert.expert_code"], name="fk_expert_theme_expert_code"
        ),
        sa.PrimaryKeyConstraint("expert_code", "theme", name="pk_expert_theme"),
    )
    op.create_table(
        "sparring_session",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("session_no", sa.Integer(), nullable=False),
        sa.Column("expert_code", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("day_share", sa.Numeric(precision=3, scale=2), nullable=False),
        sa.Column("delivery_mode", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "delivery_mode IN ('onsite', 'remote', 'hybrid')", name="session_delivery_known"
        ),
        sa.CheckConstraint("day_share > 0 AND day_share <= 1", name="session_at_most_a_day"),
        sa.CheckConstraint("hours BETWEEN 2 AND 10", name="session_hours_2_to_10"),
        sa.CheckConstraint("session_no > 0", name="session_no_positive"),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["sparring_application.application_id"],
            name="fk_sparring_session_application_id",
        ),
        sa.ForeignKeyConstraint(
            ["expert_code"], ["expert.expert_code"], name="fk_sparring_session_expert_code"
        ),
        sa.PrimaryKeyConstraint("application_id", "session_no", name="pk_sparring_session"),
    )
    op.create_index(
        "ix_sparring_session_expert_code", "sparring_session", ["expert_code"], unique=False
    )
    op.create_index("ix_sparring_session_held_on", "sparring_session", ["held_on"], unique=False)


def drop_tables() -> None:
    """Drop them again, dependants first."""
    for name in reversed(TABLES):
        op.drop_table(name)


#: In order of creation.
TABLES = (
    "campaign",
    "document",
    "form_mapping",
    "programme_milestone",
    "stakeholder",
    "survey",
    "budget_line",
    "esf_participant_aggregate",
    "evaluation",
    "expert_tender",
    "payment_claim",
    "report_obligation",
    "stakeholder_name",
    "evaluation_finding",
    "expert",
    "recommendation",
    "expert_theme",
    "sparring_session",
)
