"""What the programme has done: activities with their participants, deeds and solutions."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
)

from data_access.columns import Code, one_of
from data_access.tables import metadata
from programme.codes import (
    ActivityStatus,
    DeedKind,
    DeedStatus,
    DeliveryMode,
    Sector,
    Service,
    StaffGroup,
    Theme,
)

activity = Table(
    "activity",
    metadata,
    Column("activity_id", Integer, primary_key=True),
    Column("service_type", Code, nullable=False),
    Column("period_code", ForeignKey("funding_period.period_code"), nullable=False),
    Column("name", String(200), nullable=False),
    Column("starts_on", Date, nullable=False, index=True),
    Column("ends_on", Date, nullable=False),
    Column("delivery_mode", Code, nullable=False),
    Column("region_code", ForeignKey("region.region_code")),
    Column("municipality_code", ForeignKey("municipality.municipality_code")),
    Column("theme", Code),
    Column("status", Code, nullable=False),
    one_of("service_type", Service, "service_known"),
    one_of("delivery_mode", DeliveryMode, "activity_delivery_known"),
    one_of("theme", Theme, "activity_theme_known"),
    one_of("status", ActivityStatus, "activity_status_known"),
    CheckConstraint("ends_on >= starts_on", name="activity_dates_ordered"),
    CheckConstraint(
        "delivery_mode = 'remote' OR region_code IS NOT NULL", name="region_unless_remote"
    ),
)

participation = Table(
    "participation",
    metadata,
    Column("activity_id", ForeignKey("activity.activity_id"), primary_key=True),
    Column(
        "organisation_id",
        ForeignKey("organisation.organisation_id"),
        primary_key=True,
        index=True,
    ),
    Column("staff_group", Code, primary_key=True),
    Column("participant_count", Integer, nullable=False),
    one_of("staff_group", StaffGroup, "staff_group_known"),
    CheckConstraint("participant_count > 0", name="participant_count_positive"),
)

campaign = Table(
    "campaign",
    metadata,
    Column("campaign_code", Code, primary_key=True),
    Column("name_fi", String(100), nullable=False),
    Column("name_sv", String(100), nullable=False),
    Column("name_en", String(100), nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    CheckConstraint("ends_on >= starts_on", name="campaign_dates_ordered"),
)

deed = Table(
    "deed",
    metadata,
    Column("deed_id", Integer, primary_key=True),
    Column("deed_kind", Code, nullable=False),
    Column("title", String(200), nullable=False),
    Column("organisation_id", ForeignKey("organisation.organisation_id"), index=True),
    Column("sector", Code),
    Column("status", Code, nullable=False),
    Column("published_on", Date, index=True),
    Column("withdrawn_on", Date),
    Column("awarded_on", Date),
    Column("campaign_code", ForeignKey("campaign.campaign_code")),
    one_of("deed_kind", DeedKind, "deed_kind_known"),
    one_of("sector", Sector, "deed_sector_known"),
    one_of("status", DeedStatus, "deed_status_known"),
    CheckConstraint(
        "(published_on IS NOT NULL) = (status IN ('published', 'unpublished'))",
        name="published_has_date",
    ),
    CheckConstraint(
        "(withdrawn_on IS NOT NULL) = (status = 'unpublished')", name="withdrawn_has_date"
    ),
    CheckConstraint("withdrawn_on >= published_on", name="withdrawn_after_published"),
    CheckConstraint(
        "awarded_on IS NULL OR (published_on IS NOT NULL AND awarded_on >= published_on)",
        name="awarded_after_published",
    ),
)
