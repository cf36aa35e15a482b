"""Deeds and solutions on their way to Tekojen Tori."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data_access.columns import Code, UtcDateTime, one_of
from data_access.tables import metadata
from data_access.tables.histories import moves_known
from programme.codes import DeedKind, Sector
from programme.deed_submissions import SUBMISSIONS, SubmissionStatus

#: What somebody sends; a published one has its row in `deed`. Its state is that of its last event.
deed_submission = Table(
    "deed_submission",
    metadata,
    Column("submission_id", Integer, primary_key=True, autoincrement=True),
    Column("submission_no", String(12), nullable=False, unique=True),
    Column("deed_kind", Code, nullable=False),
    Column(
        "organisation_id", ForeignKey("organisation.organisation_id"), nullable=False, index=True
    ),
    Column("contact_id", ForeignKey("contact.contact_id")),
    Column("sector", Code),
    Column("campaign_code", ForeignKey("campaign.campaign_code")),
    Column("title", String(200), nullable=False),
    Column("description", Text, nullable=False),
    Column("submitted_at", UtcDateTime, nullable=False),
    Column("status", Code, nullable=False, index=True),
    Column("deed_id", ForeignKey("deed.deed_id"), unique=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed_at", UtcDateTime, nullable=False),
    one_of("deed_kind", DeedKind, "submission_kind_known"),
    one_of("sector", Sector, "submission_sector_known"),
    one_of("status", SubmissionStatus, "submission_status_known"),
    CheckConstraint("submission_no LIKE 'TT-____-%'", name="submission_no_pattern"),
    CheckConstraint("length(trim(title)) > 0", name="submission_title_given"),
    CheckConstraint(
        "(deed_id IS NOT NULL) = (status = 'published')", name="published_submission_has_deed"
    ),
    ForeignKeyConstraint(
        ["submission_id", "version", "status"],
        [
            "deed_submission_event.submission_id",
            "deed_submission_event.version",
            "deed_submission_event.to_status",
        ],
        name="submission_is_at_its_event",
        use_alter=True,
        deferrable=True,
        initially="DEFERRED",
    ),
)

#: The texts that an edit replaces, so that what was sent is not lost; `edited` has them as JSON.
deed_submission_event = Table(
    "deed_submission_event",
    metadata,
    Column("event_id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("deed_submission.submission_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("from_status", Code),
    Column("to_status", Code, nullable=False),
    Column("actor", ForeignKey("app_user.username"), nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("note", Text),
    Column("edited", JSON(none_as_null=True)),
    Column("request_key", String(36), unique=True),
    UniqueConstraint("submission_id", "version", name="one_submission_event_per_version"),
    UniqueConstraint("submission_id", "version", "to_status", name="submission_state_of_version"),
    CheckConstraint("(version = 1) = (from_status IS NULL)", name="submission_starts_at_one"),
    moves_known(SUBMISSIONS, SubmissionStatus.RECEIVED, "submission_move_known"),
)
