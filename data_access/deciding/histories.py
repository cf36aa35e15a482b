"""Subjects whose history is written beside them: a move is a new version and the event of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Subquery, Table, insert, select, update

from data_access.deciding.queue import Earlier, Move
from data_access.deciding.refusals import Refused, Stale
from data_access.deciding.types import Refusal
from data_access.letters.causes import Cause
from data_access.letters.wording import Value, named
from data_access.letters.writing import cancel_waiting, write
from data_access.schema import app_user, letter
from programme.codes import Language
from programme.letters import LetterStatus, Template


@dataclass(frozen=True)
class Kept:
    """The tables of a kind of subject: itself (by id and number), its history, its letters."""

    subjects: Table
    events: Table
    key: str
    number: str
    cause: Callable[[int, int], Cause]

    def earlier(self, connection: Connection, request_key: str) -> Earlier | None:
        """What this request was carried out as before, else None."""
        event, subject = self.events.c, self.subjects.c
        known = connection.execute(
            select(subject[self.number], event.actor, event.to_status, subject.version)
            .join_from(self.events, self.subjects, event[self.key] == subject[self.key])
            .where(event.request_key == request_key)
        ).first()
        return Earlier(*known) if known else None

    def step(
        self,
        connection: Connection,
        move: Move,
        values: dict[str, Any],
        told: dict[str, Any] | None = None,
    ) -> None:
        """Write the move: `values` change in the subject, and its event has what is `told` too.

        Raises Stale when the subject has moved on.
        """
        subject, version = self.subjects.c, move.version + 1
        changed = connection.execute(
            update(self.subjects)
            .where(subject[self.key] == self._id(move.subject), subject.version == move.version)
            .values(status=move.step.target, version=version, changed_at=move.at, **values)
        )
        if changed.rowcount != 1:
            raise Stale
        connection.execute(
            insert(self.events).values(
                **{self.key: self._id(move.subject)},
                version=version,
                from_status=move.step.source,
                to_status=move.step.target,
                actor=move.command.by,
                at=move.at,
                note=move.command.words or None,
                request_key=move.command.request_key,
                **(told or {}),
            )
        )

    def write_letter(
        self, connection: Connection, move: Move, template: Template, values: Mapping[str, Value]
    ) -> None:
        """The letter that the move causes; `values` beside the subject's organisation and number.

        A locked subject has the organisation's `language`, `name_fi` and `name_sv`.
        """
        subject = move.subject
        language = Language(subject.language)
        write(
            connection,
            cause=self.cause(self._id(subject), move.version + 1),
            template=template,
            language=language,
            values={
                "organisation": named(subject.name_fi, subject.name_sv, language),
                "number": subject._mapping[self.number],
                "rationale": move.command.words,
                **values,
            },
            at=move.at,
        )

    def cancel_letter(self, connection: Connection, move: Move) -> None:
        """Take back the letter of the last move; raises Refused when it has left."""
        if not cancel_waiting(connection, self._last_cause(move.subject)):
            raise Refused(Refusal.LETTER_LEFT)

    def letter_waits(self, connection: Connection, subject: Row[Any]) -> bool:
        """Whether the letter of the subject's last move has not left."""
        waiting = select(letter.c.letter_id).where(
            *self._last_cause(subject).matches, letter.c.status == LetterStatus.WAITING
        )
        return connection.execute(waiting).first() is not None

    def last_event(self, number: str) -> Subquery:
        """SQL: who brought the subject where it stands, and when: columns key, actor, at."""
        event, subject = self.events.c, self.subjects.c
        return (
            select(event[self.key], app_user.c.display_name.label("actor"), event.at)
            .join_from(
                self.events,
                self.subjects,
                (event[self.key] == subject[self.key]) & (event.version == subject.version),
            )
            .join(app_user, app_user.c.username == event.actor)
            .where(subject[self.number] == number)
            .subquery()
        )

    def _id(self, subject: Row[Any]) -> int:
        return int(subject._mapping[self.key])

    def _last_cause(self, subject: Row[Any]) -> Cause:
        return self.cause(self._id(subject), subject.version)
