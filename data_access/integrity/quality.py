"""What somebody should look at: data that is allowed, but probably not meant."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Date, bindparam, select, text

from data_access.columns import UtcDateTime
from data_access.integrity.characters import uncanny_texts
from data_access.schema import organisation
from programme.calendar import start_of

#: Days after which an approved application should have had its first session.
FIRST_SESSION_WITHIN = timedelta(days=60)
#: Days after which an activity that ended should be said to be over.
OVER_WITHIN = timedelta(days=30)
#: Days after which a proposal should have been decided on.
DECIDED_WITHIN = timedelta(days=14)
#: Days after which what somebody sent should have been answered: 15 working days.
ANSWERED_WITHIN = timedelta(days=21)


class Oddity(StrEnum):
    """What is odd."""

    ACTIVITY_WITHOUT_REGION = "activity_without_region"
    ACTIVITY_WITHOUT_PARTICIPATION = "activity_without_participation"
    ACTIVITY_OUTSIDE_PERIOD = "activity_outside_period"
    ACTIVITY_NOT_CLOSED = "activity_not_closed"
    PARTICIPATION_ABOVE_SIZE = "participation_above_size"
    ORGANISATION_WITHOUT_REGION = "organisation_without_region"
    ORGANISATION_WITHOUT_MUNICIPALITY = "organisation_without_municipality"
    ORGANISATION_IN_ANOTHER_REGION = "organisation_in_another_region"
    ORGANISATION_TWICE = "organisation_twice"
    APPROVED_WITHOUT_SESSION = "approved_without_session"
    APPLICATION_WITHOUT_CONTACT = "application_without_contact"
    CONTACT_PAST_RETENTION = "contact_past_retention"
    DEED_WITHOUT_ORGANISATION = "deed_without_organisation"
    PROPOSAL_LEFT_LYING = "proposal_left_lying"
    SUBMISSION_UNANSWERED = "submission_unanswered"
    ENROLMENT_UNANSWERED = "enrolment_unanswered"
    LETTER_FAILED = "letter_failed"
    LETTER_MAY_HAVE_LEFT = "letter_may_have_left"
    BASE_LACKS_REGION = "base_lacks_region"
    INDEX_WITHOUT_VALUES = "index_without_values"
    INDEX_RENAMED = "index_renamed"
    CONTROL_CHARACTER = "control_character"


@dataclass(frozen=True)
class QualityFinding:
    """`row` of `table` is odd; `detail` holds what the finding is about: a name, a number, days."""

    kind: Oddity
    table: str
    row: str
    detail: str


class _Question(NamedTuple):
    """SQL that finds rows: what names the row, and the detail."""

    kind: Oddity
    table: str
    sql: str


#: Whose letters there are: their table, its number, and its key in the letter.
_ADDRESSEES = (
    ("sparring_application", "application_no", "application_id"),
    ("deed_submission", "submission_no", "submission_id"),
    ("enrolment", "enrolment_no", "enrolment_id"),
)


def _letters(kind: Oddity, detail: str, status: str) -> tuple[_Question, ...]:
    """What became of letters, told of the thing that each is about."""
    return tuple(
        _Question(
            kind,
            table,
            f"""SELECT s.{number}, {detail} FROM letter l JOIN {table} s ON s.{key} = l.{key}
                 WHERE l.status = '{status}'""",
        )
        for table, number, key in _ADDRESSEES
    )


_QUESTIONS = (
    _Question(
        Oddity.ACTIVITY_WITHOUT_REGION,
        "activity",
        """SELECT activity_id, name FROM activity
            WHERE region_code IS NULL AND delivery_mode <> 'remote'""",
    ),
    _Question(
        Oddity.ACTIVITY_WITHOUT_PARTICIPATION,
        "activity",
        """SELECT a.activity_id, a.name FROM activity a
            WHERE a.status = 'completed' AND NOT EXISTS (
              SELECT 1 FROM participation p WHERE p.activity_id = a.activity_id)""",
    ),
    _Question(
        Oddity.ACTIVITY_OUTSIDE_PERIOD,
        "activity",
        """SELECT a.activity_id, a.name FROM activity a
             JOIN funding_period f ON f.period_code = a.period_code
            WHERE a.starts_on < f.starts_on OR a.starts_on > f.ends_on""",
    ),
    _Question(
        Oddity.ACTIVITY_NOT_CLOSED,
        "activity",
        """SELECT activity_id, name FROM activity
            WHERE status IN ('planned', 'running') AND ends_on < :long_over""",
    ),
    _Question(
        Oddity.PARTICIPATION_ABOVE_SIZE,
        "activity",
        """SELECT p.activity_id, o.name_fi FROM participation p
             JOIN organisation o ON o.organisation_id = p.organisation_id
            GROUP BY p.activity_id, o.organisation_id, o.name_fi, o.employee_count
           HAVING SUM(p.participant_count) > o.employee_count""",
    ),
    _Question(
        Oddity.ORGANISATION_WITHOUT_REGION,
        "organisation",
        "SELECT organisation_id, name_fi FROM organisation WHERE region_code IS NULL",
    ),
    _Question(
        Oddity.ORGANISATION_WITHOUT_MUNICIPALITY,
        "organisation",
        """SELECT organisation_id, name_fi FROM organisation
            WHERE organisation_type = 'municipality' AND municipality_code IS NULL""",
    ),
    _Question(
        Oddity.ORGANISATION_IN_ANOTHER_REGION,
        "organisation",
        """SELECT o.organisation_id, o.name_fi FROM organisation o
             JOIN municipality m ON m.municipality_code = o.municipality_code
            WHERE o.region_code <> m.region_code
              AND o.region_code <> COALESCE(m.region_code_2021, m.region_code)""",
    ),
    _Question(
        Oddity.APPROVED_WITHOUT_SESSION,
        "sparring_application",
        """SELECT a.application_no, a.title FROM sparring_application a
            WHERE a.days_granted IS NOT NULL AND a.decided_at < :decided_before AND NOT EXISTS (
              SELECT 1 FROM sparring_session s WHERE s.application_id = a.application_id)""",
    ),
    _Question(
        Oddity.APPLICATION_WITHOUT_CONTACT,
        "sparring_application",
        """SELECT application_no, title FROM sparring_application
            WHERE contact_id IS NULL AND status NOT IN ('draft', 'rejected', 'withdrawn')""",
    ),
    _Question(
        Oddity.CONTACT_PAST_RETENTION,
        "contact",
        """SELECT contact_id, retain_until FROM contact
            WHERE retain_until < :today AND erased_at IS NULL""",
    ),
    _Question(
        Oddity.DEED_WITHOUT_ORGANISATION,
        "deed",
        """SELECT deed_id, title FROM deed
            WHERE organisation_id IS NULL AND status = 'published'""",
    ),
    _Question(
        Oddity.PROPOSAL_LEFT_LYING,
        "sparring_application",
        """SELECT a.application_no, a.title FROM sparring_application a
            WHERE a.status IN ('submitted', 'in_review', 'waitlisted') AND EXISTS (
              SELECT 1 FROM application_proposal p
               WHERE p.application_id = a.application_id AND p.version = a.version)
              AND NOT EXISTS (
              SELECT 1 FROM application_proposal p
               WHERE p.application_id = a.application_id AND p.version = a.version
                 AND p.proposed_at >= :proposed_before)""",
    ),
    _Question(
        Oddity.SUBMISSION_UNANSWERED,
        "deed_submission",
        """SELECT submission_no, title FROM deed_submission
            WHERE status = 'received' AND changed_at < :sent_before""",
    ),
    _Question(
        Oddity.ENROLMENT_UNANSWERED,
        "enrolment",
        """SELECT n.enrolment_no, a.name FROM enrolment n
             JOIN activity a ON a.activity_id = n.activity_id
            WHERE n.status = 'received' AND n.changed_at < :sent_before""",
    ),
    _Question(
        Oddity.BASE_LACKS_REGION,
        "region_base",
        """SELECT b.base || '/' || b.year || '/' || r.region_code, r.name_fi
             FROM (SELECT DISTINCT base, year FROM region_base) b CROSS JOIN region r
            WHERE r.in_target_area AND NOT EXISTS (
              SELECT 1 FROM region_base h
               WHERE h.base = b.base AND h.year = b.year AND h.region_code = r.region_code)""",
    ),
    _Question(
        Oddity.INDEX_WITHOUT_VALUES,
        "context_index",
        """SELECT i.index_code || '/' || i.year, i.name_fi FROM context_index i
            WHERE NOT EXISTS (
              SELECT 1 FROM context_value v
               WHERE v.index_code = i.index_code AND v.year = i.year)""",
    ),
    _Question(
        Oddity.INDEX_RENAMED,
        "context_index",
        """SELECT i.index_code || '/' || i.year, i.name_fi FROM context_index i
             JOIN context_index n ON n.index_code = i.index_code AND n.year = (
               SELECT MAX(m.year) FROM context_index m WHERE m.index_code = i.index_code)
            WHERE i.name_fi <> n.name_fi OR i.name_sv <> n.name_sv OR i.name_en <> n.name_en""",
    ),
    *_letters(Oddity.LETTER_FAILED, "COALESCE(l.failure, '')", "failed"),
    *_letters(Oddity.LETTER_MAY_HAVE_LEFT, "COALESCE(l.subject, l.template)", "handed_over"),
)


def quality(connection: Connection, today: date) -> list[QualityFinding]:
    """What is odd on the programme's day `today`, kind by kind."""
    limits = (
        bindparam("today", today, Date),
        bindparam("long_over", today - OVER_WITHIN, Date),
        bindparam("decided_before", start_of(today - FIRST_SESSION_WITHIN), UtcDateTime),
        bindparam("proposed_before", start_of(today - DECIDED_WITHIN), UtcDateTime),
        bindparam("sent_before", start_of(today - ANSWERED_WITHIN), UtcDateTime),
    )
    found = [
        finding for question in _QUESTIONS for finding in _answers(connection, question, limits)
    ]
    return [*found, *_twice(connection), *_uncanny(connection)]


