"""Sparring: rounds, applications with their history, decisions and letters."""

from collections.abc import Iterable

from sqlalchemy import (
    JSON,
    Boolean,
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
from programme.codes import (
    DeliveryMode,
    RejectionGround,
    Sector,
    Theme,
)
from programme.lifecycle import GRANTED, QUEUE, Status


def _equals(condition: str, statuses: Iterable[Status]) -> str:
    """SQL: `condition` holds in `statuses` and in no other."""
    return f"({condition}) = (status IN ({', '.join(repr(str(s)) for s in statuses)}))"


sparring_round = Table(
    "sparring_round",
    metadata,
    Column("round_code", String(6), primary_key=True),
    Column("opens_at", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("max_days", Integer, nullable=False),
    Column("day_pool", Integer, nullable=False),
    Column("days_reserved", Integer, nullable=False, server_default="0"),
    CheckConstraint("round_code LIKE '____-_'", name="round_code_pattern"),
    CheckConstraint("closes_at > opens_at", name="round_dates_ordered"),
    CheckConstraint("max_days BETWEEN 1 AND 3", name="max_days_1_to_3"),
    CheckConstraint(
        "days_reserved >= 0 AND days_reserved <= day_pool", name="round_pool_not_exceeded"
    ),
)

application_transition = Table(
    "application_transition",
    metadata,
    Column("from_status", Code, primary_key=True),
    Column("to_status", Code, primary_key=True),
    Column("needs_manager", Boolean, nullable=False),
)

sparring_application = Table(
    "sparring_application",
    metadata,
    Column("application_id", Integer, primary_key=True),
    Column("application_no", String(12), nullable=False, unique=True),
    Column("round_code", ForeignKey("sparring_round.round_code"), nullable=False, index=True),
    Column(
        "organisation_id", ForeignKey("organisation.organisation_id"), nullable=False, index=True
    ),
    Column("contact_id", ForeignKey("contact.contact_id")),
    Column("theme", Code, nullable=False),
    Column("sector", Code, nullable=False),
    Column("title", String(200), nullable=False),
    Column("need", Text, nullable=False),
    Column("goal", Text, nullable=False),
    Column("days_requested", Integer, nullable=False),
    Column("people_involved", Integer, nullable=False),
    Column("includes_management", Boolean, nullable=False),
    Column("includes_supervisors", Boolean, nullable=False),
    Column("includes_staff", Boolean, nullable=False),
    Column("no_layoff_declared", Boolean, nullable=False),
    Column("delivery_mode", Code, nullable=False),
    Column("submitted_at", UtcDateTime, index=True),
    Column("status", Code, nullable=False),
    Column("days_granted", Integer),
    Column("decided_at", UtcDateTime, index=True),
    Column("closed_at", UtcDateTime),
    Column("handler", ForeignKey("app_user.username")),
    # The last change: who, when, why, under which request. Triggers write history from these.
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed_by", ForeignKey("app_user.username"), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("change_note", Text),
    Column("request_key", String(36)),
    one_of("theme", Theme, "application_theme_known"),
    one_of("sector", Sector, "application_sector_known"),
    one_of("delivery_mode", DeliveryMode, "application_delivery_known"),
    one_of("status", Status, "application_status_known"),
    CheckConstraint("application_no LIKE 'SP-____-%'", name="application_no_pattern"),
    CheckConstraint("days_requested IN (1, 2, 3)", name="days_requested_1_to_3"),
    CheckConstraint("people_involved > 0", name="people_involved_positive"),
    CheckConstraint("status = 'draft' OR no_layoff_declared", name="no_layoff_declaration"),
    CheckConstraint(
        "status = 'draft' OR (includes_management AND includes_staff)",
        name="management_and_staff_take_part",
    ),
    CheckConstraint("status = 'draft' OR submitted_at IS NOT NULL", name="submitted_has_time"),
    CheckConstraint(_equals("days_granted IS NOT NULL", GRANTED), name="days_only_when_granted"),
    CheckConstraint(
        "days_granted >= 1 AND days_granted <= days_requested",
        name="days_granted_within_request",
    ),
    CheckConstraint(
        _equals("decided_at IS NOT NULL", (*GRANTED, Status.REJECTED, Status.CANCELLED)),
        name="decided_has_time",
    ),
    CheckConstraint(
        _equals("closed_at IS NULL", (Status.DRAFT, *QUEUE)), name="closed_when_out_of_queue"
    ),
)

Index(
    "one_live_application",
    sparring_application.c.organisation_id,
    sparring_application.c.round_code,
    unique=True,
    sqlite_where=sparring_application.c.status.not_in(
        ["draft", "rejected", "withdrawn", "cancelled"]
    ),
    postgresql_where=sparring_application.c.status.not_in(
        ["draft", "rejected", "withdrawn", "cancelled"]
    ),
)

#: The sum of a round's grants, which the day pool is guarded by, is read from this alone.
Index(
    "ix_sparring_application_grants",
    sparring_application.c.round_code,
    sparring_application.c.days_granted,
)

#: Everybody's own part of the queue is counted from this alone.
Index(
    "ix_sparring_application_handler",
    sparring_application.c.handler,
    sparring_application.c.status,
)

#: A view of the queue is counted and put in order from this alone: rows are wide, with all the
#: texts of an application, and a decision counts the queue anew.
Index(
    "ix_sparring_application_queue",
    sparring_application.c.status,
    sparring_application.c.submitted_at,
    sparring_application.c.decided_at,
    sparring_application.c.application_no,
    sparring_application.c.days_requested,
)

#: So are the decisions on similar requests, for whoever opens an application.
Index(
    "ix_sparring_application_similar",
    sparring_application.c.theme,
    sparring_application.c.days_requested,
    sparring_application.c.decided_at,
    sparring_application.c.status,
    sparring_application.c.days_granted,
)

#: What the applicant asks; `application_version.snapshot` keeps these columns.
CONTENT = (
    "title",
    "need",
    "goal",
    "theme",
    "sector",
    "days_requested",
    "people_involved",
    "delivery_mode",
)

#: What the applicant asked, as it stood: a decision points at the version that was read.
application_version = Table(
    "application_version",
    metadata,
    Column("application_id", ForeignKey("sparring_application.application_id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("snapshot", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", ForeignKey("app_user.username"), nullable=False),
)

application_event = Table(
    "application_event",
    metadata,
    Column("event_id", Integer, primary_key=True),
    Column("application_id", ForeignKey("sparring_application.application_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("from_status", Code),
    Column("to_status", Code, nullable=False),
    Column("actor", ForeignKey("app_user.username"), nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("note", Text),
    Column("request_key", String(36)),
    UniqueConstraint("application_id", "version", name="one_event_per_version"),
    UniqueConstraint("request_key", name="one_event_per_request"),
    ForeignKeyConstraint(
        ["from_status", "to_status"],
        ["application_transition.from_status", "application_transition.to_status"],
        name="event_is_a_transition",
    ),
)

application_decision = Table(
    "application_decision",
    metadata,
    Column("decision_id", Integer, primary_key=True),
    Column("application_id", ForeignKey("sparring_application.application_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("outcome", Code, nullable=False),
    Column("days_granted", Integer),
    Column("rejection_ground", Code),
    Column("rationale", Text, nullable=False),
    Column("decided_by", ForeignKey("app_user.username"), nullable=False),
    Column("decided_at", UtcDateTime, nullable=False, index=True),
    Column("request_key", String(36), nullable=False),
    UniqueConstraint("application_id", "version", name="one_decision_per_version"),
    UniqueConstraint("request_key", name="one_decision_per_request"),
    one_of("outcome", ("approved", "rejected"), "outcome_known"),
    one_of("rejection_ground", RejectionGround, "rejection_ground_known"),
    CheckConstraint(
        "(outcome = 'approved') = (days_granted IS NOT NULL)", name="days_only_when_approved"
    ),
    CheckConstraint("days_granted IN (1, 2, 3)", name="days_granted_1_to_3"),
    CheckConstraint(
        "(outcome = 'rejected') = (rejection_ground IS NOT NULL)", name="ground_only_when_rejected"
    ),
    CheckConstraint("length(trim(rationale)) >= 10", name="rationale_10_characters"),
)

clarification_request = Table(
    "clarification_request",
    metadata,
    Column("clarification_id", Integer, primary_key=True),
    Column("application_id", ForeignKey("sparring_application.application_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("asked_by", ForeignKey("app_user.username"), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    UniqueConstraint("application_id", "version", name="one_clarification_per_version"),
    CheckConstraint("length(trim(question)) >= 10", name="question_10_characters"),
)
