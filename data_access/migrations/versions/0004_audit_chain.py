"""A seal on every audit row, the audit of every table that people keep, and results of `verify`."""

from alembic import op

from data_access.migrations.audit_chain.tables import (
    add_seals,
    create_tables,
    drop_tables,
    remove_seals,
)
from data_access.migrations.audit_chain.triggers import (
    create_audit,
    drop_audit,
    drop_old_audit,
    restore_old_audit,
)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    drop_old_audit(dialect)
    add_seals()
    create_tables()
    create_audit(dialect)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    drop_audit(dialect)
    drop_tables()
    remove_seals()
    restore_old_audit(dialect)
