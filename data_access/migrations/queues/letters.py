"""The outbox grows: letters of all queues, with their texts and how they fared."""

import re
from pathlib import Path

from alembic import op

from data_access.migrations.baseline import rules as baseline
from data_access.migrations.statements import SEPARATOR, run, run_file

HERE = Path(__file__).parent

_FITTING = (
    "DELETE FROM letter WHERE application_id IS NULL OR template = 'waitlisted'",
    "UPDATE letter SET status = 'waiting' WHERE status IN ('sending', 'handed_over', 'failed')",
)
_KEPT = "letter_id, application_id, version, template, language, status, written_at, send_after"


def widen_letters() -> None:
    """Make the table anew with the rows that there are; on PostgreSQL change it in place."""
    dialect = op.get_bind().dialect.name
    run(_without_rules(dialect))
    if dialect == "sqlite":
        _make_anew(NEW_TABLE)
        run([OUTBOX, *_sqlite_revisions()])
    else:
        run(POSTGRESQL_UP)
    run_file(HERE / f"letters_{dialect}.sql")
    run(_kept(dialect))


def narrow_letters() -> None:
    """What the older table has no place for goes: letters of other queues and their texts.

    A letter that was being sent or had failed waits again.
    """
    dialect = op.get_bind().dialect.name
    run(_without_rules(dialect))
    if dialect == "sqlite":
        run(_FITTING)
        _make_anew(OLD_TABLE)
        run(_sqlite_revisions())
    else:
        # PostgreSQL would count a change of the data even where no row is touched.
        run(["ALTER TABLE letter DISABLE TRIGGER revision", *_FITTING])
        run(["ALTER TABLE letter ENABLE TRIGGER revision", *POSTGRESQL_DOWN])
    run(_first_rules(dialect))
    run(_kept(dialect))


def _make_anew(definition: str) -> None:
    """The rules of applications name the table, so its absence must not be looked at."""
    run(
        [
            "PRAGMA legacy_alter_table = ON",
            definition,
            f"INSERT INTO letter_anew ({_KEPT}) SELECT {_KEPT} FROM letter",
            "DROP TABLE letter",
            "ALTER TABLE letter_anew RENAME TO letter",
            "PRAGMA legacy_alter_table = OFF",
        ]
    )


def _without_rules(dialect: str) -> list[str]:
    if dialect == "sqlite":
        names = ("letter_entry", "letter_guard", "keep_letter_delete", "keep_letter_number")
        return [f"DROP TRIGGER {name}" for name in names]
    return [
        "DROP FUNCTION letter_entry CASCADE",
        "DROP FUNCTION letter_guard CASCADE",
        "DROP TRIGGER keep ON letter",
    ]


def _first_rules(dialect: str) -> list[str]:
    """The rules of the first schema about what a letter may become."""
    statements = (baseline.HERE / f"{dialect}.sql").read_text(encoding="utf-8").split(SEPARATOR)
    return [sql for sql in statements if re.search(r"(TRIGGER|FUNCTION) letter_(entry|guard)", sql)]


def _kept(dialect: str) -> list[str]:
    """No letter is deleted, and none takes another's number."""
    if dialect == "sqlite":
        made = baseline._sqlite_triggers()
        return [sql for sql in made if sql.startswith("CREATE TRIGGER keep_letter_")]
    made = baseline._postgresql_triggers()
    return [sql for sql in made if sql.startswith("CREATE TRIGGER keep ") and " ON letter " in sql]


def _sqlite_revisions() -> list[str]:
    made = baseline._sqlite_triggers()
    return [sql for sql in made if sql.startswith("CREATE TRIGGER revision_letter_")]


OLD_TABLE = """
CREATE TABLE letter_anew (
    letter_id INTEGER NOT NULL,
    application_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    template VARCHAR(40) NOT NULL,
    language VARCHAR(40) NOT NULL,
    status VARCHAR(40) DEFAULT 'waiting' NOT NULL,
    written_at DATETIME NOT NULL,
    send_after DATETIME NOT NULL,
    CONSTRAINT pk_letter PRIMARY KEY (letter_id),
    CONSTRAINT letter_language_known CHECK (language IN ('fi', 'sv', 'en')),
    CONSTRAINT letter_status_known CHECK (status IN ('waiting', 'sent', 'cancelled')),
    CONSTRAINT template_known
     CHECK (template IN ('approved', 'rejected', 'clarification_requested')),
    CONSTRAINT letter_follows_event FOREIGN KEY(application_id, version)
     REFERENCES application_event (application_id, version),
    CONSTRAINT one_letter_per_event UNIQUE (application_id, version)
)
"""

_TEMPLATE = """template IN ('approved', 'rejected', 'clarification_requested', 'waitlisted',
 'deed_published', 'deed_returned', 'deed_declined', 'enrolment_accepted', 'enrolment_waitlisted',
 'enrolment_declined')"""
_STATUS = "status IN ('waiting', 'sending', 'handed_over', 'sent', 'failed', 'cancelled')"
_CAUSE = """(application_id IS NULL) = (version IS NULL)
 AND (submission_id IS NULL) = (submission_version IS NULL)
 AND (enrolment_id IS NULL) = (enrolment_version IS NULL)"""
