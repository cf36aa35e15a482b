"""The tables of the three queues as they were: never edited."""

import sqlalchemy as sa
from alembic import op

from data_access.columns import UtcDateTime
from data_access.migrations.statements import run

#: In order of creation.
TABLES = (
    "letter_template",
    "activity_places",
    "deed_submission",
    "enrolment",
    "application_comment",
    "application_proposal",
    "deed_submission_event",
    "enrolment_event",
    "open_application",
    "sparring_booking",
)

#: Table, constraint and the history that it refers to: a subject is where its last event says.
_AT_ITS_EVENT = (
    ("deed_submission", "submission_is_at_its_event", "submission_id"),
    ("enrolment", "enrolment_is_at_its_event", "enrolment_id"),
)


def create_tables() -> None:
    """Create the tables with their constraints and indexes."""
    op.create_table(
        "letter_template",
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(length=60), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("language IN ('fi', 'sv', 'en')", name="template_language_known"),
        sa.CheckConstraint(
            "template IN ('approved', 'rejected', 'clarification_requested', 'waitlisted', 'deed_published', 'deed_returned', 'deed_declined', 'enrolment_accepted', 'enrolment_waitlisted', 'enrolment_declined')",
            name="own_template_known",
        ),
        sa.CheckConstraint("length(trim(body)) > 0", name="template_body_given"),
        sa.CheckConstraint("length(trim(subject)) > 0", name="template_subject_given"),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["app_user.username"], name="fk_letter_template_changed_by"
        ),
        sa.PrimaryKeyConstraint("template", "language", name="pk_letter_template"),
    )
    op.create_table(
        "activity_places",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("places_taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("enrolment_closes_on", sa.Date(), nullable=False),
        sa.CheckConstraint("places > 0", name="places_positive"),
        sa.CheckConstraint(
            "places_taken >= 0 AND places_taken <= places", name="places_not_exceeded"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.activity_id"], name="fk_activity_places_activity_id"
        ),
        sa.PrimaryKeyConstraint("activity_id", name="pk_activity_places"),
    )
    op.create_table(
        "deed_submission",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("submission_no", sa.String(length=12), nullable=False),
        sa.Column("deed_kind", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("sector", sa.String(length=40), nullable=True),
        sa.Column("campaign_code", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("deed_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(deed_id IS NOT NULL) = (status = 'published')", name="published_submission_has_deed"
        ),
        sa.CheckConstraint("deed_kind IN ('deed', 'solution')", name="submission_kind_known"),
        sa.CheckConstraint(
            "sector IN ('health_social', 'education', 'ecec', 'catering_cleaning', 'technical', 'administration', 'culture_leisure')",
            name="submission_sector_known",
        ),
        sa.CheckConstraint(
            "status IN ('received', 'returned', 'published', 'declined')",
            name="submission_status_known",
        ),
        sa.CheckConstraint("submission_no LIKE 'TT-____-%'", name="submission_no_pattern"),
        sa.CheckConstraint("length(trim(title)) > 0", name="submission_title_given"),
        sa.ForeignKeyConstraint(
            ["campaign_code"], ["campaign.campaign_code"], name="fk_deed_submission_campaign_code"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.contact_id"], name="fk_deed_submission_contact_id"
        ),
        sa.ForeignKeyConstraint(["deed_id"], ["deed.deed_id"], name="fk_deed_submission_deed_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.organisation_id"],
            name="fk_deed_submission_organisation_id",
        ),
        *_inline(
            sa.ForeignKeyConstraint(
                ["submission_id", "version", "status"],
                [
                    "deed_submission_event.submission_id",
                    "deed_submission_event.version",
                    "deed_submission_event.to_status",
                ],
                name="submission_is_at_its_event",
                initially="DEFERRED",
                deferrable=True,
            )
        ),
        sa.PrimaryKeyConstraint("submission_id", name="pk_deed_submission"),
        sa.UniqueConstraint("deed_id", name="uq_deed_submission_deed_id"),
        sa.UniqueConstraint("submission_no", name="uq_deed_submission_submission_no"),
    )
    op.create_index(
        "ix_deed_submission_organisation_id", "deed_submission", ["organisation_id"], unique=False
    )
    op.create_index("ix_deed_submission_status", "deed_submission", ["status"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_no", sa.String(length=12), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("people_accepted", sa.Integer(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("submitted_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(people_accepted IS NOT NULL) = (status = 'accepted')",
            name="people_only_when_accepted",
        ),
        sa.CheckConstraint("enrolment_no LIKE 'IL-____-%'", name="enrolment_no_pattern"),
        sa.CheckConstraint(
            "status IN ('received', 'accepted', 'waitlisted', 'declined', 'cancelled')",
            name="enrolment_status_known",
        ),
        sa.CheckConstraint("people > 0", name="people_positive"),
        sa.CheckConstraint(
            "people_accepted > 0 AND people_accepted <= people", name="accepted_within_enrolled"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity_places.activity_id"], name="fk_enrolment_activity_id"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.contact_id"], name="fk_enrolment_contact_id"
        ),
        *_inline(
            sa.ForeignKeyConstraint(
                ["enrolment_id", "version", "status"],
                [
                    "enrolment_event.enrolment_id",
                    "enrolment_event.version",
                    "enrolment_event.to_status",
                ],
                name="enrolment_is_at_its_event",
                initially="DEFERRED",
                deferrable=True,
            )
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.organisation_id"],
            name="fk_enrolment_organisation_id",
        ),
        sa.PrimaryKeyConstraint("enrolment_id", name="pk_enrolment"),
        sa.UniqueConstraint("enrolment_no", name="uq_enrolment_enrolment_no"),
    )
    op.create_index("ix_enrolment_activity_id", "enrolment", ["activity_id"], unique=False)
    op.create_index("ix_enrolment_organisation_id", "enrolment", ["organisation_id"], unique=False)
    op.create_index("ix_enrolment_status", "enrolment", ["status"], unique=False)
    op.create_index(
        "one_live_enrolment",
        "enrolment",
        ["activity_id", "organisation_id"],
        unique=True,
        sqlite_where=sa.text("(status NOT IN ('declined', 'cancelled'))"),
        postgresql_where=sa.text("(status NOT IN ('declined', 'cancelled'))"),
    )
    op.create_table(
        "application_comment",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("written_by", sa.String(length=60), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=False),
        sa.CheckConstraint("length(trim(comment)) > 0", name="comment_written"),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["sparring_application.application_id"],
            name="fk_application_comment_application_id",
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["app_user.username"], name="fk_application_comment_written_by"
        ),
        sa.PrimaryKeyConstraint("comment_id", name="pk_application_comment"),
        sa.UniqueConstraint("application_id", "request_key", name="one_comment_per_request"),
    )
    op.create_table(
        "application_proposal",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("rejection_ground", sa.String(length=40), nullable=True),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("proposed_by", sa.String(length=60), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'approved') = (days IS NOT NULL)", name="proposal_days_only_when_approved"
        ),
        sa.CheckConstraint(
            "(outcome = 'rejected') = (rejection_ground IS NOT NULL)",
            name="proposal_ground_only_when_rejected",
        ),
        sa.CheckConstraint(
            "outcome IN ('approved', 'rejected', 'waitlisted')", name="proposal_outcome_known"
        ),
        sa.CheckConstraint(
            "rejection_ground IN ('day_pool_exhausted', 'not_eligible', 'theme', 'layoffs', 'staff', 'duplicate', 'insufficient')",
            name="proposal_ground_known",
        ),
        sa.CheckConstraint("source IN ('office', 'allocation')", name="proposal_source_known"),
        sa.CheckConstraint("days IN (1, 2, 3)", name="proposal_days_1_to_3"),
        sa.CheckConstraint(
            "length(trim(rationale)) >= 10", name="proposal_rationale_10_characters"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["sparring_application.application_id"],
            name="fk_application_proposal_application_id",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["app_user.username"], name="fk_application_proposal_proposed_by"
        ),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_application_proposal"),
        sa.UniqueConstraint("application_id", "request_key", name="one_proposal_per_request"),
    )
    op.create_table(
        "deed_submission_event",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_status", sa.String(length=40), nullable=True),
        sa.Column("to_status", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("edited", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "coalesce(from_status, '') || '>' || to_status IN ('>received', 'declined>received', 'published>received', 'received>declined', 'received>published', 'received>returned', 'returned>declined', 'returned>received')",
            name="submission_move_known",
        ),
        sa.CheckConstraint(
            "(version = 1) = (from_status IS NULL)", name="submission_starts_at_one"
        ),
        sa.ForeignKeyConstraint(
            ["actor"], ["app_user.username"], name="fk_deed_submission_event_actor"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["deed_submission.submission_id"],
            name="fk_deed_submission_event_submission_id",
        ),
        sa.PrimaryKeyConstraint("event_id", name="pk_deed_submission_event"),
        sa.UniqueConstraint("request_key", name="uq_deed_submission_event_request_key"),
        sa.UniqueConstraint(
            "submission_id", "version", "to_status", name="submission_state_of_version"
        ),
        sa.UniqueConstraint("submission_id", "version", name="one_submission_event_per_version"),
    )
    op.create_index("ix_deed_submission_event_at", "deed_submission_event", ["at"], unique=False)
    op.create_table(
        "enrolment_event",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_status", sa.String(length=40), nullable=True),
        sa.Column("to_status", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("people_accepted", sa.Integer(), nullable=True),
        sa.Column("request_key", sa.String(length=36), nullable=True),
        sa.CheckConstraint(
            "(people_accepted IS NOT NULL) = (to_status = 'accepted')",
            name="event_people_only_when_accepted",
        ),
        sa.CheckConstraint(
            "coalesce(from_status, '') || '>' || to_status IN ('>received', 'accepted>cancelled', 'accepted>received', 'declined>received', 'received>accepted', 'received>cancelled', 'received>declined', 'received>waitlisted', 'waitlisted>accepted', 'waitlisted>cancelled', 'waitlisted>declined', 'waitlisted>received')",
            name="enrolment_move_known",
        ),
        sa.CheckConstraint("(version = 1) = (from_status IS NULL)", name="enrolment_starts_at_one"),
        sa.ForeignKeyConstraint(["actor"], ["app_user.username"], name="fk_enrolment_event_actor"),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.enrolment_id"], name="fk_enrolment_event_enrolment_id"
        ),
        sa.PrimaryKeyConstraint("event_id", name="pk_enrolment_event"),
        sa.UniqueConstraint(
            "enrolment_id", "version", "to_status", name="enrolment_state_of_version"
        ),
        sa.UniqueConstraint("enrolment_id", "version", name="one_enrolment_event_per_version"),
        sa.UniqueConstraint("request_key", name="uq_enrolment_event_request_key"),
    )
    op.create_index("ix_enrolment_event_at", "enrolment_event", ["at"], unique=False)
    op.create_table(
        "open_application",
        sa.Column("session_id", sa.String(length=64), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["sparring_application.application_id"],
            name="fk_open_application_application_id",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["user_session.session_id"], name="fk_open_application_session_id"
        ),
        sa.PrimaryKeyConstraint("session_id", name="pk_open_application"),
    )
    op.create_table(
        "sparring_booking",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("expert_code", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("booked_by", sa.String(length=60), nullable=False),
        sa.Column("booked_at", UtcDateTime(), nullable=False),
        sa.Column("request_key", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["sparring_application.application_id"],
            name="fk_sparring_booking_application_id",
        ),
        sa.ForeignKeyConstraint(
            ["expert_code"], ["expert.expert_code"], name="fk_sparring_booking_expert_code"
        ),
        sa.ForeignKeyConstraint(
            ["booked_by"], ["app_user.username"], name="fk_sparring_booking_booked_by"
        ),
        sa.PrimaryKeyConstraint("application_id", "version", name="pk_sparring_booking"),
        sa.UniqueConstraint("application_id", "request_key", name="one_booking_per_request"),
    )

    if op.get_bind().dialect.name != "sqlite":
        for table, name, key in _AT_ITS_EVENT:
            op.create_foreign_key(
                name,
                table,
                f"{table}_event",
                [key, "version", "status"],
                [key, "version", "to_status"],
                deferrable=True,
                initially="DEFERRED",
            )


def _inline(constraint: sa.ForeignKeyConstraint) -> tuple[sa.ForeignKeyConstraint, ...]:
    """SQLite wants a reference to a later table within the table, PostgreSQL after both."""
    return (constraint,) if op.get_bind().dialect.name == "sqlite" else ()


def empty_tables() -> None:
    """Delete what they hold, dependants first, while the audit still notes it.

    A subject and its events go together: each refers to the other.
    """
    database = op.get_bind()
    for name in reversed(TABLES):
        if database.exec_driver_sql(f"SELECT 1 FROM {name} LIMIT 1").first():
            run([f"DELETE FROM {name}"])
    if database.dialect.name != "sqlite":
        # No table is altered while a reference waits to be looked at.
        run(["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"])


def drop_tables() -> None:
    """Drop them again, dependants first."""
    for table, name, _ in _AT_ITS_EVENT:
        if op.get_bind().dialect.name != "sqlite":
            op.drop_constraint(name, table, type_="foreignkey")
    for name in reversed(TABLES):
        op.drop_table(name)
