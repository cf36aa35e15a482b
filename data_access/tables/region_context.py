"""What an office loads to see activity beside: bases of regions, and indices of others."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data_access.columns import Code, one_of
from data_access.tables import metadata
from programme.region_bases import LOADED


def _year(name: str) -> CheckConstraint:
    """A year of the calendar: what is mistyped as a day or a number of people is none."""
    return CheckConstraint("year BETWEEN 1900 AND 2100", name=name)


#: How many employees or inhabitants a region had in a year.
region_base = Table(
    "region_base",
    metadata,
    Column("base", Code, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("region_code", ForeignKey("region.region_code"), primary_key=True),
    Column("value", Integer, nullable=False),
    Column("source", String(200), nullable=False),
    one_of("base", LOADED, "base_known"),
    _year("base_year_sensible"),
    CheckConstraint("value > 0", name="base_value_positive"),
    CheckConstraint("length(trim(source)) > 0", name="base_source_given"),
)

#: An index that somebody else publishes of a year: context, never part of an indicator.
context_index = Table(
    "context_index",
    metadata,
    Column("index_code", Code, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("name_fi", String(100), nullable=False),
    Column("name_sv", String(100), nullable=False),
    Column("name_en", String(100), nullable=False),
    Column("source", String(200), nullable=False),
    Column("description", Text),
    _year("index_year_sensible"),
    CheckConstraint("length(trim(index_code)) > 0", name="index_code_given"),
    *(
        CheckConstraint(f"length(trim(name_{language})) > 0", name=f"index_name_{language}_given")
        for language in ("fi", "sv", "en")
    ),
    CheckConstraint("length(trim(source)) > 0", name="index_source_given"),
)

#: The index of a region or of a municipality. It may be below zero: it is whatever is published.
context_value = Table(
    "context_value",
    metadata,
    Column("value_id", Integer, primary_key=True),
    Column("index_code", Code, nullable=False),
    Column("year", Integer, nullable=False),
    Column("region_code", ForeignKey("region.region_code")),
    Column("municipality_code", ForeignKey("municipality.municipality_code")),
    Column("value", Numeric(14, 4), nullable=False),
    ForeignKeyConstraint(
        ["index_code", "year"],
        ["context_index.index_code", "context_index.year"],
        name="context_value_of_index",
    ),
    UniqueConstraint("index_code", "year", "region_code", name="one_context_value_per_region"),
    UniqueConstraint(
        "index_code", "year", "municipality_code", name="one_context_value_per_municipality"
    ),
    CheckConstraint(
        "(region_code IS NULL) <> (municipality_code IS NULL)", name="context_value_has_one_place"
    ),
)
