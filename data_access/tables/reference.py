"""Regions, municipalities and the organisations of the programme."""

from sqlalchemy import (
    Boolean,
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
    Language,
    OrganisationType,
)

region = Table(
    "region",
    metadata,
    Column("region_code", String(4), primary_key=True),
    Column("name_fi", String(60), nullable=False),
    Column("name_sv", String(60), nullable=False),
    Column("name_en", String(60), nullable=False),
    Column("municipality_count", Integer, nullable=False),
    Column("in_target_area", Boolean, nullable=False),
    CheckConstraint("region_code LIKE 'MK__'", name="region_code_pattern"),
    CheckConstraint("municipality_count > 0", name="municipality_count_positive"),
)

municipality = Table(
    "municipality",
    metadata,
    Column("municipality_code", String(3), primary_key=True),
    Column("name_fi", String(60), nullable=False),
    Column("name_sv", String(60), nullable=False),
    Column("region_code", ForeignKey("region.region_code"), nullable=False),
    Column("region_code_2021", ForeignKey("region.region_code")),
    Column("valid_to", Date),
    Column("successor_code", ForeignKey("municipality.municipality_code")),
    CheckConstraint("length(municipality_code) = 3", name="municipality_code_length"),
    CheckConstraint("(valid_to IS NULL) = (successor_code IS NULL)", name="merger_has_successor"),
)

organisation = Table(
    "organisation",
    metadata,
    Column("organisation_id", Integer, primary_key=True),
    Column("business_id", String(9), unique=True),
    Column("name_fi", String(200), nullable=False, unique=True),
    Column("name_sv", String(200)),
    Column("organisation_type", Code, nullable=False),
    Column("region_code", ForeignKey("region.region_code"), index=True),
    Column("municipality_code", ForeignKey("municipality.municipality_code")),
    Column("language", Code, nullable=False, server_default="fi"),
    Column("employee_count", Integer),
    one_of("organisation_type", OrganisationType, "organisation_type_known"),
    one_of("language", Language, "organisation_language_known"),
    CheckConstraint("business_id LIKE '_______-_'", name="business_id_pattern"),
    CheckConstraint("length(trim(name_fi)) > 0", name="organisation_name_given"),
    CheckConstraint("employee_count > 0", name="employee_count_positive"),
)
