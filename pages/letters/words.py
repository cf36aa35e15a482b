"""How letters, their states and what hinders them are written on this page."""

from datetime import datetime

from data_access.letters.outbox import Shown
from data_access.letters.states import State
from programme.letters import Hindrance
from ui import formats
from ui.reads import now
from ui.status import Look
from ui.texts import plain

LOOKS: dict[State, Look] = {
    State.WAITING: Look("blue", "schedule"),
    State.SENDING: Look("blue", "send"),
    State.MAY_HAVE_LEFT: Look("orange", "help"),
    State.FAILED: Look("red", "error"),
    State.SENT: Look("green", "check_circle"),
    State.CANCELLED: Look("gray", "block"),
}


def moment(at: datetime) -> str:
    """A day and time in Finland: 1.12.2020 klo 9.02."""
    return plain("letters.moment", day=formats.date(at), time=formats.time(at))


def hindrance(failure: str, *, short: bool = False) -> str:
    """Why a letter has not left: in words of ours, or the mail server's own (`short`: its code)."""
    if failure in set(Hindrance):
        return plain(f"letters.hindrance_{failure}")
    if short:
        return plain("letters.server_code", code=failure.partition(" ")[0])
    return plain("letters.server_said", reply=failure)


def when(
    state: State,
    send_after: datetime,
    retry_at: datetime | None,
    sent_at: datetime | None,
    written_at: datetime,
) -> str:
    """The moment that matters in that state: when it leaves, left, or was written."""
    if state is State.WAITING:
        return moment(max(send_after, retry_at or send_after))
    return moment(sent_at or written_at)


def facts(letter: Shown) -> list[str]:
    """What the card says of a letter above its text."""
    told = [
        plain("letters.fact_written", moment=moment(letter.written_at)),
        *_leaving(letter),
    ]
    if letter.attempts:
        told.append(plain("letters.fact_attempts", n=letter.attempts))
    return told


def _leaving(letter: Shown) -> list[str]:
    if letter.state is State.WAITING:
        leaves = max(letter.send_after, letter.retry_at or letter.send_after)
        key = "letters.fact_leaves" if leaves > now() else "letters.fact_due"
        return [plain(key, moment=moment(leaves))]
    if letter.sent_at is None:
        return []
    if letter.marked_by:
        return [plain("letters.fact_marked", moment=moment(letter.sent_at), who=letter.marked_by)]
    return [plain("letters.fact_sent", moment=moment(letter.sent_at))]
