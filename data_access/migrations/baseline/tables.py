"""The tables of the first schema, as they were: never edited, later migrations change them."""

import sqlalchemy as sa
from alembic import op

from data_access.columns import UtcDateTime


def create_tables() -> None:
    """Create every table of the first schema with its constraints and indexes."""
    op.create_table(
        "access_log",
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=True),
        sa.CheckConstraint(
            "action IN ('signed_in', 'sign_in_refused', 'signed_out', 'contact_read')",
            name="action_known",
        ),
        sa.PrimaryKeyConstraint("access_id", name="pk_access_log"),
    )
    op.create_table(
        "app_user",
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("display_name", sa.String(length=100), nullable=False),
        sa.Column("password_hash", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("language", sa.String(length=40), server_default="fi", nullable=False),
        sa.Column("sessions_valid_after", UtcDateTime(), nullable=False),
        sa.CheckConstraint("language IN ('fi', 'sv', 'en')", name="user_language_known"),
        sa.CheckConstraint(
            "role IN ('steering', 'officer', 'manager', 'admin')", name="role_known"
        ),
        sa.CheckConstraint("username = lower(username)", name="username_lower_case"),
        sa.PrimaryKeyConstraint("username", name="pk_app_user"),
    )
    op.create_table(
        "application_transition",
        sa.Column("from_status", sa.String(length=40), nullable=False),
        sa.Column("to_status", sa.String(length=40), nullable=False),
        sa.Column("needs_manager", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("from_status", "to_status", name="pk_application_transition"),
    )
    op.create_table(
        "audit_log",
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_key", sa.String(length=60), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("audit_id", name="pk_audit_log"),
    )
    op.create_table(
        "data_revision",
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("topic", name="pk_data_revision"),
    )
    op.create_table(
        "funding_period",
        sa.Column("period_code", sa.String(length=9), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("eura_project_code", sa.String(length=20), nullable=True),
        sa.Column("budget_eur", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("budget_basis", sa.String(length=40), nullable=False),
        sa.CheckConstraint("budget_basis IN ('published', 'derived')", name="budget_basis_known"),
        sa.CheckConstraint("budget_eur >= 0", name="budget_not_negative"),
        sa.CheckConstraint("ends_on >= starts_on", name="funding_period_dates_ordered"),
        sa.PrimaryKeyConstraint("period_code", name="pk_funding_period"),
    )
    op.create_table(
        "governance_group",
        sa.Column("group_code", sa.String(length=40), nullable=False),
        sa.Column("name_fi", sa.String(length=100), nullable=False),
        sa.Column("name_sv", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("group_code", name="pk_governance_group"),
    )
    op.create_table(
        "indicator_target",
        sa.Column("indicator_code", sa.String(length=40), nullable=False),
        sa.Column("comparator", sa.String(length=40), nullable=False),
        sa.Column("target_value", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.CheckConstraint("basis IN ('office', 'funder')", name="target_basis_known"),
        sa.CheckConstraint(
            "comparator IN ('eq', 'gt', 'approx', 'at_least', 'at_most')",
            name="target_comparator_known",
        ),
        sa.PrimaryKeyConstraint("indicator_code", name="pk_indicator_target"),
    )
    op.create_table(
        "installation",
        sa.Column("installation_id", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("clock_starts_at", UtcDateTime(), nullable=True),
        sa.Column("clock_anchored_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("installation_id = 1", name="one_installation"),
        sa.PrimaryKeyConstraint("installation_id", name="pk_installation"),
    )
    op.create_table(
        "newsletter",
        sa.Column("newsletter_id", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("newsletter_id", name="pk_newsletter"),
    )
    op.create_index("ix_newsletter_sent_on", "newsletter", ["sent_on"], unique=False)
    op.create_table(
        "objective",
        sa.Column("objective_no", sa.Integer(), nullable=False),
        sa.Column("name_fi", sa.Text(), nullable=False),
        sa.Column("name_sv", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.CheckConstraint("objective_no BETWEEN 1 AND 6", name="six_objectives"),
        sa.PrimaryKeyConstraint("objective_no", name="pk_objective"),
    )
    op.create_table(
        "office_position",
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("title_code", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name="position_dates_ordered"),
        sa.PrimaryKeyConstraint("position_id", name="pk_office_position"),
    )
    op.create_table(
        "published_figure",
        sa.Column("figure_code", sa.String(length=4), nullable=False),
        sa.Column("indicator_code", sa.String(length=40), nullable=True),
        sa.Column("period_code", sa.String(length=9), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("comparator", sa.String(length=40), nullable=False),
        sa.Column("published_value", sa.String(length=20), nullable=False),
        sa.Column("tolerance", sa.Numeric(precision=4, scale=3), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "(comparator = 'approx') = (tolerance IS NOT NULL)", name="tolerance_only_with_approx"
        ),
        sa.CheckConstraint(
            "comparator IN ('eq', 'gt', 'approx', 'at_least', 'at_most')",
            name="published_comparator_known",
        ),
        sa.CheckConstraint(
            "unit IN ('count', 'eur', 'share', 'date', 'range', 'boolean')",
            name="figure_unit_known",
        ),
        sa.CheckConstraint("tolerance > 0 AND tolerance <= 0.1", name="tolerance_at_most_tenth"),
        sa.PrimaryKeyConstraint("figure_code", name="pk_published_figure"),
    )
    op.create_table(
        "region",
        sa.Column("region_code", sa.String(length=4), nullable=False),
        sa.Column("name_fi", sa.String(length=60), nullable=False),
        sa.Column("name_sv", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("municipality_count", sa.Integer(), nullable=False),
        sa.Column("in_target_area", sa.Boolean(), nullable=False),
        sa.CheckConstraint("region_code LIKE 'MK__'", name="region_code_pattern"),
        sa.CheckConstraint("municipality_count > 0", name="municipality_count_positive"),
        sa.PrimaryKeyConstraint("region_code", name="pk_region"),
    )
    op.create_table(
        "related_cohort",
        sa.Column("cohort_code", sa.String(length=40), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("started_count", sa.Integer(), nullable=True),
        sa.Column("certified_count", sa.Integer(), nullable=True),
        sa.Column("organisation_count", sa.Integer(), nullable=False),
        sa.Column("forum_count", sa.Integer(), nullable=True),
        sa.CheckConstraint("certified_count <= started_count", name="certified_within_started"),
        sa.PrimaryKeyConstraint("cohort_code", name="pk_related_cohort"),
    )
    op.create_table(
        "sparring_round",
        sa.Column("round_code", sa.String(length=6), nullable=False),
        sa.Column("opens_at", UtcDateTime(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("max_days", sa.Integer(), nullable=False),
        sa.Column("day_pool", sa.Integer(), nullable=False),
        sa.Column("days_reserved", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("round_code LIKE '____-_'", name="round_code_pattern"),
        sa.CheckConstraint("closes_at > opens_at", name="round_dates_ordered"),
        sa.CheckConstraint(
            "days_reserved >= 0 AND days_reserved <= day_pool", name="round_pool_not_exceeded"
        ),
        sa.CheckConstraint("max_days BETWEEN 1 AND 3", name="max_days_1_to_3"),
        sa.PrimaryKeyConstraint("round_code", name="pk_sparring_round"),
    )
    op.create_table(
        "survey_answer",
        sa.Column("survey_code", sa.String(length=40), nullable=False),
        sa.Column("question_code", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.CheckConstraint("answers >= 0", name="answers_not_negative"),
        sa.CheckConstraint("grade BETWEEN 1 AND 5", name="grade_1_to_5"),
        sa.PrimaryKeyConstraint("survey_code", "question_code", "grade", name="pk_survey_answer"),
    )
    op.create_table(
        "expenditure",
        sa.Column("expenditure_id", sa.Integer(), nullable=False),
        sa.Column("period_code", sa.String(length=9), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("cost_category", sa.String(length=40), nullable=False),
        sa.Column("amount_eur", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_code"], ["funding_period.period_code"], name="fk_expenditure_period_code"
        ),
        sa.PrimaryKeyConstraint("expenditure_id", name="pk_expenditure"),
    )
    op.create_table(
        "meeting",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("group_code", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_code"], ["governance_group.group_code"], name="fk_meeting_group_code"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_meeting"),
    )
    op.create_table(
        "municipality",
        sa.Column("municipality_code", sa.String(length=3), nullable=False),
        sa.Column("name_fi", sa.String(length=60), nullable=False),
        sa.Column("name_sv", sa.String(length=60), nullable=False),
        sa.Column("region_code", sa.String(length=4), nullable=False),
        sa.Column("region_code_2021", sa.String(length=4), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_code", sa.String(length=3), nullable=True),
        sa.CheckConstraint(
            "(valid_to IS NULL) = (successor_code IS NULL)", name="merger_has_successor"
        ),
        sa.CheckConstraint("length(municipality_code) = 3", name="municipality_code_length"),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.region_code"], name="fk_municipality_region_code"
        ),
        sa.ForeignKeyConstraint(
            ["region_code_2021"], ["region.region_code"], name="fk_municipality_region_code_2021"
        ),
        sa.ForeignKeyConstraint(
            ["successor_code"],
            ["municipality.municipality_code"],
            name="fk_municipality_successor_code",
        ),
        sa.PrimaryKeyConstraint("municipality_code", name="pk_municipality"),
    )
    op.create_table(
        "activity",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("service_type", sa.String(length=40), nullable=False),
        sa.Column("period_code", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("delivery_mode", sa.String(length=40), nullable=False),
        sa.Column("region_code", sa.String(length=4), nullable=True),
        sa.Column("municipality_code", sa.String(length=3), nullable=True),
        sa.Column("theme", sa.String(length=40), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "delivery_mode = 'remote' OR region_code IS NOT NULL", name="region_unless_remote"
        ),
        sa.CheckConstraint(
            "delivery_mode IN ('onsite', 'remote', 'hybrid')", name="activity_delivery_known"
        ),
        sa.CheckConstraint(
            "service_type IN ('sparring', 'internal_developer_training', 'workshop', 'network', 'webinar', 'event', 'regional_event', 'brunch', 'visit')",
            name="service_known",
        ),
        sa.CheckConstraint(
            "status IN ('planned', 'running', 'completed', 'cancelled')",
            name="activity_status_known",
        ),
        sa.CheckConstraint(
            "theme IN ('shared_culture', 'process_renewal', 'well_being', 'customer_oriented', 'service_design', 'staff_driven', 'digitalisation')",
            name="activity_theme_known",
        ),
        sa.CheckConstraint("ends_on >= starts_on", name="activity_dates_ordered"),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.municipality_code"],
            name="fk_activity_municipality_code",
        ),
        sa.ForeignKeyConstraint(
            ["period_code"], ["funding_period.period_code"], name="fk_activity_period_code"
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.region_code"], name="fk_activity_region_code"
        ),
        sa.PrimaryKeyConstraint("activity_id", name="pk_activity"),
    )
    op.create_index("ix_activity_starts_on", "activity", ["starts_on"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("business_id", sa.String(length=9), nullable=True),
        sa.Column("name_fi", sa.String(length=200), nullable=False),
        sa.Column("name_sv", sa.String(length=200), nullable=True),
        sa.Column("organisation_type", sa.String(length=40), nullable=False),
        sa.Column("region_code", sa.String(length=4), nullable=True),
        sa.Column("municipality_code", sa.String(length=3), nullable=True),
        sa.Column("language", sa.String(length=40), server_default="fi", nullable=False),
        sa.Column("employee_count", sa.Integer(), nullable=True),
        sa.CheckConstraint("business_id LIKE '_______-_'", name="business_id_pattern"),
        sa.CheckConstraint("language IN ('fi', 'sv', 'en')", name="organisation_language_known"),
        sa.CheckConstraint(
            "organisation_type IN ('municipality', 'joint_authority', 'municipal_company', 'municipal_enterprise', 'county_organisation')",
            name="organisation_type_known",
        ),
        sa.CheckConstraint("employee_count > 0", name="employee_count_positive"),
        sa.CheckConstraint("length(trim(name_fi)) > 0", name="organisation_name_given"),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.municipality_code"],
            name="fk_organisation_municipality_code",
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.region_code"], name="fk_organisation_region_code"
        ),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_organisation"),
        sa.UniqueConstraint("business_id", name="uq_organisation_business_id"),
        sa.UniqueConstraint("name_fi", name="uq_organisation_name_fi"),
    )
    op.create_index("ix_organisation_region_code", "organisation", ["region_code"], unique=False)
    op.create_table(
        "contact",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("retain_until", sa.Date(), nullable=False),
        sa.Column("erased_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("email LIKE '%_@_%'", name="contact_email_pattern"),
        sa.CheckConstraint(
            "erased_at IS NULL OR (full_name IS NULL AND email IS NULL AND phone IS NULL)",
            name="erased_contact_is_empty",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name="fk_contact_organisation_id"
        ),
        sa.PrimaryKeyConstraint("contact_id", name="pk_contact"),
    )
    op.create_table(
        "deed",
        sa.Column("deed_id", sa.Integer(), nullable=False),
        sa.Column("deed_kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("sector", sa.String(length=40), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.Column("campaign_code", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "(published_on IS NOT NULL) = (status IN ('published', 'unpublished'))",
            name="published_has_date",
        ),
        sa.CheckConstraint(
            "(withdrawn_on IS NOT NULL) = (status = 'unpublished')", name="withdrawn_has_date"
        ),
        sa.CheckConstraint("deed_kind IN ('deed', 'solution')", name="deed_kind_known"),
        sa.CheckConstraint(
            "sector IN ('health_social', 'education', 'ecec', 'catering_cleaning', 'technical', 'administration', 'culture_leisure')",
            name="deed_sector_known",
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'published', 'unpublished')", name="deed_status_known"
        ),
        sa.CheckConstraint(
            "awarded_on IS NULL OR (published_on IS NOT NULL AND awarded_on >= published_on)",
            name="awarded_after_published",
        ),
        sa.CheckConstraint("withdrawn_on >= published_on", name="withdrawn_after_published"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.organisation_id"], name="fk_deed_organisation_id"
        ),
        sa.PrimaryKeyConstraint("deed_id", name="pk_deed"),
    )
    op.create_index("ix_deed_organisation_id", "deed", ["organisation_id"], unique=False)
    op.create_index("ix_deed_published_on", "deed", ["published_on"], unique=False)
    op.create_table(
        "participation",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("staff_group", sa.String(length=40), nullable=False),
        sa.Column("participant_count", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "staff_group IN ('management', 'supervisor', 'employee', 'representative')",
            name="staff_group_known",
        ),
        sa.CheckConstraint("participant_count > 0", name="participant_count_positive"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.activity_id"], name="fk_participation_activity_id"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.organisation_id"],
            name="fk_participation_organisation_id",
        ),
        sa.PrimaryKeyConstraint(
            "activity_id", "organisation_id", "staff_group", name="pk_participation"
        ),
    )
    op.create_index(
        "ix_participation_organisation_id", "participation", ["organisation_id"], unique=False
    )
    op.create_table(
        "sparring_application",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("application_no", sa.String(length=12), nullable=False),
        sa.Column("round_code", sa.String(length=6), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("sector", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("days_requested", sa.Integer(), nullable=False),
        sa.Column("people_involved", sa.Integer(), nullable=False),
        sa.Column("includes_management", sa.Boolean(), nullable=False),
        sa.Column("includes_supervisors", sa.Boolean(), nullable=False),
        sa.Column("includes_staff", sa.Boolean(), nullable=False),
        sa.Column("no_layoff_declared", sa.Boolean(), nullable=False),
        sa.Column("delivery_mode", sa.String(length=40), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("days_granted", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("handler", sa.String(length=60), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("changed_by", sa.String(length=60), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("change_note", sa.Text(), nullable=True),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (status IN ('draft', 'submitted', 'in_review', 'clarification_requested', 'waitlisted'))",
            name="closed_when_out_of_queue",
        ),
        sa.CheckConstraint(
            "(days_granted IS NOT NULL) = (status IN ('approved', 'scheduled', 'in_progress', 'completed'))",
            name="days_only_when_granted",
        ),
        sa.CheckConstraint(
            "(decided_at IS NOT NULL) = (status IN ('approved', 'scheduled', 'in_progress', 'completed', 'rejected', 'cancelled'))",
            name="decided_has_time",
        ),
        sa.CheckConstraint("application_no LIKE 'SP-____-%'", name="application_no_pattern"),
        sa.CheckConstraint(
            "delivery_mode IN ('onsite', 'remote', 'hybrid')", name="application_delivery_known"
        ),
        sa.CheckConstraint(
            "sector IN ('health_social', 'education', 'ecec', 'catering_cleaning', 'technical', 'administration', 'culture_leisure')",
            name="application_sector_known",
        ),
        sa.CheckConstraint(
            "status = 'draft' OR (includes_management AND includes_staff)",
            name="management_and_staff_take_part",
        ),
        sa.CheckConstraint("status = 'draft' OR no_layoff_declared", name="no_layoff_declaration"),
        sa.CheckConstraint(
            "status = 'draft' OR submitted_at IS NOT NULL", name="submitted_has_time"
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'in_review', 'clarification_requested', 'waitlisted', 'approved', 'scheduled', 'in_progress', 'completed', 'rejected', 'withdrawn', 'cancelled')",
            name="application_status_known",
        ),
        sa.CheckConstraint(
            "theme IN ('shared_culture', 'process_renewal', 'well_being', 'customer_oriented', 'service_design', 'staff_driven', 'digitalisation')",
            name="application_theme_known",
        ),
        sa.CheckConstraint(
            "days_granted >= 1 AND days_granted <= days_requested",
            name="days_granted_within_request",
        ),
        sa.CheckConstraint("days_requested IN (1, 2, 3)", name="days_requested_1_to_3"),
        sa.CheckConstraint("people_involved > 0", name="people_involved_positive"),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["app_user.username"], name="fk_sparring_application_changed_by"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.contact_id"], name="fk_sparring_application_contact_id"
        ),
        sa.ForeignKeyConstraint(
            ["handler"], ["app_user.username"], name="fk_sparring_application_handler"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.organisation_id"],
            name="fk_sparring_application_organisation_id",
        ),
        sa.ForeignKeyConstraint(
            ["round_code"], ["sparring_round.round_code"], name="fk_sparring_application_round_code"
        ),
        sa.PrimaryKeyConstraint("application_id", name="pk_sparring_application"),
        sa.UniqueConstraint("application_no", name="uq_sparring_application_application_no"),
    )
    op.create_index(
        "ix_sparring_application_decided_at", "sparring_application", ["decided_at"], unique=False
    )
    op.create_index(
        "ix_sparring_application_organisation_id",
        "sparring_application",
        ["organisation_id"],
        unique=False,
    )
    op.create_index(
        "ix_sparring_application_round_code", "sparring_application", ["round_code"], unique=False
    )
    op.create_index(
        "ix_sparring_application_status", "sparring_application", ["status"], unique=False
    )
    op.create_index(
        "ix_sparring_application_submitted_at",
        "sparring_application",
        ["submitted_at"],
        unique=False,
    )
    op.create_index(
        "one_live_application",
        "sparring_application",
        ["organisation_id", "round_code"],
        unique=True,
        sqlite_where=sa.text("(status NOT IN ('draft', 'rejected', 'withdrawn', 'cancelled'))"),
        postgresql_where=sa.text("(status NOT IN ('draft', 'rejected', 'withdrawn', 'cancelled'))"),
    )
    op.create_table(
        "application_decision",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("days_granted", sa.Integer(), nullable=True),
        sa.Column("rejection_ground", sa.String(length=40), nullable=True),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=60), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'approved') = (days_granted IS NOT NULL)", name="days_only_when_approved"
        ),
        sa.CheckConstraint(
            "(outcome = 'rejected') = (rejection_ground IS NOT NULL)",
            name="ground_only_when_rejected",
        ),
        sa.CheckConstraint("outcome IN ('approved', 'rejected')", name="outcome_known"),
        sa.CheckConstraint(
            "rejection_ground IN ('day_pool_exhausted', 'not_eligible', 'theme', 'layoffs', 'staff', 'duplicate', 'insufficient')",
            name="rejection_ground_known",
        ),
        sa.CheckConstraint("days_granted IN (1, 2, 3)", name="days_granted_1_to_3"),
        sa.CheckConstraint("length(trim(rationale)) >= 10", name="rationale_10_characters"),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["sparring_application.application_id"],
            name="fk_application_decision_application_id",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["app_user.username"], name="fk_application_decision_decided_by"
        ),
        sa.PrimaryKeyConstraint("decision_id", name="pk_application_decision"),
        sa.UniqueConstraint("application_id", "version", name="one_decision_per_version"),
        sa.UniqueConstraint("request_key", name="one_decision_per_request"),
    )
    op.create_index(
        "ix_application_decision_decided_at", "application_decision", ["decided_at"], unique=False
    )
    op.create_table(
        "application_event",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_status", sa.String(length=40), nullable=True),
        sa.Column("to_status", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor"], ["app_user.username"], name="fk_application_event_actor"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["sparring_application.application_id"],
            name="fk_application_event_application_id",
        ),
        sa.ForeignKeyConstraint(
            ["from_status", "to_status"],
            ["application_transition.from_status", "application_transition.to_status"],
            name="event_is_a_transition",
        ),
        sa.PrimaryKeyConstraint("event_id", name="pk_application_event"),
        sa.UniqueConstraint("application_id", "version", name="one_event_per_version"),
        sa.UniqueConstraint("request_key", name="one_event_per_request"),
    )
    op.create_index("ix_application_event_at", "application_event", ["at"], unique=False)
    op.create_table(
        "application_version",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor"], ["app_user.username"], name="fk_application_version_actor"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["sparring_application.application_id"],
            name="fk_application_version_application_id",
        ),
        sa.PrimaryKeyConstraint("application_id", "version", name="pk_application_version"),
    )
    op.create_table(
        "clarification_request",
        sa.Column("clarification_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(length=60), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("length(trim(question)) >= 10", name="question_10_characters"),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["sparring_application.application_id"],
            name="fk_clarification_request_application_id",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["app_user.username"], name="fk_clarification_request_asked_by"
        ),
        sa.PrimaryKeyConstraint("clarification_id", name="pk_clarification_request"),
        sa.UniqueConstraint("application_id", "version", name="one_clarification_per_version"),
    )
    op.create_table(
        "letter",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="waiting", nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("send_after", UtcDateTime(), nullable=False),
        sa.CheckConstraint("language IN ('fi', 'sv', 'en')", name="letter_language_known"),
        sa.CheckConstraint(
            "status IN ('waiting', 'sent', 'cancelled')", name="letter_status_known"
        ),
        sa.CheckConstraint(
            "template IN ('approved', 'rejected', 'clarification_requested')", name="template_known"
        ),
        sa.ForeignKeyConstraint(
            ["application_id", "version"],
            ["application_event.application_id", "application_event.version"],
            name="letter_follows_event",
        ),
        sa.PrimaryKeyConstraint("letter_id", name="pk_letter"),
        sa.UniqueConstraint("application_id", "version", name="one_letter_per_event"),
    )


def drop_tables() -> None:
    """Drop them again, dependants first."""
    for name in reversed(TABLES):
        op.drop_table(name)


#: In order of creation.
TABLES = (
    "access_log",
    "app_user",
    "application_transition",
    "audit_log",
    "data_revision",
    "funding_period",
    "governance_group",
    "indicator_target",
    "installation",
    "newsletter",
    "objective",
    "office_position",
    "published_figure",
    "region",
    "related_cohort",
    "sparring_round",
    "survey_answer",
    "expenditure",
    "meeting",
    "municipality",
    "activity",
    "organisation",
    "contact",
    "deed",
    "participation",
    "sparring_application",
    "application_decision",
    "application_event",
    "application_version",
    "clarification_request",
    "letter",
)
