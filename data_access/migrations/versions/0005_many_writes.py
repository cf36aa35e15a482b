"""What makes many writes in one transaction slower with each: found for both databases.

On PostgreSQL a topic's revision rises once in a transaction. SQLite sums up the grants of a round
with each decision: an index that covers the sum spares it the applications.
"""

from alembic import op

from data_access.migrations.statements import run

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: A row that this transaction has raised carries its number; each raise more would leave one more
#: dead row behind for the next to pass. After a savepoint was rolled back the number is an older
#: one again.
ONCE = """
CREATE OR REPLACE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE data_revision SET revision = revision + 1
   WHERE topic = TG_ARGV[0] AND xmin <> pg_current_xact_id()::xid;
  IF FOUND THEN
    PERFORM pg_notify('data_revision', TG_ARGV[0]);
  END IF;
  RETURN NULL;
END $$
"""

EACH_TIME = """
CREATE OR REPLACE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE data_revision SET revision = revision + 1 WHERE topic = TG_ARGV[0];
  PERFORM pg_notify('data_revision', TG_ARGV[0]);
  RETURN NULL;
END $$
"""


GRANTS = "ix_sparring_application_grants"


def upgrade() -> None:
    op.create_index(GRANTS, "sparring_application", ["round_code", "days_granted"])
    if op.get_bind().dialect.name == "postgresql":
        run([ONCE])


def downgrade() -> None:
    op.drop_index(GRANTS, "sparring_application")
    if op.get_bind().dialect.name == "postgresql":
        run([EACH_TIME])
