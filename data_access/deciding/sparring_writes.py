"""The writes of a decision on an application, in the one transaction of `data_access.decisions`."""

from typing import Any

from sqlalchemy import Connection, Row, insert, update

from data_access.deciding.agreed import insert_booking
from data_access.deciding.queue import Move
from data_access.deciding.refusals import Refused, Stale
from data_access.deciding.types import Refusal
from data_access.letters.applications import TEMPLATES, Decided, values
from data_access.letters.causes import Cause
from data_access.letters.writing import cancel_waiting, write
from data_access.schema import (
    application_decision,
    clarification_request,
    sparring_application,
)
from programme.lifecycle import Action, Status


def take(connection: Connection, move: Move) -> None:
    """Write one move; raises Stale when the application has moved on."""
    action = move.step.action
    if action in (Action.APPROVE, Action.REJECT):
        _insert_decision(connection, move)
    else:
        _update_status(connection, move)
    if action is Action.CLARIFY:
        _insert_clarification(connection, move)
    if action is Action.SCHEDULE:
        _book(connection, move)
    if action is Action.UNDO and not cancel_waiting(connection, cause_of(move.subject)):
        raise Refused(Refusal.LETTER_LEFT)
    if action in TEMPLATES:
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


def _book(connection: Connection, move: Move) -> None:
    number = move.subject.application_id
    insert_booking(connection, move.command, number, move.version + 1, move.at)


def _insert_letter(connection: Connection, move: Move) -> None:
    command, subject = move.command, move.subject
    decided = Decided(command.words, command.days, command.ground, command.due_on)
    write(
        connection,
        cause=Cause.application(subject.application_id, move.version + 1),
        template=TEMPLATES[move.step.action],
        language=subject.language,
        values=values(connection, subject, decided),
        at=move.at,
    )


def cause_of(subject: Row[Any]) -> Cause:
    """The application's last event, which may have caused a letter."""
    return Cause.application(subject.application_id, subject.version)
