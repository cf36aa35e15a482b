"""The one function that changes the state of what waits for the office.

`decide` runs one transaction: the version that was seen is checked, the change is written with its
history, the pool it takes from and the letter it causes, and the revision. Whatever happens is
answered, not raised: saved, repeated (the same request came twice), conflict (somebody was first)
or refused (a rule says no). Only a database that cannot be used raises, as
`connect.DatabaseUnavailable`, and then nothing was written.

What a queue has of its own (rules, writes, words for its state) is in `data_access.deciding`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Engine, Row

from data_access.connect import reading
from data_access.deciding.attempts import attempt
from data_access.deciding.deed_submissions import DeedSubmissions
from data_access.deciding.enrolments import Enrolments
from data_access.deciding.members import role_with
from data_access.deciding.queue import Move, Queue
from data_access.deciding.refusals import Refused, Stale
from data_access.deciding.sparring import Sparring
from data_access.deciding.types import MIN_TEXT, Answer, Command, Outcome, Refusal
from data_access.logs import logger
from programme.clock import Clock
from programme.moves import Transition
from programme.roles import may

__all__ = ["MIN_TEXT", "Act", "Answer", "Command", "Outcome", "Refusal", "apply", "decide"]

#: Every queue of the office.
QUEUES: tuple[Queue, ...] = (Sparring(), DeedSubmissions(), Enrolments())

#: `decide`, or what carries out a command as it does and answers alike.
Act: TypeAlias = Callable[[Engine, Command, Clock], Answer]

log = logger(__name__)


def decide(engine: Engine, command: Command, clock: Clock) -> Answer:
    """Carry out `command` in one transaction of its own.

    Raises connect.DatabaseUnavailable when the database cannot be used.
    """
    answer = _answer(engine, command, clock)
    log.info(
        "decision",
        application=command.number,
        action=str(command.action),
        outcome=str(answer.outcome),
    )
    return answer


def _answer(engine: Engine, command: Command, clock: Clock) -> Answer:
    queue = queue_of(command)

    def carry_out(connection: Connection) -> Answer:
        done = apply(connection, command, clock.now())
        return queue.describe(connection, Answer(done.outcome, command))

    result = attempt(engine, carry_out, queue.rules)
    if isinstance(result, Answer):
        return result
    answer: Answer = Answer(result.outcome, command, result.refusal)
    if result.refusal is Refusal.FORBIDDEN:
        return answer  # who may not act on an application is not told about it either
    with reading(engine) as connection:
        return queue.describe(connection, answer)


def queue_of(command: Command) -> Queue:
    """The queue whose actions the command's action is one of."""
    return next(queue for queue in QUEUES if isinstance(command.action, queue.actions))


class Applied(NamedTuple):
    """What `apply` did: saved or repeated, and the version that the subject then has."""

    outcome: Outcome
    version: int


def apply(connection: Connection, command: Command, at: datetime) -> Applied:
    """Carry out `command` at the moment `at` inside the caller's transaction.

    For loading history; everybody else calls `decide`. Raises on refusal, so that the caller's
    transaction ends.
    """
    queue = queue_of(command)
    subject = queue.lock(connection, command.number)
    if subject is None:
        raise Refused(Refusal.UNKNOWN_APPLICATION)
    # Under the lock: the first sending is done by now.
    version = _earlier(connection, queue, command)
    if version is not None:
        return Applied(Outcome.REPEATED, version)
    steps = _permitted_steps(connection, queue, command, subject)
    at = max(at, subject.changed_at)
    queue.check(connection, command, subject, at)
    version = subject.version
    for step in steps:
        queue.take(connection, Move(step, command, subject, version, at, final=step is steps[-1]))
        version += 1
    return Applied(Outcome.SAVED, version)


def _earlier(connection: Connection, queue: Queue, command: Command) -> int | None:
    """The subject's version when this request was carried out before, else None."""
    known = queue.earlier(connection, command.request_key)
    if known is None:
        return None
    same = (known.number, known.actor) == (command.number, command.by)
    if not same or known.to_status not in queue.life_cycle.targets(command.action):
        raise Refused(Refusal.REQUEST_REUSED)
    return known.version


def _permitted_steps(
    connection: Connection, queue: Queue, command: Command, subject: Row[Any]
) -> tuple[Transition[Any, Any], ...]:
    role = role_with(connection, command.by, queue.life_cycle.rights(command.action))
    if subject.version != command.seen_version:
        raise Stale
    steps = queue.life_cycle.path(subject.status, command.action)
    if steps is None:
        raise Refused(Refusal.NOT_NOW)
    if not all(may(role, step.right) for step in steps):
        raise Refused(Refusal.FORBIDDEN)
    return steps
