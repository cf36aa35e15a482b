"""The queue and the decisions on similar requests are read from indexes alone."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLE = "sparring_application"
#: The first one does what that of the status alone did.
QUEUE, SIMILAR, STATUS = (f"ix_{TABLE}_{name}" for name in ("queue", "similar", "status"))


def upgrade() -> None:
    op.create_index(
        QUEUE,
        TABLE,
        ["status", "submitted_at", "decided_at", "application_no", "days_requested"],
    )
    op.create_index(
        SIMILAR, TABLE, ["theme", "days_requested", "decided_at", "status", "days_granted"]
    )
    op.drop_index(STATUS, TABLE)


def downgrade() -> None:
    op.create_index(STATUS, TABLE, ["status"])
    op.drop_index(SIMILAR, TABLE)
    op.drop_index(QUEUE, TABLE)
