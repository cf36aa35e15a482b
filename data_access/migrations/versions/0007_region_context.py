"""Bases of regions, and outside indices to see activity beside."""

from alembic import op

from data_access.migrations.audit_chain.triggers import audit_tables, leave_tables
from data_access.migrations.region_context.audited import ADDED
from data_access.migrations.region_context.rules import create_rules
from data_access.migrations.region_context.tables import create_tables, drop_tables, empty_tables

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    create_tables()
    create_rules(dialect)
    audit_tables(dialect, ADDED)


def downgrade() -> None:
    empty_tables()
    leave_tables(op.get_bind().dialect.name, ADDED)
    drop_tables()
