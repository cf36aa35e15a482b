"""Letters in files: what became of them since, and what caused those of the other queues."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from data_access.exchange.loading.checking.comparing import Change, Comparison
from data_access.exchange.loading.checking.contradictions import Finding
from data_access.exchange.loading.history.pasts import as_stored
from data_access.exchange.loading.queues.kinds import (
    ENROLMENTS,
    SUBMISSIONS,
    Queue,
    reached,
    told,
)
from data_access.exchange.problems import Rule
from programme.letters import LetterStatus

_S = LetterStatus

#: What sending a letter changes.
_FATE = (
    "status",
    "send_after",
    "attempts",
    "retry_at",
    "failure",
    "sent_at",
    "claimed_by",
    "claimed_at",
)
#: Where a letter may have got to since. Never back: an older file would have it sent again.
_ONWARDS: Mapping[str, tuple[LetterStatus, ...]] = {
    _S.WAITING: tuple(_S),
    _S.SENDING: (_S.SENDING, _S.HANDED_OVER, _S.SENT, _S.FAILED),
    _S.HANDED_OVER: (_S.HANDED_OVER, _S.SENT, _S.FAILED),
    _S.FAILED: (_S.FAILED, _S.SENT, _S.CANCELLED),
    _S.SENT: (),
    _S.CANCELLED: (),
}

#: The column of the version that caused a letter, and what the templates of a queue begin with.
_CAUSES = (
    (SUBMISSIONS, "submission_version", "deed_"),
    (ENROLMENTS, "enrolment_version", "enrolment_"),
)


def letter_findings(
    connection: Connection, comparisons: Mapping[str, Comparison]
) -> Iterator[Finding]:
    """Letters that are not those of the database, or that no event caused.

    Those of applications are looked at with the history that they belong to.
    """
    letters = told(comparisons, "letter")
    for change in letters.changed:
        yield from _differing(letters, change)
    for queue, version, prefix in _CAUSES:
        events = told(comparisons, queue.events)
        yield from _causeless(connection, letters, queue, events, version, prefix)


def _differing(letters: Comparison, change: Change) -> Iterator[Finding]:
    stands = letters.stored_row(change)["status"]
    onwards = _ONWARDS[stands]
    fixed = next((name for name in change.columns if not onwards or name not in _FATE), None)
    if fixed:
        yield as_stored(letters, change, fixed, Rule.FIXED)
    elif letters.whole_row(change)["status"] not in onwards:
        expected = f"one of {', '.join(onwards)}: the letter is {stands} by now"
        yield letters.rows.finding(change.position, "status", Rule.PAST, expected)


def _causeless(
    connection: Connection,
    letters: Comparison,
    queue: Queue,
    events: Comparison,
    version: str,
    prefix: str,
) -> Iterator[Finding]:
    """New letters whose version of the queue's thing led to something else, or nowhere."""
    rows = letters.rows
    causes = {at: (rows.value(at, queue.number), rows.value(at, version)) for at in letters.new}
    causes = {at: cause for at, cause in causes.items() if None not in cause}
    led_to = reached(connection, queue, events, causes.values())
    for at, cause in causes.items():
        template = rows.value(at, "template")
        if template != f"{prefix}{led_to.get(cause)}":
            expected = f"an event to {template.removeprefix(prefix)} of that version"
            yield rows.finding(at, version, Rule.HISTORY, expected)
