"""Three queues: proposals, comments, bookings, deeds, enrolments, and letters for them all."""

from alembic import op

from data_access.migrations.audit_chain.triggers import audit_tables, leave_tables
from data_access.migrations.queues.audited import ADDED
from data_access.migrations.queues.letters import narrow_letters, widen_letters
from data_access.migrations.queues.rules import create_rules, drop_rules
from data_access.migrations.queues.tables import create_tables, drop_tables, empty_tables

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


#: What somebody handles is counted for each viewer of the queue.
HANDLER = "ix_sparring_application_handler"


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    create_tables()
    op.create_index(HANDLER, "sparring_application", ["handler", "status"])
    widen_letters()
    create_rules(dialect)
    audit_tables(dialect, ADDED)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.drop_index(HANDLER, "sparring_application")
    drop_rules(dialect)
    narrow_letters()
    empty_tables()
    leave_tables(dialect, ADDED)
    drop_tables()
