"""People: contact persons outside the office, users of the app, and who looked at what."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    text,
)

from data_access.columns import Code, UtcDateTime, one_of
from data_access.tables import metadata
from programme.codes import (
    Language,
)
from programme.roles import Role

#: The only table with personal data of people outside the office.
contact = Table(
    "contact",
    metadata,
    Column("contact_id", Integer, primary_key=True),
    Column("organisation_id", ForeignKey("organisation.organisation_id"), nullable=False),
    Column("full_name", String(200)),
    Column("email", String(200)),
    Column("phone", String(40)),
    Column("retain_until", Date, nullable=False),
    Column("erased_at", UtcDateTime),
    CheckConstraint(
        "erased_at IS NULL OR (full_name IS NULL AND email IS NULL AND phone IS NULL)",
        name="erased_contact_is_empty",
    ),
    CheckConstraint("email LIKE '%_@_%'", name="contact_email_pattern"),
)

app_user = Table(
    "app_user",
    metadata,
    Column("username", String(60), primary_key=True),
    Column("display_name", String(100), nullable=False),
    Column("password_hash", String(100), nullable=False),
    Column("role", Code, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("language", Code, nullable=False, server_default="fi"),
    Column("sessions_valid_after", UtcDateTime, nullable=False),
    one_of("role", Role, "role_known"),
    one_of("language", Language, "user_language_known"),
    CheckConstraint("username = lower(username)", name="username_lower_case"),
)

ACCESS_ACTIONS = (
    "signed_in",
    "sign_in_refused",
    "signed_out",
    "contact_read",
    "session_ended",
    "user_invited",
    "user_changed",
    "password_reset",
    "password_changed",
    "key_rotated",
    "exported",
    "loaded",
    "backed_up",
    "restored",
    "contacts_erased",
)

#: Who signed in, looked, or changed an account; `subject` is whom or what it was about.
#: Append-only.
access_log = Table(
    "access_log",
    metadata,
    Column("access_id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("username", String(60), nullable=False),
    Column("action", Code, nullable=False),
    Column("subject", String(100)),
    one_of("action", ACCESS_ACTIONS, "action_known"),
)
