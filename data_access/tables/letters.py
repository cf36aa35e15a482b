"""The outbox: letters that decisions and questions cause, and the office's own templates."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data_access.columns import Code, UtcDateTime, one_of
from data_access.tables import metadata
from programme.codes import Language
from programme.letters import LetterStatus, Template

#: What may cause a letter, each an event by its subject and version.
_CAUSES = (
    ("application_id", "version"),
    ("submission_id", "submission_version"),
    ("enrolment_id", "enrolment_version"),
)

#: A letter, written with the event that causes it: of an application, a submission of a deed or an
#: enrolment. Subject and body stand as they were written (letters older than that have none). The
#: address is looked up when it is sent; no person is named here.
letter = Table(
    "letter",
    metadata,
    Column("letter_id", Integer, primary_key=True),
    Column("application_id", Integer),
    Column("version", Integer),
    Column("submission_id", Integer),
    Column("submission_version", Integer),
    Column("enrolment_id", Integer),
    Column("enrolment_version", Integer),
    Column("template", Code, nullable=False),
    Column("language", Code, nullable=False),
    Column("subject", String(200)),
    Column("body", Text),
    Column("status", Code, nullable=False, server_default="waiting"),
    Column("written_at", UtcDateTime, nullable=False),
    Column("send_after", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("retry_at", UtcDateTime),
    Column("failure", String(500)),
    Column("sent_at", UtcDateTime),
    Column("claimed_by", String(80)),
    Column("claimed_at", UtcDateTime),
    ForeignKeyConstraint(
        ["application_id", "version"],
        ["application_event.application_id", "application_event.version"],
        name="letter_follows_event",
    ),
    ForeignKeyConstraint(
        ["submission_id", "submission_version"],
        ["deed_submission_event.submission_id", "deed_submission_event.version"],
        name="letter_follows_submission_event",
    ),
    ForeignKeyConstraint(
        ["enrolment_id", "enrolment_version"],
        ["enrolment_event.enrolment_id", "enrolment_event.version"],
        name="letter_follows_enrolment_event",
    ),
    UniqueConstraint("application_id", "version", name="one_letter_per_event"),
    UniqueConstraint("submission_id", "submission_version", name="one_letter_per_submission_event"),
    UniqueConstraint("enrolment_id", "enrolment_version", name="one_letter_per_enrolment_event"),
    one_of("template", Template, "template_known"),
    one_of("language", Language, "letter_language_known"),
    one_of("status", LetterStatus, "letter_status_known"),
    CheckConstraint(
        " AND ".join(f"({one} IS NULL) = ({other} IS NULL)" for one, other in _CAUSES),
        name="letter_cause_is_whole",
    ),
    CheckConstraint(
        " + ".join(f"CASE WHEN {one} IS NULL THEN 0 ELSE 1 END" for one, _ in _CAUSES) + " = 1",
        name="letter_has_one_cause",
    ),
    CheckConstraint("(subject IS NULL) = (body IS NULL)", name="letter_has_both_texts"),
    CheckConstraint("attempts >= 0", name="attempts_not_negative"),
    CheckConstraint("sent_at IS NULL OR status = 'sent'", name="only_sent_has_time"),
)

#: What the worker looks for: a small part of many letters.
Index(
    "letter_outbox",
    letter.c.status,
    letter.c.send_after,
    sqlite_where=letter.c.status.not_in(["sent", "cancelled"]),
    postgresql_where=letter.c.status.not_in(["sent", "cancelled"]),
)

#: A template as the office has written it anew; without a row the one that comes with the app.
letter_template = Table(
    "letter_template",
    metadata,
    Column("template", Code, primary_key=True),
    Column("language", Code, primary_key=True),
    Column("subject", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("changed_by", ForeignKey("app_user.username"), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    one_of("template", Template, "own_template_known"),
    one_of("language", Language, "template_language_known"),
    CheckConstraint("length(trim(subject)) > 0", name="template_subject_given"),
    CheckConstraint("length(trim(body)) > 0", name="template_body_given"),
)
