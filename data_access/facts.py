"""The views that figures are counted from, as SQLAlchemy tables (see docs/data.md)."""

from sqlalchemy import Boolean, Date, Integer, Numeric, String, column, table

from data_access.columns import UtcDateTime

participation_fact = table(
    "participation_fact",
    column("activity_id", Integer),
    column("organisation_id", Integer),
    column("region_code", String),
    column("organisation_type", String),
    column("service_type", String),
    column("starts_on", Date),
    column("staff_group", String),
    column("participant_count", Integer),
    column("is_long_service", Boolean),
    column("region_code_2021", String),
    column("county", String),
)

application_fact = table(
    "application_fact",
    column("round_code", String),
    column("region_code", String),
    column("theme", String),
    column("sector", String),
    column("status", String),
    column("days_requested", Integer),
    column("days_granted", Integer),
    column("submitted_at", UtcDateTime),
    column("decided_at", UtcDateTime),
    column("closed_at", UtcDateTime),
    column("outcome", String),
    column("region_code_2021", String),
    column("county", String),
)

applicant_fact = table(
    "applicant_fact",
    column("applicant_key", Integer),
    column("region_code", String),
    column("status", String),
    column("submitted_at", UtcDateTime),
    column("decided_at", UtcDateTime),
    column("days_granted", Integer),
    column("region_code_2021", String),
    column("county", String),
)

spending_fact = table(
    "spending_fact",
    column("period_code", String),
    column("booked_on", Date),
    column("amount_eur", Numeric),
)
