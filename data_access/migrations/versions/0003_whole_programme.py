"""Every remaining entity: milestones, parties, money, experts, sessions, evaluations, documents."""

from alembic import op

from data_access.migrations.sign_in.tables import NEW_ACTIONS, set_actions
from data_access.migrations.whole.constraints import add_constraints, drop_constraints
from data_access.migrations.whole.kept_texts import give_rows
from data_access.migrations.whole.rules import create_rules, drop_rules
from data_access.migrations.whole.tables import create_tables, drop_tables

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ACTIONS = (*NEW_ACTIONS, "loaded", "backed_up", "restored", "contacts_erased")


def upgrade() -> None:
    create_tables()
    give_rows()
    add_constraints()
    set_actions(ACTIONS)
    create_rules(op.get_bind().dialect.name)


def downgrade() -> None:
    drop_rules(op.get_bind().dialect.name)
    set_actions(NEW_ACTIONS)
    drop_constraints()
    drop_tables()
