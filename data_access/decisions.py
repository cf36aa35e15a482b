"""The one function that changes the state of a sparring application.

`decide` runs one transaction: the version that was seen is checked, the change is written, and
the database's triggers add history, day pool and revision; the letter goes into the outbox with
it. Whatever happens is answered, not raised: saved, repeated (the same request came twice),
conflict (somebody was first) or refused (a rule says no). Only a database that cannot be used
raises, as `connect.DatabaseUnavailable`, and then nothing was written.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, exc, select

from data_access.connect import DatabaseUnavailable, Trouble, reading, writing
from data_access.decision_types import Answer, Command, Outcome, Refusal
from data_access.decision_writes import UNDO_WINDOW, Move, Stale, letter_of, take
from data_access.logs import logger
from data_access.schema import (
    app_user,
    application_event,
    letter,
    organisation,
    sparring_application,
    sparring_round,
)
from programme.calendar import local_date
from programme.clock import Clock
from programme.lifecycle import TRANSITIONS, Action, Status, Transition, path
from programme.roles import Role, may

__all__ = ["MIN_TEXT", "UNDO_WINDOW", "Answer", "Command", "Outcome", "Refusal", "apply", "decide"]

MIN_TEXT = 10
_ATTEMPTS = 4

log = logger(__name__)


class _Refused(Exception):
    """Raised inside a transaction so that it rolls back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def decide(engine: Engine, command: Command, clock: Clock) -> Answer:
    """Carry out `command` in one transaction of its own.

    Raises connect.DatabaseUnavailable when the database cannot be used.
    """
    answer = _answer(engine, command, clock)
    log.info(
        "decision",
        application=command.application_no,
        action=str(command.action),
        outcome=str(answer.outcome),
    )
    return answer


def _answer(engine: Engine, command: Command, clock: Clock) -> Answer:
    for _ in range(_ATTEMPTS):
        try:
            with writing(engine) as connection:
                done = apply(connection, command, clock.now())
                return _describe(connection, Answer(done.outcome, command))
        except _Refused as refused:
            answer = Answer(Outcome.REFUSED, command, refused.refusal)
            # Who may not act on an application is not told about it either.
            return answer if refused.refusal is Refusal.FORBIDDEN else _look(engine, answer)
        except Stale:
            return _look(engine, Answer(Outcome.CONFLICT, command))
        except exc.DBAPIError as failure:
            known = _refusal_by_database(failure, command)
            if known:
                return _look(engine, known)
            if not _worth_another_try(failure):
                raise
    raise DatabaseUnavailable(Trouble.BUSY, "the decision was in others' way too often")


class Applied(NamedTuple):
    """What `apply` did: saved or repeated, and the version that the application then has."""

    outcome: Outcome
    version: int


def apply(connection: Connection, command: Command, at: datetime) -> Applied:
    """Carry out `command` at the moment `at` inside the caller's transaction.

    For loading history; everybody else calls `decide`. Raises on refusal, so that the caller's
    transaction ends.
    """
    subject = _lock(connection, command.application_no)
    if subject is None:
        raise _Refused(Refusal.UNKNOWN_APPLICATION)
    earlier = _earlier(connection, command)  # under the lock: the first sending is done by now
    if earlier is not None:
        return Applied(Outcome.REPEATED, earlier)
    steps = _permitted_steps(connection, command, subject)
    at = max(at, subject.changed_at)
    _check_words(command, subject, at)
    version = subject.version
    for step in steps:
        take(connection, Move(step, command, subject, version, at, final=step is steps[-1]))
        version += 1
    return Applied(Outcome.SAVED, version)


# --- may it be done ----------------------------------------------------------------------------


def _earlier(connection: Connection, command: Command) -> int | None:
    """The application's version when this request was carried out before, else None."""
    event, subject = application_event.c, sparring_application.c
    known = connection.execute(
        select(subject.application_no, event.actor, event.to_status, subject.version)
        .join_from(application_event, sparring_application)
        .where(event.request_key == command.request_key)
    ).first()
    if known is None:
        return None
    target = next(step.target for step in TRANSITIONS if step.action is command.action)
    if tuple(known)[:3] != (command.application_no, command.by, target):
        raise _Refused(Refusal.REQUEST_REUSED)
    return int(known.version)


def _lock(connection: Connection, application_no: str) -> Row[Any] | None:
    """The application and its round, locked in that round's queue until the transaction ends.

    The round comes first for everybody, so that two decisions never wait for each other.
    """
    rounds = select(sparring_application.c.round_code).where(
        sparring_application.c.application_no == application_no
    )
    connection.execute(
        select(sparring_round.c.round_code)
        .where(sparring_round.c.round_code.in_(rounds))
        .with_for_update()
    )
    return connection.execute(
        select(
            sparring_application,
            sparring_round.c.max_days,
            sparring_round.c.day_pool,
            sparring_round.c.days_reserved,
            organisation.c.language,
        )
        .join_from(sparring_application, sparring_round)
        .join(organisation)
        .where(sparring_application.c.application_no == application_no)
        .with_for_update(of=sparring_application)
    ).first()


def _permitted_steps(
    connection: Connection, command: Command, subject: Row[Any]
) -> tuple[Transition, ...]:
    role = connection.execute(
        select(app_user.c.role).where(app_user.c.username == command.by, app_user.c.active)
    ).scalar()
    rights = {step.right for step in TRANSITIONS if step.action is command.action}
    if role is None or not any(may(Role(role), right) for right in rights):
        raise _Refused(Refusal.FORBIDDEN)
    if subject.version != command.seen_version:
        raise Stale
    steps = path(Status(subject.status), command.action)
    if steps is None:
        raise _Refused(Refusal.NOT_NOW)
    if command.action is Action.UNDO and not _letter_waits(connection, subject):
        raise _Refused(Refusal.LETTER_LEFT)
    return steps


