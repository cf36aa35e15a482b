"""What people add to an application before it is decided, and where its sparring is agreed."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data_access.columns import Code, UtcDateTime, one_of
from data_access.tables import metadata
from programme.codes import ProposalSource, RejectionGround

#: What somebody thinks should be decided; a manager decides. Append-only: a later one replaces it.
application_proposal = Table(
    "application_proposal",
    metadata,
    Column("proposal_id", Integer, primary_key=True),
    Column("application_id", ForeignKey("sparring_application.application_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("outcome", Code, nullable=False),
    Column("days", Integer),
    Column("rejection_ground", Code),
    Column("rationale", Text, nullable=False),
    Column("source", Code, nullable=False),
    Column("proposed_by", ForeignKey("app_user.username"), nullable=False),
    Column("proposed_at", UtcDateTime, nullable=False),
    Column("request_key", String(36), nullable=False),
    UniqueConstraint("application_id", "request_key", name="one_proposal_per_request"),
    one_of("outcome", ("approved", "rejected", "waitlisted"), "proposal_outcome_known"),
    one_of("rejection_ground", RejectionGround, "proposal_ground_known"),
    one_of("source", ProposalSource, "proposal_source_known"),
    CheckConstraint(
        "(outcome = 'approved') = (days IS NOT NULL)", name="proposal_days_only_when_approved"
    ),
    CheckConstraint("days IN (1, 2, 3)", name="proposal_days_1_to_3"),
    CheckConstraint(
        "(outcome = 'rejected') = (rejection_ground IS NOT NULL)",
        name="proposal_ground_only_when_rejected",
    ),
    CheckConstraint("length(trim(rationale)) >= 10", name="proposal_rationale_10_characters"),
)

#: What the office writes to itself about an application. Append-only.
application_comment = Table(
    "application_comment",
    metadata,
    Column("comment_id", Integer, primary_key=True),
    Column("application_id", ForeignKey("sparring_application.application_id"), nullable=False),
    Column("comment", Text, nullable=False),
    Column("written_by", ForeignKey("app_user.username"), nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
    Column("request_key", String(36), nullable=False),
    UniqueConstraint("application_id", "request_key", name="one_comment_per_request"),
    CheckConstraint("length(trim(comment)) > 0", name="comment_written"),
)

#: The expert and the day that were agreed, one row each time: when an application was scheduled,
#: and when that was changed, which makes a version of its own without an event. Append-only.
sparring_booking = Table(
    "sparring_booking",
    metadata,
    Column("application_id", ForeignKey("sparring_application.application_id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("expert_code", ForeignKey("expert.expert_code"), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("booked_by", ForeignKey("app_user.username"), nullable=False),
    Column("booked_at", UtcDateTime, nullable=False),
    Column("request_key", String(36), nullable=False),
    UniqueConstraint("application_id", "request_key", name="one_booking_per_request"),
)

#: Who has which application open: one row per session, nobody's history.
open_application = Table(
    "open_application",
    metadata,
    Column("session_id", ForeignKey("user_session.session_id"), primary_key=True),
    Column("application_id", ForeignKey("sparring_application.application_id"), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
)
