"""Sessions that can be ended, one-time codes, a brake on guessing, and a wider access log."""

from pathlib import Path

from alembic import op

from data_access.migrations import sign_in
from data_access.migrations.sign_in.tables import (
    NEW_ACTIONS,
    OLD_ACTIONS,
    create_tables,
    drop_tables,
    set_actions,
)
from data_access.migrations.statements import run, run_file

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RULES = Path(sign_in.__file__).parent


def upgrade() -> None:
    create_tables()
    set_actions(NEW_ACTIONS)
    run_file(RULES / f"{op.get_bind().dialect.name}.sql")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        names = ("keep_app_user_delete", "last_admin", "sessions_end_with_the_account")
        run(f"DROP TRIGGER {name}" for name in names)
    else:
        run(["DROP TRIGGER keep ON app_user"])
        run(
            f"DROP FUNCTION {name} CASCADE"
            for name in ("user_guard", "session_guard", "code_guard")
        )
    set_actions(OLD_ACTIONS)
    drop_tables()
