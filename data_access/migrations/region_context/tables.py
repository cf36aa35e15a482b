"""The tables of bases and outside indices as they were: never edited."""

import sqlalchemy as sa
from alembic import op

from data_access.migrations.statements import run

#: In order of creation.
TABLES = ("region_base", "context_index", "context_value")


def create_tables() -> None:
    """Create the tables with their constraints."""
    op.create_table(
        "region_base",
        sa.Column("base", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=4), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("base IN ('employees', 'inhabitants')", name="base_known"),
        sa.CheckConstraint("year BETWEEN 1900 AND 2100", name="base_year_sensible"),
        sa.CheckConstraint("value > 0", name="base_value_positive"),
        sa.CheckConstraint("length(trim(source)) > 0", name="base_source_given"),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.region_code"], name="fk_region_base_region_code"
        ),
        sa.PrimaryKeyConstraint("base", "year", "region_code", name="pk_region_base"),
    )
    op.create_table(
        "context_index",
        sa.Column("index_code", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name_fi", sa.String(length=100), nullable=False),
        sa.Column("name_sv", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.CheckConstraint("year BETWEEN 1900 AND 2100", name="index_year_sensible"),
        sa.CheckConstraint("length(trim(index_code)) > 0", name="index_code_given"),
        sa.CheckConstraint("length(trim(name_fi)) > 0", name="index_name_fi_given"),
        sa.CheckConstraint("length(trim(name_sv)) > 0", name="index_name_sv_given"),
        sa.CheckConstraint("length(trim(name_en)) > 0", name="index_name_en_given"),
        sa.CheckConstraint("length(trim(source)) > 0", name="index_source_given"),
        sa.PrimaryKeyConstraint("index_code", "year", name="pk_context_index"),
    )
    op.create_table(
        "context_value",
        sa.Column("value_id", sa.Integer(), nullable=False),
        sa.Column("index_code", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=4), nullable=True),
        sa.Column("municipality_code", sa.String(length=3), nullable=True),
        sa.Column("value", sa.Numeric(precision=14, scale=4), nullable=False),
        sa.CheckConstraint(
            "(region_code IS NULL) <> (municipality_code IS NULL)",
            name="context_value_has_one_place",
        ),
        sa.ForeignKeyConstraint(
            ["index_code", "year"],
            ["context_index.index_code", "context_index.year"],
            name="context_value_of_index",
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.region_code"], name="fk_context_value_region_code"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.municipality_code"],
            name="fk_context_value_municipality_code",
        ),
        sa.PrimaryKeyConstraint("value_id", name="pk_context_value"),
        sa.UniqueConstraint(
            "index_code", "year", "region_code", name="one_context_value_per_region"
        ),
        sa.UniqueConstraint(
            "index_code", "year", "municipality_code", name="one_context_value_per_municipality"
        ),
    )


def empty_tables() -> None:
    """Delete what they hold, dependants first, while the audit still notes it."""
    database = op.get_bind()
    for name in reversed(TABLES):
        if database.exec_driver_sql(f"SELECT 1 FROM {name} LIMIT 1").first():
            run([f"DELETE FROM {name}"])


def drop_tables() -> None:
    """Drop them again, dependants first."""
    for name in reversed(TABLES):
        op.drop_table(name)
