"""Who has which letter: taking one to be sent, and writing down what became of it.

One worker is at work at a time, whatever process it lives in. What it writes down counts only
while the letter is still its own: a worker that was thought dead finds out before it hands
anything over.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, not_, or_, select, text, update

from data_access.letters.mail import Mail
from data_access.letters.states import IN_OUTBOX, is_abandoned, is_due
from data_access.schema import (
    contact,
    deed_submission,
    enrolment,
    letter,
    sparring_application,
)
from programme.codes import Language
from programme.letters import Hindrance, LetterStatus

_LOCK = 740_911_205  # any number that no other lock of the database has


class Overtaken(Exception):
    """The letter is no longer this worker's."""


@dataclass(frozen=True)
class Claimed:
    """A letter to be sent and where to; `hindrance` says why it cannot be, `again` that it may
    have left before."""

    mail: Mail
    number: str
    to: str
    attempts: int
    send_after: datetime
    by: str
    again: bool = False
    hindrance: Hindrance | None = None

    @property
    def back(self) -> LetterStatus:
        """What it goes back to when it cannot be sent now."""
        return LetterStatus.HANDED_OVER if self.again else LetterStatus.WAITING


def anything_due(connection: Connection, now: datetime) -> bool:
    """Whether there is a letter to send, or one to take back from a worker that is gone."""
    wanted = and_(IN_OUTBOX, or_(is_due(now), _was_only_claimed(now)))
    return connection.execute(select(letter.c.letter_id).where(wanted).limit(1)).first() is not None


def claim(connection: Connection, worker: str, now: datetime) -> Claimed | None:
    """Take the oldest letter that is due; None when there is none or another worker is at it."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    _take_back(connection, now)
    if _somebody_else(connection, worker, now):
        return None
    row = connection.execute(_next(now)).first()
    if row is None:
        return None
    again = row.status == LetterStatus.HANDED_OVER
    status = LetterStatus.HANDED_OVER if again else LetterStatus.SENDING
    taken = connection.execute(
        update(letter)
        .where(letter.c.letter_id == row.letter_id, is_due(now))
        .values(status=status, claimed_by=worker, claimed_at=now, retry_at=None, failure=None)
    )
    return _claimed(row, worker) if taken.rowcount == 1 else None  # undone meanwhile


def handed_over(connection: Connection, claimed: Claimed, now: datetime) -> None:
    """From here on the letter may have left; raises Overtaken."""
    _change(connection, claimed, status=LetterStatus.HANDED_OVER, claimed_at=now)


def sent(connection: Connection, claimed: Claimed, now: datetime) -> None:
    """The server has taken it."""
    tried = claimed.attempts + 1
    _change(connection, claimed, status=LetterStatus.SENT, attempts=tried, sent_at=now)


def failed(connection: Connection, claimed: Claimed, why: str, *, tried: bool) -> None:
    """It will not be sent as it is; one that may have left before may have left still."""
    status = LetterStatus.HANDED_OVER if claimed.again else LetterStatus.FAILED
    attempts = claimed.attempts + tried
    _change(connection, claimed, status=status, failure=why, attempts=attempts)


def put_off(connection: Connection, claimed: Claimed, why: str, until: datetime) -> None:
    """The server would not have it now: it waits until then."""
    changes = {"failure": why, "attempts": claimed.attempts + 1, "retry_at": until}
    _change(connection, claimed, status=claimed.back, claimed_by=None, **changes)


def unknown(connection: Connection, claimed: Claimed, why: str) -> None:
    """It stays as it is, which is that it may have left."""
    _change(connection, claimed, failure=why, attempts=claimed.attempts + 1)


def put_off_all(
    connection: Connection, claimed: Claimed, now: datetime, why: str, until: datetime
) -> None:
    """No server is there: the letter and all that are due wait until then, and none is tried."""
    changes = {"failure": why, "retry_at": until}
    _change(connection, claimed, status=claimed.back, claimed_by=None, **changes)
    connection.execute(update(letter).where(is_due(now)).values(**changes))


def _change(connection: Connection, claimed: Claimed, **changes: Any) -> None:
    changed = connection.execute(
        update(letter)
        .where(
            letter.c.letter_id == claimed.mail.letter_id,
            letter.c.status.in_([LetterStatus.SENDING, LetterStatus.HANDED_OVER]),
            letter.c.claimed_by == claimed.by,
        )
        .values(**changes)
    )
    if changed.rowcount != 1:
        raise Overtaken(claimed.number)


def _was_only_claimed(now: datetime) -> ColumnElement[bool]:
    return and_(IN_OUTBOX, letter.c.status == LetterStatus.SENDING, is_abandoned(now))


def _take_back(connection: Connection, now: datetime) -> None:
    """Letters of workers that are gone and that had not begun to hand them over."""
    connection.execute(
        update(letter)
        .where(_was_only_claimed(now))
        .values(status=LetterStatus.WAITING, claimed_by=None, claimed_at=None)
    )


def _somebody_else(connection: Connection, worker: str, now: datetime) -> bool:
    busy = [LetterStatus.SENDING, LetterStatus.HANDED_OVER]
    others = select(letter.c.letter_id).where(
        IN_OUTBOX,
        letter.c.status.in_(busy),
        letter.c.claimed_by != worker,
        not_(is_abandoned(now)),
    )
    return connection.execute(others.limit(1)).first() is not None


def _next(now: datetime) -> Any:
    return with_contact().where(is_due(now)).order_by(letter.c.send_after, letter.c.letter_id)


def with_contact() -> Any:
    """SELECT of letters with the number of their subject and its contact person's address."""
    application, deed, place = sparring_application.c, deed_submission.c, enrolment.c
    whose = func.coalesce(application.contact_id, deed.contact_id, place.contact_id)
    return (
        select(
            letter,
            func.coalesce(application.application_no, deed.submission_no, place.enrolment_no).label(
                "number"
            ),
            contact.c.email,
            contact.c.erased_at,
        )
        .select_from(letter)
        .outerjoin(sparring_application, application.application_id == letter.c.application_id)
        .outerjoin(deed_submission, deed.submission_id == letter.c.submission_id)
        .outerjoin(enrolment, place.enrolment_id == letter.c.enrolment_id)
        .outerjoin(contact, contact.c.contact_id == whose)
    )


def mail_of(row: Row[Any]) -> Mail:
    """What the message of a row of `with_contact` is made of."""
    versions = (row.version, row.submission_version, row.enrolment_version)
    version = next(version for version in versions if version is not None)
    return Mail(
        row.letter_id,
        f"{row.number}/{version}",
        Language(row.language),
        row.subject or "",
        row.body or "",
        row.written_at,
    )


def _claimed(row: Row[Any], worker: str) -> Claimed:
    return Claimed(
        mail_of(row),
        row.number,
        row.email or "",
        row.attempts,
        row.send_after,
        worker,
        row.status == LetterStatus.HANDED_OVER,
        _hindrance(row),
    )


def _hindrance(row: Row[Any]) -> Hindrance | None:
    if row.body is None:
        return Hindrance.NO_TEXT
    if row.email:
        return None
    return Hindrance.ADDRESS_ERASED if row.erased_at else Hindrance.NO_ADDRESS
