"""What the office does with a letter by hand: send it again, mark it as sent, give it up.

Each says in which state the letter was seen. One that has moved on since is left alone: the
answer tells so, and the screen shows where it is now.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Engine, case, update

from data_access.connect import writing
from data_access.letters.states import State, is_due, is_in
from data_access.rights import has_right
from data_access.schema import letter
from programme.clock import Clock
from programme.letters import LetterStatus
from programme.roles import Right

#: The states from which each can be done.
SENDABLE = frozenset({State.FAILED, State.MAY_HAVE_LEFT})
MARKABLE = frozenset({State.WAITING, State.FAILED, State.MAY_HAVE_LEFT})
DROPPABLE = frozenset({State.FAILED})


class Handled(StrEnum):
    """What became of it."""

    DONE = "done"
    MOVED_ON = "moved_on"
    FORBIDDEN = "forbidden"


def send_again(engine: Engine, letter_id: int, seen: State, by: str, clock: Clock) -> Handled:
    """Let a letter be sent that has failed or may have left; who gets two copies can tell by
    their Message-ID."""
    if seen not in SENDABLE:
        return Handled.MOVED_ON
    now = clock.now()
    over = letter.c.status == LetterStatus.HANDED_OVER
    return _change(
        engine,
        (letter.c.letter_id == letter_id, is_in(seen, now)),
        by,
        status=case((over, LetterStatus.HANDED_OVER), else_=LetterStatus.WAITING),
        send_after=now,
        retry_at=now,
        failure=None,
        claimed_by=None,
        claimed_at=None,
    )


def mark_sent(engine: Engine, letter_id: int, seen: State, by: str, clock: Clock) -> Handled:
    """Say that a letter has reached the organisation: somebody sent it, or has asked."""
    if seen not in MARKABLE:
        return Handled.MOVED_ON
    now = clock.now()
    where = (letter.c.letter_id == letter_id, is_in(seen, now))
    return _change(engine, where, by, **_sent(by, clock))


def mark_all_sent(engine: Engine, letter_ids: Iterable[int], by: str, clock: Clock) -> int:
    """Say that these letters were sent by hand; returns how many of them were still due."""
    done = 0
    for letter_id in letter_ids:
        where = (letter.c.letter_id == letter_id, is_due(clock.now()))
        done += _change(engine, where, by, **_sent(by, clock)) is Handled.DONE
    return done


def drop(engine: Engine, letter_id: int, seen: State, by: str, clock: Clock) -> Handled:
    """Give up a letter that has failed: it will never be sent."""
    if seen not in DROPPABLE:
        return Handled.MOVED_ON
    where = (letter.c.letter_id == letter_id, is_in(seen, clock.now()))
    return _change(engine, where, by, status=LetterStatus.CANCELLED)


def _sent(by: str, clock: Clock) -> dict[str, Any]:
    return {"status": LetterStatus.SENT, "sent_at": clock.now(), "claimed_by": by}


def _change(
    engine: Engine, where: tuple[ColumnElement[bool], ...], by: str, **changes: Any
) -> Handled:
    with writing(engine) as connection:
        if not has_right(connection, by, Right.PREPARE):
            return Handled.FORBIDDEN
        changed = connection.execute(update(letter).where(*where).values(**changes))
    return Handled.DONE if changed.rowcount == 1 else Handled.MOVED_ON
