"""The queue of sparring applications: its rules, its locks, its words for what stands."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from data_access.deciding.agreed import check_booking
from data_access.deciding.queue import Earlier, Move
from data_access.deciding.refusals import Refused
from data_access.deciding.sparring_writes import cause_of, take
from data_access.deciding.types import Answer, Command, Outcome, Refusal
from data_access.schema import (
    app_user,
    application_event,
    letter,
    organisation,
    sparring_application,
    sparring_round,
)
from data_access.waitlist import first_in_line
from programme.calendar import local_date
from programme.letters import LetterStatus
from programme.lifecycle import SPARRING, Action, Status


class Sparring:
    """Sparring applications, which share the day pool of their round (`deciding.queue.Queue`)."""

    life_cycle = SPARRING
    actions = Action

    @property
    def rules(self) -> Mapping[str, Refusal | Outcome]:
        return _RULES

    def lock(self, connection: Connection, number: str) -> Row[Any] | None:
        """The application and its round, locked in that round's queue until the transaction ends.

        The round comes first for everybody, so that two decisions never wait for each other.
        """
        rounds = select(sparring_application.c.round_code).where(
            sparring_application.c.application_no == number
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
            .where(sparring_application.c.application_no == number)
            .with_for_update(of=sparring_application)
        ).first()

    def earlier(self, connection: Connection, request_key: str) -> Earlier | None:
        event, subject = application_event.c, sparring_application.c
        known = connection.execute(
            select(subject.application_no, event.actor, event.to_status, subject.version)
            .join_from(application_event, sparring_application)
            .where(event.request_key == request_key)
        ).first()
        return Earlier(*known) if known else None

    def check(
        self, connection: Connection, command: Command, subject: Row[Any], at: datetime
    ) -> None:
        refusal = _refusal(connection, command, subject, at)
        if refusal:
            raise Refused(refusal)

    def take(self, connection: Connection, move: Move) -> None:
        take(connection, move)

    def describe(self, connection: Connection, answer: Answer) -> Answer:
        """`answer` completed with the application as it stands in the database now."""
        asked = sparring_application.c
        row = connection.execute(
            select(
                asked.status,
                asked.version,
                asked.days_granted,
                asked.days_requested,
                asked.round_code,
                asked.changed_at,
                sparring_round.c.max_days,
                (sparring_round.c.day_pool - sparring_round.c.days_reserved).label("days_left"),
                organisation.c.name_fi,
                app_user.c.display_name,
            )
            .join_from(sparring_application, sparring_round)
            .join(organisation)
            .join(app_user, app_user.c.username == asked.changed_by)
            .where(asked.application_no == answer.command.number)
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
            at=row.changed_at,
            next_in_line=_next_in_line(connection, answer, row.round_code),
        )


def _refusal(
    connection: Connection, command: Command, subject: Row[Any], at: datetime
) -> Refusal | None:
    match command.action:
        case Action.UNDO:
            return None if _letter_waits(connection, subject) else Refusal.LETTER_LEFT
        case Action.SCHEDULE:
            return check_booking(connection, command, subject.decided_at)
    words = _WORDS.get(command.action)
    refusal = words(command, subject, at) if words else None
    if refusal or command.action not in _NEEDS_RATIONALE:
        return refusal
    return None if command.written else Refusal.RATIONALE_MISSING


def _next_in_line(connection: Connection, answer: Answer, round_code: str) -> str:
    """The number of whoever waits first, when the command gave days back to the pool."""
    if not answer.saved or answer.command.action not in _GIVING_BACK:
        return ""
    first = first_in_line(connection, round_code)
    return first.application_no if first else ""


def _letter_waits(connection: Connection, subject: Row[Any]) -> bool:
    waiting = select(letter.c.letter_id).where(
        *cause_of(subject).matches, letter.c.status == LetterStatus.WAITING
    )
    return connection.execute(waiting).first() is not None


def _approval(command: Command, subject: Row[Any], _at: datetime) -> Refusal | None:
    most = min(subject.days_requested, subject.max_days)
    if command.days is None or not 1 <= command.days <= most:
        return Refusal.DAYS_RANGE
    fits = command.days <= subject.day_pool - subject.days_reserved
    return None if fits else Refusal.POOL


def _rejection(command: Command, _subject: Row[Any], _at: datetime) -> Refusal | None:
    return None if command.ground else Refusal.GROUND_MISSING


def _clarification(command: Command, _subject: Row[Any], at: datetime) -> Refusal | None:
    if not command.written:
        return Refusal.QUESTION_MISSING
    in_time = command.due_on is not None and command.due_on >= local_date(at)
    return None if in_time else Refusal.DUE_DATE


#: Actions after which the pool may have more to give.
_GIVING_BACK = frozenset({Action.CANCEL, Action.UNDO})

_NEEDS_RATIONALE = frozenset({Action.APPROVE, Action.REJECT, Action.REOPEN, Action.CANCEL})
_WORDS: dict[Action, Callable[[Command, Row[Any], datetime], Refusal | None]] = {
    Action.APPROVE: _approval,
    Action.REJECT: _rejection,
    Action.CLARIFY: _clarification,
}

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
    "letter_is_final": Refusal.LETTER_LEFT,
    "letter_may_have_left": Refusal.LETTER_LEFT,
    "booking_within_framework": Refusal.EXPERT_UNAVAILABLE,
    "booking_after_decision": Refusal.START_DAY,
    "one_live_application": Refusal.LIVE_APPLICATION,
    "sessions_within_grant": Refusal.SESSIONS_HELD,
    "stale_version": Outcome.CONFLICT,
    "one_decision_per_version": Outcome.CONFLICT,
    "one_event_per_version": Outcome.CONFLICT,
    "application_event.application_id, application_event.version": Outcome.CONFLICT,
}