def _answers(
    connection: Connection, question: _Question, limits: tuple[BindParameter[Any], ...]
) -> list[QualityFinding]:
    used = [limit for limit in limits if f":{limit.key}" in question.sql]
    rows = sorted(connection.execute(text(question.sql).bindparams(*used)))
    return [
        QualityFinding(question.kind, question.table, str(row), str(detail)) for row, detail in rows
    ]


def _twice(connection: Connection) -> Iterator[QualityFinding]:
    """Organisations that are probably one: their names or business ids are but written apart."""
    columns = organisation.c
    query = select(columns.organisation_id, columns.name_fi, columns.business_id)
    alike: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, name, business_id in connection.execute(query.order_by(columns.organisation_id)):
        for written in {_plain(name), _plain(business_id or "")} - {""}:
            alike[written].append((number, name))
    pairs = {number: first for (_, first), *others in alike.values() for number, _ in others}
    for number, first in sorted(pairs.items()):
        yield QualityFinding(Oddity.ORGANISATION_TWICE, "organisation", str(number), first)


def _uncanny(connection: Connection) -> Iterator[QualityFinding]:
    """Texts that an export writes and no load takes; the finding is about the column."""
    for table, row, column in uncanny_texts(connection):
        yield QualityFinding(Oddity.CONTROL_CHARACTER, table, row, column)


def _plain(written: str) -> str:
    """The letters and digits of a name, whatever their case and marks between them."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", written).casefold())
