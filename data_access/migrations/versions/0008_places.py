"""The views of figures tell the region of 2021 and the wellbeing services county of each row."""

from alembic import op

from data_access.migrations.places.rules import leave_places, place_rows

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    place_rows(op.get_bind().dialect.name)


def downgrade() -> None:
    leave_places(op.get_bind().dialect.name)