_ONE_CAUSE = """CASE WHEN application_id IS NULL THEN 0 ELSE 1 END
 + CASE WHEN submission_id IS NULL THEN 0 ELSE 1 END
 + CASE WHEN enrolment_id IS NULL THEN 0 ELSE 1 END = 1"""

#: Constraints that come with the other queues, by name.
_RULES = (
    ("letter_cause_is_whole", f"CHECK ({_CAUSE})"),
    ("letter_has_one_cause", f"CHECK ({_ONE_CAUSE})"),
    ("letter_has_both_texts", "CHECK ((subject IS NULL) = (body IS NULL))"),
    ("attempts_not_negative", "CHECK (attempts >= 0)"),
    ("only_sent_has_time", "CHECK (sent_at IS NULL OR status = 'sent')"),
    ("one_letter_per_submission_event", "UNIQUE (submission_id, submission_version)"),
    ("one_letter_per_enrolment_event", "UNIQUE (enrolment_id, enrolment_version)"),
    (
        "letter_follows_submission_event",
        "FOREIGN KEY(submission_id, submission_version)"
        " REFERENCES deed_submission_event (submission_id, version)",
    ),
    (
        "letter_follows_enrolment_event",
        "FOREIGN KEY(enrolment_id, enrolment_version)"
        " REFERENCES enrolment_event (enrolment_id, version)",
    ),
)

_LINES = "".join(f",\n\tCONSTRAINT {name} {rule}" for name, rule in _RULES)

NEW_TABLE = f"""
CREATE TABLE letter_anew (
    letter_id INTEGER NOT NULL,
    application_id INTEGER,
    version INTEGER,
    submission_id INTEGER,
    submission_version INTEGER,
    enrolment_id INTEGER,
    enrolment_version INTEGER,
    template VARCHAR(40) NOT NULL,
    language VARCHAR(40) NOT NULL,
    subject VARCHAR(200),
    body TEXT,
    status VARCHAR(40) DEFAULT 'waiting' NOT NULL,
    written_at DATETIME NOT NULL,
    send_after DATETIME NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    retry_at DATETIME,
    failure VARCHAR(500),
    sent_at DATETIME,
    claimed_by VARCHAR(80),
    claimed_at DATETIME,
    CONSTRAINT pk_letter PRIMARY KEY (letter_id),
    CONSTRAINT letter_language_known CHECK (language IN ('fi', 'sv', 'en')),
    CONSTRAINT letter_status_known CHECK ({_STATUS}),
    CONSTRAINT template_known CHECK ({_TEMPLATE}),
    CONSTRAINT letter_follows_event FOREIGN KEY(application_id, version)
     REFERENCES application_event (application_id, version),
    CONSTRAINT one_letter_per_event UNIQUE (application_id, version){_LINES}
)
"""

OUTBOX = (
    "CREATE INDEX letter_outbox ON letter (status, send_after)"
    " WHERE status NOT IN ('sent', 'cancelled')"
)

_COLUMNS = (
    ("submission_id", "INTEGER"),
    ("submission_version", "INTEGER"),
    ("enrolment_id", "INTEGER"),
    ("enrolment_version", "INTEGER"),
    ("subject", "VARCHAR(200)"),
    ("body", "TEXT"),
    ("attempts", "INTEGER DEFAULT 0 NOT NULL"),
    ("retry_at", "TIMESTAMP WITH TIME ZONE"),
    ("failure", "VARCHAR(500)"),
    ("sent_at", "TIMESTAMP WITH TIME ZONE"),
    ("claimed_by", "VARCHAR(80)"),
    ("claimed_at", "TIMESTAMP WITH TIME ZONE"),
)

POSTGRESQL_UP = (
    "ALTER TABLE letter ALTER COLUMN application_id DROP NOT NULL",
    "ALTER TABLE letter ALTER COLUMN version DROP NOT NULL",
    *(f"ALTER TABLE letter ADD COLUMN {name} {kind}" for name, kind in _COLUMNS),
    "ALTER TABLE letter DROP CONSTRAINT template_known",
    "ALTER TABLE letter DROP CONSTRAINT letter_status_known",
    f"ALTER TABLE letter ADD CONSTRAINT template_known CHECK ({_TEMPLATE})",
    f"ALTER TABLE letter ADD CONSTRAINT letter_status_known CHECK ({_STATUS})",
    *(f"ALTER TABLE letter ADD CONSTRAINT {name} {rule}" for name, rule in _RULES),
    OUTBOX,
)

POSTGRESQL_DOWN = (
    "DROP INDEX letter_outbox",
    *(f"ALTER TABLE letter DROP CONSTRAINT {name}" for name, _ in _RULES),
    *(f"ALTER TABLE letter DROP COLUMN {name}" for name, _ in _COLUMNS),
    "ALTER TABLE letter ALTER COLUMN application_id SET NOT NULL",
    "ALTER TABLE letter ALTER COLUMN version SET NOT NULL",
    "ALTER TABLE letter DROP CONSTRAINT template_known",
    "ALTER TABLE letter DROP CONSTRAINT letter_status_known",
    "ALTER TABLE letter ADD CONSTRAINT template_known"
    " CHECK (template IN ('approved', 'rejected', 'clarification_requested'))",
    "ALTER TABLE letter ADD CONSTRAINT letter_status_known"
    " CHECK (status IN ('waiting', 'sent', 'cancelled'))",
)
