"""Enrolments to trainings with limited places."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data_access.columns import Code, UtcDateTime, one_of
from data_access.tables import metadata
from data_access.tables.histories import moves_known
from programme.enrolments import ENROLMENTS, EnrolmentStatus

#: How many people a training has room for; triggers keep `places_taken`.
activity_places = Table(
    "activity_places",
    metadata,
    Column("activity_id", ForeignKey("activity.activity_id"), primary_key=True),
    Column("places", Integer, nullable=False),
    Column("places_taken", Integer, nullable=False, server_default="0"),
    Column("enrolment_closes_on", Date, nullable=False),
    CheckConstraint("places > 0", name="places_positive"),
    CheckConstraint("places_taken >= 0 AND places_taken <= places", name="places_not_exceeded"),
)

#: An organisation's people for a training. Its state is that of its last event.
enrolment = Table(
    "enrolment",
    metadata,
    Column("enrolment_id", Integer, primary_key=True, autoincrement=True),
    Column("enrolment_no", String(12), nullable=False, unique=True),
    Column("activity_id", ForeignKey("activity_places.activity_id"), nullable=False, index=True),
    Column(
        "organisation_id", ForeignKey("organisation.organisation_id"), nullable=False, index=True
    ),
    Column("contact_id", ForeignKey("contact.contact_id")),
    Column("people", Integer, nullable=False),
    Column("people_accepted", Integer),
    Column("message", Text),
    Column("submitted_at", UtcDateTime, nullable=False),
    Column("status", Code, nullable=False, index=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed_at", UtcDateTime, nullable=False),
    one_of("status", EnrolmentStatus, "enrolment_status_known"),
    CheckConstraint("enrolment_no LIKE 'IL-____-%'", name="enrolment_no_pattern"),
    CheckConstraint("people > 0", name="people_positive"),
    CheckConstraint(
        "(people_accepted IS NOT NULL) = (status = 'accepted')", name="people_only_when_accepted"
    ),
    CheckConstraint(
        "people_accepted > 0 AND people_accepted <= people", name="accepted_within_enrolled"
    ),
    ForeignKeyConstraint(
        ["enrolment_id", "version", "status"],
        ["enrolment_event.enrolment_id", "enrolment_event.version", "enrolment_event.to_status"],
        name="enrolment_is_at_its_event",
        use_alter=True,
        deferrable=True,
        initially="DEFERRED",
    ),
)

Index(
    "one_live_enrolment",
    enrolment.c.activity_id,
    enrolment.c.organisation_id,
    unique=True,
    sqlite_where=enrolment.c.status.not_in(["declined", "cancelled"]),
    postgresql_where=enrolment.c.status.not_in(["declined", "cancelled"]),
)

enrolment_event = Table(
    "enrolment_event",
    metadata,
    Column("event_id", Integer, primary_key=True),
    Column("enrolment_id", ForeignKey("enrolment.enrolment_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("from_status", Code),
    Column("to_status", Code, nullable=False),
    Column("actor", ForeignKey("app_user.username"), nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("note", Text),
    Column("people_accepted", Integer),
    Column("request_key", String(36), unique=True),
    UniqueConstraint("enrolment_id", "version", name="one_enrolment_event_per_version"),
    UniqueConstraint("enrolment_id", "version", "to_status", name="enrolment_state_of_version"),
    CheckConstraint("(version = 1) = (from_status IS NULL)", name="enrolment_starts_at_one"),
    CheckConstraint(
        "(people_accepted IS NOT NULL) = (to_status = 'accepted')",
        name="event_people_only_when_accepted",
    ),
    moves_known(ENROLMENTS, EnrolmentStatus.RECEIVED, "enrolment_move_known"),
)
