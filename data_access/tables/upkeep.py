"""The database about itself: audit, revisions, what kind of installation it is."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    text,
)

from data_access.columns import Code, UtcDateTime
from data_access.tables import metadata

#: What changed in the data; append-only, written by triggers only, in database time. The seals
#: make a chain of the rows (`data_access.sealing`): each follows from the row and the seal before.
audit_log = Table(
    "audit_log",
    metadata,
    Column("audit_id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, server_default=text("CURRENT_TIMESTAMP")),
    Column("table_name", String(40), nullable=False),
    Column("row_key", String(200), nullable=False),
    Column("action", Code, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("seal_no", Integer),
    Column("seal", String(64)),
    CheckConstraint("(seal_no IS NULL) = (seal IS NULL)", name="sealed_whole"),
)

Index("audit_seal_order", audit_log.c.seal_no, unique=True)
Index(
    "audit_unsealed",
    audit_log.c.audit_id,
    sqlite_where=audit_log.c.seal_no.is_(None),
    postgresql_where=audit_log.c.seal_no.is_(None),
)

#: One row: how far the chain of seals reaches, its last seal and the audit row that has it.
audit_head = Table(
    "audit_head",
    metadata,
    Column("head_id", Integer, primary_key=True),
    Column("sealed", Integer, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("audit_id", Integer),
    CheckConstraint("head_id = 1", name="one_audit_head"),
    CheckConstraint("sealed >= 0", name="sealed_not_negative"),
)

#: What `data_access.integrity` found, one row each time; `sealed` and `seal` are the head then.
verification = Table(
    "verification",
    metadata,
    Column("verification_id", Integer, primary_key=True),
    Column("verified_at", UtcDateTime, nullable=False),
    Column("verified_by", String(60)),
    Column("ok", Boolean, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("sealed", Integer, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("report", JSON, nullable=False),
    CheckConstraint("ok = (findings = 0)", name="ok_without_findings"),
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
