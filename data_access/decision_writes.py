"""The writes of a decision, inside the one transaction that `data_access.decisions` opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, update

from data_access.decision_types import Command
from data_access.schema import (
    application_decision,
    clarification_request,
    letter,
    sparring_application,
)
from programme.lifecycle import Action, Status, Transition

#: How long a letter waits in the outbox, so that the decision can be undone.
UNDO_WINDOW = timedelta(minutes=10)


class Stale(Exception):
    """The application has moved on since it was seen."""


@dataclass(frozen=True)
class Move:
    """One move of the life cycle that `command` makes with the locked application `subject`.

    It starts from `version` and happens at `at`. Only the last move of a command is `final`: it
    carries the command's words and request key.
    """

    step: Transition
    command: Command
    subject: Row[Any]
    version: int
    at: datetime
    final: bool


def take(connection: Connection, move: Move) -> None:
    """Write one move; raises Stale when the application has moved on."""
    action = move.step.action
    if action in (Action.APPROVE, Action.REJECT):
        _insert_decision(connection, move)
    else:
        _update_status(connection, move)
    if action is Action.CLARIFY:
        _insert_clarification(connection, move)
    if action is Action.UNDO:
        ours = letter_of(move.subject)
        connection.execute(update(letter).where(*ours).values(status="cancelled"))
    if action in (Action.APPROVE, Action.REJECT, Action.CLARIFY):
        _insert_letter(connection, move)


def _insert_decision(connection: Connection, move: Move) -> None:
    command = move.command
    approved = command.action is Action.APPROVE
    connection.execute(
        insert(application_decision).values(
            application_id=move.subject.application_id,
            version=move.version,
            outcome=Status.APPROVED if approved else Status.REJECTED,
            days_granted=command.days if approved else None,
            rejection_ground=None if approved else command.ground,
            rationale=command.words,
            decided_by=command.by,
            decided_at=move.at,
            request_key=command.request_key,
        )
    )


def _update_status(connection: Connection, move: Move) -> None:
    command = move.command
    changed = connection.execute(
        update(sparring_application)
        .where(
            sparring_application.c.application_id == move.subject.application_id,
            sparring_application.c.version == move.version,
        )
        .values(
            status=move.step.target,
            version=move.version + 1,
            changed_by=command.by,
            changed_at=move.at,
            change_note=command.words or None if move.final else None,
            request_key=command.request_key if move.final else None,
            **_following(move),
        )
    )
    if changed.rowcount != 1:
        raise Stale


def _following(move: Move) -> dict[str, Any]:
    """The columns that follow the status in this move."""
    match move.step.action:
        case Action.REOPEN | Action.UNDO:
            return {"days_granted": None, "decided_at": None, "closed_at": None}
        case Action.CANCEL:
            return {"days_granted": None}
        case Action.WITHDRAW:
            return {"closed_at": move.at}
        case Action.TAKE_UP:
            return {"handler": move.command.by}
        case Action.SUBMIT:
            return {"submitted_at": move.at}
        case _:
            return {}


def _insert_clarification(connection: Connection, move: Move) -> None:
    connection.execute(
        insert(clarification_request).values(
            application_id=move.subject.application_id,
            version=move.version + 1,
            question=move.command.words,
            due_on=move.command.due_on,
            asked_by=move.command.by,
            asked_at=move.at,
        )
    )


def _insert_letter(connection: Connection, move: Move) -> None:
    connection.execute(
        insert(letter).values(
            application_id=move.subject.application_id,
            version=move.version + 1,
            template=move.step.target,
            language=move.subject.language,
            written_at=move.at,
            send_after=move.at + UNDO_WINDOW,
        )
    )


def letter_of(subject: Row[Any]) -> tuple[ColumnElement[bool], ...]:
    """SQL: the letter that the application's last event caused."""
    return (
        letter.c.application_id == subject.application_id,
        letter.c.version == subject.version,
    )
