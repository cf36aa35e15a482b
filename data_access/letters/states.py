"""How a letter fares, in the office's words: the same conditions for reading and for changing.

A letter that a worker was handing over when it was last heard of may have left. It never waits
again, so that what it tells of is not undone; sent again on somebody's word, it keeps its status
and has a time at which to try (`retry_at`).
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, literal_column, not_, or_

from data_access.schema import letter
from programme.letters import LetterStatus

#: A worker that has not been heard of for so long is gone.
CLAIM_LASTS = timedelta(minutes=10)


#: SQL: what has not left yet, in the very words of the index `letter_outbox`: the few such letters
#: are then found without a look at all that have left.
IN_OUTBOX = letter.c.status.not_in([literal_column("'sent'"), literal_column("'cancelled'")])


class State(StrEnum):
    """Where a letter is, as the outbox shows it; `sending` is in a worker's hands just now."""

    WAITING = "waiting"
    SENDING = "sending"
    MAY_HAVE_LEFT = "may_have_left"
    FAILED = "failed"
    SENT = "sent"
    CANCELLED = "cancelled"


def is_due(now: datetime) -> ColumnElement[bool]:
    """SQL: it is to be sent at `now`."""
    waiting = and_(letter.c.status == LetterStatus.WAITING, letter.c.send_after <= now)
    in_time = or_(letter.c.retry_at.is_(None), letter.c.retry_at <= now)
    again = and_(letter.c.status == LetterStatus.HANDED_OVER, letter.c.retry_at <= now)
    return and_(IN_OUTBOX, or_(and_(waiting, in_time), again))


def is_abandoned(now: datetime) -> ColumnElement[bool]:
    """SQL: whoever claimed it is gone. A claim from the future is one from before the clock of a
    demo was set back."""
    at = letter.c.claimed_at
    return or_(at.is_(None), not_(at.between(now - CLAIM_LASTS, now + CLAIM_LASTS)))


def is_in(state: State, now: datetime) -> ColumnElement[bool]:
    """SQL: it is in that state at `now`."""
    status = letter.c.status
    over = status == LetterStatus.HANDED_OVER
    again, given_up = letter.c.retry_at.is_not(None), or_(_has_failed(), is_abandoned(now))
    match state:
        case State.WAITING:
            return or_(status == LetterStatus.WAITING, and_(over, again))
        case State.SENDING:
            return or_(status == LetterStatus.SENDING, and_(over, not_(again), not_(given_up)))
        case State.MAY_HAVE_LEFT:
            return and_(over, not_(again), given_up)
        case _:
            return status == LetterStatus(state)


def _has_failed() -> ColumnElement[bool]:
    return letter.c.failure.is_not(None)