def _letter_waits(connection: Connection, subject: Row[Any]) -> bool:
    waiting = select(letter.c.letter_id).where(*letter_of(subject), letter.c.status == "waiting")
    return connection.execute(waiting).first() is not None


def _check_words(command: Command, subject: Row[Any], at: datetime) -> None:
    """The rules on what a command carries; the database holds them too."""
    refusal = _WORDS[command.action](command, subject, at) if command.action in _WORDS else None
    if refusal:
        raise _Refused(refusal)
    if command.action in _NEEDS_RATIONALE and not _written(command):
        raise _Refused(Refusal.RATIONALE_MISSING)


def _written(command: Command) -> bool:
    return len(command.words) >= MIN_TEXT


def _approval(command: Command, subject: Row[Any], _at: datetime) -> Refusal | None:
    most = min(subject.days_requested, subject.max_days)
    if command.days is None or not 1 <= command.days <= most:
        return Refusal.DAYS_RANGE
    fits = command.days <= subject.day_pool - subject.days_reserved
    return None if fits else Refusal.POOL


def _rejection(command: Command, _subject: Row[Any], _at: datetime) -> Refusal | None:
    return None if command.ground else Refusal.GROUND_MISSING


def _clarification(command: Command, _subject: Row[Any], at: datetime) -> Refusal | None:
    if not _written(command):
        return Refusal.QUESTION_MISSING
    in_time = command.due_on is not None and command.due_on >= local_date(at)
    return None if in_time else Refusal.DUE_DATE


_NEEDS_RATIONALE = frozenset({Action.APPROVE, Action.REJECT, Action.REOPEN, Action.CANCEL})
_WORDS: dict[Action, Callable[[Command, Row[Any], datetime], Refusal | None]] = {
    Action.APPROVE: _approval,
    Action.REJECT: _rejection,
    Action.CLARIFY: _clarification,
}

# --- telling what happened ---------------------------------------------------------------------


def _describe(connection: Connection, answer: Answer) -> Answer:
    """`answer` completed with the application as it stands in the database now."""
    last = (
        select(
            application_event.c.actor, application_event.c.at, application_event.c.application_id
        )
        .order_by(application_event.c.version.desc())
        .join(sparring_application)
        .where(sparring_application.c.application_no == answer.command.application_no)
        .limit(1)
        .subquery()
    )
    row = connection.execute(
        select(
            sparring_application.c.status,
            sparring_application.c.version,
            sparring_application.c.days_granted,
            sparring_application.c.days_requested,
            sparring_round.c.max_days,
            (sparring_round.c.day_pool - sparring_round.c.days_reserved).label("days_left"),
            organisation.c.name_fi,
            app_user.c.display_name,
            last.c.at,
        )
        .join_from(last, sparring_application)
        .join(sparring_round)
        .join(organisation)
        .join(app_user, app_user.c.username == last.c.actor)
        .where(sparring_application.c.application_id == last.c.application_id)
    ).first()
    if row is None:
        return answer
    return replace(
        answer,
        organisation=row.name_fi,
        status=Status(row.status),
        version=row.version,
        days=row.days_granted,
        days_left=row.days_left,
        max_days=min(row.max_days, row.days_requested),
        actor=row.display_name,
        at=row.at,
    )


def _look(engine: Engine, answer: Answer) -> Answer:
    with reading(engine) as connection:
        return _describe(connection, answer)


#: Rules of the database and what breaking one means for the person.
_RULES: dict[str, Refusal | Outcome] = {
    "round_pool_not_exceeded": Refusal.POOL,
    "days_granted_within_request": Refusal.DAYS_RANGE,
    "days_within_round": Refusal.DAYS_RANGE,
    "role_not_allowed": Refusal.FORBIDDEN,
    "decision_by_manager": Refusal.FORBIDDEN,
    "transition_not_allowed": Refusal.NOT_NOW,
    "decision_only_in_review": Refusal.NOT_NOW,
    "letter_has_left": Refusal.LETTER_LEFT,
    "one_live_application": Refusal.LIVE_APPLICATION,
    "sessions_within_grant": Refusal.SESSIONS_HELD,
    "stale_version": Outcome.CONFLICT,
    "one_decision_per_version": Outcome.CONFLICT,
    "one_event_per_version": Outcome.CONFLICT,
    "application_event.application_id, application_event.version": Outcome.CONFLICT,
}


def _refusal_by_database(failure: exc.DBAPIError, command: Command) -> Answer | None:
    """The answer when a rule of the database was the one to refuse."""
    message = str(failure.orig)
    meaning = next((meaning for rule, meaning in _RULES.items() if rule in message), None)
    if isinstance(meaning, Refusal):
        return Answer(Outcome.REFUSED, command, meaning)
    return Answer(meaning, command) if meaning else None


def _worth_another_try(failure: exc.DBAPIError) -> bool:
    """A deadlock or two copies of one request: the next try finds the first one done."""
    state = getattr(failure.orig, "sqlstate", None)
    return (
        state in ("40P01", "40001")
        or "request_key" in str(failure.orig)
        or ("per_request" in str(failure.orig))
    )
