"""The experts who were procured, and the sparring that they gave."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Table,
)

from data_access.columns import Code, one_of
from data_access.tables import metadata
from programme.codes import DeliveryMode, Precision, TenderSubject, Theme

expert_tender = Table(
    "expert_tender",
    metadata,
    Column("tender_code", Code, primary_key=True),
    Column("subject", Code, nullable=False),
    Column("results_on", Date),
    Column("results_precision", Code),
    Column("winner_code", ForeignKey("stakeholder.stakeholder_code")),
    one_of("subject", TenderSubject, "tender_subject_known"),
    one_of("results_precision", Precision, "tender_precision_known"),
    CheckConstraint(
        "(results_on IS NULL) = (results_precision IS NULL)", name="tender_day_has_precision"
    ),
)

#: A place in the pool, by a firm's name or a code: people are named in `contact` only.
expert = Table(
    "expert",
    metadata,
    Column("expert_code", Code, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("tender_code", ForeignKey("expert_tender.tender_code")),
    Column("framework_from", Date, nullable=False),
    Column("framework_to", Date),
    CheckConstraint("length(trim(name)) > 0", name="expert_name_given"),
    CheckConstraint("framework_to >= framework_from", name="framework_dates_ordered"),
)

expert_theme = Table(
    "expert_theme",
    metadata,
    Column("expert_code", ForeignKey("expert.expert_code"), primary_key=True),
    Column("theme", Code, primary_key=True),
    one_of("theme", Theme, "expert_theme_known"),
)

#: A day, or part of one, that an expert gave to an application; triggers keep the sum of the
#: shares within the granted days.
sparring_session = Table(
    "sparring_session",
    metadata,
    Column("application_id", ForeignKey("sparring_application.application_id"), primary_key=True),
    Column("session_no", Integer, primary_key=True),
    Column("expert_code", ForeignKey("expert.expert_code"), nullable=False, index=True),
    Column("held_on", Date, nullable=False, index=True),
    Column("hours", Numeric(4, 2), nullable=False),
    Column("day_share", Numeric(3, 2), nullable=False),
    Column("delivery_mode", Code, nullable=False),
    one_of("delivery_mode", DeliveryMode, "session_delivery_known"),
    CheckConstraint("session_no > 0", name="session_no_positive"),
    CheckConstraint("hours BETWEEN 2 AND 10", name="session_hours_2_to_10"),
    CheckConstraint("day_share > 0 AND day_share <= 1", name="session_at_most_a_day"),
)
