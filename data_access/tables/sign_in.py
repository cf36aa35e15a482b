"""Signing in: open and ended sessions, one-time codes, and the brake on guessing."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table

from data_access.columns import Code, UtcDateTime, one_of
from data_access.tables import metadata

#: Why a session was ended before its time.
END_REASONS = ("signed_out", "ended_by_admin", "key_rotated")

#: A browser that has signed in. It ends at the latest at `expires_at`, earlier when nobody works
#: in it, when the account changes (`app_user.sessions_valid_after`) or when `ended_at` is set.
user_session = Table(
    "user_session",
    metadata,
    Column("session_id", String(64), primary_key=True),
    Column("username", ForeignKey("app_user.username"), nullable=False, index=True),
    Column("address_key", String(64), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("last_seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("end_reason", Code),
    CheckConstraint("expires_at > started_at", name="session_has_a_length"),
    CheckConstraint("last_seen_at >= started_at", name="session_times_ordered"),
    CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="session_ends_for_a_reason"),
    one_of("end_reason", END_REASONS, "end_reason_known"),
)

#: A code with which its holder sets a password, once. Only its hash is kept.
sign_in_code = Table(
    "sign_in_code",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("username", ForeignKey("app_user.username"), nullable=False, index=True),
    Column("created_by", String(60), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    CheckConstraint("expires_at > created_at", name="code_has_a_length"),
)

#: Refused attempts by name, by address and by both; names and addresses are kept as keyed hashes.
sign_in_throttle = Table(
    "sign_in_throttle",
    metadata,
    Column("subject", String(80), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_failed_at", UtcDateTime, nullable=False),
    Column("blocked_until", UtcDateTime, nullable=False),
    CheckConstraint("failures >= 0", name="failures_are_counted"),
)
