"""The program database: tables, rules, history, views and rights."""

from alembic import op

from data_access.migrations.baseline.rules import create_rules, drop_rules
from data_access.migrations.baseline.tables import create_tables, drop_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_tables()
    create_rules(op.get_bind().dialect.name)


def downgrade() -> None:
    drop_rules(op.get_bind().dialect.name)
    drop_tables()
