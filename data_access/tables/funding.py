"""Money as planned and claimed, and what the funder wants to be told."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    Table,
)

from data_access.columns import Code, one_of
from data_access.tables import metadata
from programme.codes import ClaimStatus, CostCategory, EsfIndicator, Gender, ReportKind

budget_line = Table(
    "budget_line",
    metadata,
    Column("period_code", ForeignKey("funding_period.period_code"), primary_key=True),
    Column("cost_category", Code, primary_key=True),
    Column("amount_eur", Numeric(12, 2), nullable=False),
    one_of("cost_category", CostCategory, "budget_category_known"),
    CheckConstraint("amount_eur >= 0", name="budget_line_not_negative"),
)

#: What the funder is asked to pay back for the costs of a stretch of time.
payment_claim = Table(
    "payment_claim",
    metadata,
    Column("period_code", ForeignKey("funding_period.period_code"), primary_key=True),
    Column("claim_no", Integer, primary_key=True),
    Column("covers_from", Date, nullable=False),
    Column("covers_to", Date, nullable=False),
    Column("amount_eur", Numeric(12, 2), nullable=False),
    Column("status", Code, nullable=False),
    Column("submitted_on", Date),
    Column("approved_eur", Numeric(12, 2)),
    Column("paid_on", Date),
    one_of("status", ClaimStatus, "claim_status_known"),
    CheckConstraint("claim_no > 0", name="claim_no_positive"),
    CheckConstraint("covers_to >= covers_from", name="claim_dates_ordered"),
    CheckConstraint("amount_eur >= 0", name="claim_not_negative"),
    CheckConstraint("(submitted_on IS NULL) = (status = 'draft')", name="claim_sent_has_date"),
    CheckConstraint(
        "(approved_eur IS NOT NULL) = (status IN ('approved', 'paid'))",
        name="claim_approved_has_amount",
    ),
    CheckConstraint(
        "approved_eur >= 0 AND approved_eur <= amount_eur", name="claim_approved_within_claimed"
    ),
    CheckConstraint("(paid_on IS NOT NULL) = (status = 'paid')", name="claim_paid_has_date"),
    CheckConstraint("paid_on >= submitted_on", name="claim_paid_after_sent"),
)

report_obligation = Table(
    "report_obligation",
    metadata,
    Column("period_code", ForeignKey("funding_period.period_code"), primary_key=True),
    Column("report_kind", Code, primary_key=True),
    Column("covers_from", Date, primary_key=True),
    Column("covers_to", Date, nullable=False),
    Column("due_on", Date, nullable=False, index=True),
    Column("submitted_on", Date),
    Column("approved_on", Date),
    one_of("report_kind", ReportKind, "report_kind_known"),
    CheckConstraint("covers_to >= covers_from", name="report_dates_ordered"),
    CheckConstraint("due_on > covers_to", name="report_due_after_its_time"),
    CheckConstraint(
        "approved_on IS NULL OR (submitted_on IS NOT NULL AND approved_on >= submitted_on)",
        name="report_approved_after_sent",
    ),
)

#: Counts only, whole since the period began; the forms with people's answers stay with the funder.
esf_participant_aggregate = Table(
    "esf_participant_aggregate",
    metadata,
    Column("period_code", ForeignKey("funding_period.period_code"), primary_key=True),
    Column("reported_on", Date, primary_key=True),
    Column("indicator", Code, primary_key=True),
    Column("gender", Code, primary_key=True),
    Column("participants", Integer, nullable=False),
    one_of("indicator", EsfIndicator, "esf_indicator_known"),
    one_of("gender", Gender, "gender_known"),
    CheckConstraint("participants >= 0", name="participants_not_negative"),
)
