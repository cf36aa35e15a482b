"""The tables of the chain and of `verify`, as they were: never edited."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from data_access.columns import UtcDateTime
from data_access.migrations.statements import run

_LOG = ("audit_id", "at", "table_name", "row_key", "action", "before", "after")
_LONGEST_KEY = 200
_LONGEST_KEY_BEFORE = 60


def create_tables() -> None:
    """Create the head of the chain, where nothing is sealed yet, and the results of `verify`."""
    op.create_table(
        "audit_head",
        sa.Column("head_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("head_id = 1", name="one_audit_head"),
        sa.CheckConstraint("sealed >= 0", name="sealed_not_negative"),
        sa.PrimaryKeyConstraint("head_id", name="pk_audit_head"),
    )
    run(["INSERT INTO audit_head (head_id, sealed, seal) VALUES (1, 0, '')"])
    op.create_table(
        "verification",
        sa.Column("verification_id", sa.Integer(), nullable=False),
        sa.Column("verified_at", UtcDateTime(), nullable=False),
        sa.Column("verified_by", sa.String(length=60), nullable=True),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.CheckConstraint("ok = (findings = 0)", name="ok_without_findings"),
        sa.PrimaryKeyConstraint("verification_id", name="pk_verification"),
    )


def drop_tables() -> None:
    """Drop them; their triggers go with them."""
    op.drop_table("verification")
    op.drop_table("audit_head")


def add_seals() -> None:
    """Give the audit log its seals, and its keys room for those of several columns."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(_LONGEST_KEY, sealed=True)
    else:
        op.alter_column("audit_log", "row_key", type_=sa.String(length=_LONGEST_KEY))
        for column in _seal_columns():
            op.add_column("audit_log", column)
        op.create_check_constraint("sealed_whole", "audit_log", _SEALED_WHOLE)
    op.create_index("audit_seal_order", "audit_log", ["seal_no"], unique=True)
    unsealed = sa.text("seal_no IS NULL")
    op.create_index(
        "audit_unsealed",
        "audit_log",
        ["audit_id"],
        sqlite_where=unsealed,
        postgresql_where=unsealed,
    )


def remove_seals() -> None:
    """Take them away again; keys that the log was too narrow for are cut."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(_LONGEST_KEY_BEFORE, sealed=False)
        return
    run(
        [
            "DROP INDEX audit_unsealed",
            "ALTER TABLE audit_log DROP COLUMN seal_no, DROP COLUMN seal",
            f"ALTER TABLE audit_log ALTER COLUMN row_key TYPE varchar({_LONGEST_KEY_BEFORE}) "
            f"USING left(row_key, {_LONGEST_KEY_BEFORE})",
        ]
    )


_SEALED_WHOLE = "(seal_no IS NULL) = (seal IS NULL)"


def _seal_columns() -> Iterable[sa.Column]:
    yield sa.Column("seal_no", sa.Integer(), nullable=True)
    yield sa.Column("seal", sa.String(length=64), nullable=True)


def _rebuild(longest_key: int, *, sealed: bool) -> None:
    """SQLite cannot change a column: the table is made anew, without its triggers."""
    op.rename_table("audit_log", "audit_log_before")
    check = sa.CheckConstraint(_SEALED_WHOLE, name="sealed_whole")
    op.create_table(
        "audit_log",
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_key", sa.String(length=longest_key), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        *([*_seal_columns(), check] if sealed else []),
        sa.PrimaryKeyConstraint("audit_id", name="pk_audit_log"),
    )
    columns = ", ".join(_LOG)
    run([f"INSERT INTO audit_log ({columns}) SELECT {columns} FROM audit_log_before"])
    op.drop_table("audit_log_before")
