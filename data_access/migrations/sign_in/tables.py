"""The tables of signing in, and the wider access log, as they were: never edited."""

import sqlalchemy as sa
from alembic import op

from data_access.columns import UtcDateTime
from data_access.migrations.statements import run

OLD_ACTIONS = ("signed_in", "sign_in_refused", "signed_out", "contact_read")
NEW_ACTIONS = (
    *OLD_ACTIONS,
    "session_ended",
    "user_invited",
    "user_changed",
    "password_reset",
    "password_changed",
    "key_rotated",
    "exported",
)

_KEPT = ("update", "delete", "number")


def create_tables() -> None:
    """Create the tables with their constraints and indexes."""
    op.create_table(
        "user_session",
        sa.Column("session_id", sa.String(length=64), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("address_key", sa.String(length=64), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=True),
        sa.CheckConstraint("expires_at > started_at", name="session_has_a_length"),
        sa.CheckConstraint("last_seen_at >= started_at", name="session_times_ordered"),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (end_reason IS NULL)", name="session_ends_for_a_reason"
        ),
        sa.CheckConstraint(
            "end_reason IN ('signed_out', 'ended_by_admin', 'key_rotated')",
            name="end_reason_known",
        ),
        sa.ForeignKeyConstraint(
            ["username"], ["app_user.username"], name="fk_user_session_username"
        ),
        sa.PrimaryKeyConstraint("session_id", name="pk_user_session"),
    )
    op.create_index("ix_user_session_username", "user_session", ["username"])
    op.create_table(
        "sign_in_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("created_by", sa.String(length=60), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name="code_has_a_length"),
        sa.ForeignKeyConstraint(
            ["username"], ["app_user.username"], name="fk_sign_in_code_username"
        ),
        sa.PrimaryKeyConstraint("code_hash", name="pk_sign_in_code"),
    )
    op.create_index("ix_sign_in_code_username", "sign_in_code", ["username"])
    op.create_table(
        "sign_in_throttle",
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failed_at", UtcDateTime(), nullable=False),
        sa.Column("blocked_until", UtcDateTime(), nullable=False),
        sa.CheckConstraint("failures >= 0", name="failures_are_counted"),
        sa.PrimaryKeyConstraint("subject", name="pk_sign_in_throttle"),
    )


def drop_tables() -> None:
    """Drop the tables; their triggers go with them."""
    for table in ("user_session", "sign_in_code", "sign_in_throttle"):
        op.drop_table(table)


def set_actions(actions: tuple[str, ...]) -> None:
    """Let the access log take these actions; lines of any other are dropped."""
    check = f"action IN ({', '.join(repr(action) for action in actions)})"
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_access_log(check)
        return
    op.drop_constraint(op.f("action_known"), "access_log")
    run(
        [
            "ALTER TABLE access_log DISABLE TRIGGER keep",
            f"DELETE FROM access_log WHERE NOT ({check})",
            "ALTER TABLE access_log ENABLE TRIGGER keep",
        ]
    )
    op.create_check_constraint(op.f("action_known"), "access_log", check)


def _rebuild_access_log(check: str) -> None:
    """SQLite cannot change a constraint: the table is made anew, with the triggers it had."""
    kept = _trigger_sources()
    run(f"DROP TRIGGER keep_access_log_{name}" for name in _KEPT)
    op.rename_table("access_log", "access_log_before")
    op.create_table(
        "access_log",
        sa.Column("access_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=True),
        sa.CheckConstraint(check, name="action_known"),
        sa.PrimaryKeyConstraint("access_id", name="pk_access_log"),
    )
    run([f"INSERT INTO access_log SELECT * FROM access_log_before WHERE {check}"])
    op.drop_table("access_log_before")
    run(kept)


def _trigger_sources() -> list[str]:
    names = ", ".join(f"'keep_access_log_{name}'" for name in _KEPT)
    found = op.get_bind().exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE name IN ({names})")
    return [str(source) for source in found.scalars()]
