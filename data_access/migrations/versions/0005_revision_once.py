"""A topic's revision rises once in a transaction, so that many statements do not get slower."""

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


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        run([ONCE])


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        run([EACH_TIME])
