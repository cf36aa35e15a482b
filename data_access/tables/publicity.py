"""What is told about the programme: its milestones, the parties to it, its documents."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, String, Table, text

from data_access.columns import Code, one_of
from data_access.tables import metadata
from programme.codes import DocumentKind, Language, Precision, StakeholderRole

programme_milestone = Table(
    "programme_milestone",
    metadata,
    Column("milestone_code", Code, primary_key=True),
    Column("happened_on", Date, nullable=False),
    Column("happened_precision", Code, nullable=False),
    Column("name_fi", String(200), nullable=False),
    Column("name_sv", String(200), nullable=False),
    Column("name_en", String(200), nullable=False),
    Column("source", String(20), nullable=False),
    one_of("happened_precision", Precision, "milestone_precision_known"),
)

stakeholder = Table(
    "stakeholder",
    metadata,
    Column("stakeholder_code", Code, primary_key=True),
    Column("role", Code, nullable=False),
    Column("is_funder", Boolean, nullable=False, server_default=text("false")),
    one_of("role", StakeholderRole, "stakeholder_role_known"),
)

#: A name holds until the next one in the same language begins.
stakeholder_name = Table(
    "stakeholder_name",
    metadata,
    Column("stakeholder_code", ForeignKey("stakeholder.stakeholder_code"), primary_key=True),
    Column("language", Code, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("name", String(100), nullable=False),
    one_of("language", Language, "stakeholder_language_known"),
    CheckConstraint("length(trim(name)) > 0", name="stakeholder_name_given"),
)

#: Publications and recordings, by their address; the files themselves are elsewhere.
document = Table(
    "document",
    metadata,
    Column("document_code", Code, primary_key=True),
    Column("document_kind", Code, nullable=False),
    Column("title", String(200), nullable=False),
    Column("language", Code, nullable=False),
    Column("url", String(500), nullable=False),
    Column("published_on", Date),
    Column("published_precision", Code),
    one_of("document_kind", DocumentKind, "document_kind_known"),
    one_of("language", Language, "document_language_known"),
    one_of("published_precision", Precision, "document_precision_known"),
    CheckConstraint("url LIKE 'https://_%' OR url LIKE 'http://_%'", name="document_url_pattern"),
    CheckConstraint(
        "(published_on IS NULL) = (published_precision IS NULL)",
        name="document_day_has_precision",
    ),
)
