"""The database about itself: audit, revisions, what kind of installation it is."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    String,
    Table,
    text,
)

from data_access.columns import Code, UtcDateTime
from data_access.tables import metadata

#: What changed in the data; append-only, written by triggers only, in database time.
audit_log = Table(
    "audit_log",
    metadata,
    Column("audit_id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, server_default=text("CURRENT_TIMESTAMP")),
    Column("table_name", String(40), nullable=False),
    Column("row_key", String(60), nullable=False),
    Column("action", Code, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
)

#: A counter per topic that triggers raise with each change; the screens' clockwork.
data_revision = Table(
    "data_revision",
    metadata,
    Column("topic", Code, primary_key=True),
    Column("revision", Integer, nullable=False),
)

#: One row: what kind of installation this is and, for demo data, its clock.
installation = Table(
    "installation",
    metadata,
    Column("installation_id", Integer, primary_key=True),
    Column("is_demo", Boolean, nullable=False),
    Column("clock_starts_at", UtcDateTime),
    Column("clock_anchored_at", UtcDateTime),
    CheckConstraint("installation_id = 1", name="one_installation"),
)

#: How the columns of a form tool's export are called here, saved under a name to use again.
form_mapping = Table(
    "form_mapping",
    metadata,
    Column("form_name", String(60), primary_key=True),
    Column("mapping", JSON, nullable=False),
    CheckConstraint("length(trim(form_name)) > 0", name="form_name_given"),
)
