"""The queue of Tekojen Tori: deeds that somebody has sent, on their way to being published."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from data_access.deciding.histories import Kept
from data_access.deciding.queue import Earlier, Move
from data_access.deciding.refusals import Refused
from data_access.deciding.types import Answer, Command, Outcome, Refusal, keepable
from data_access.letters.causes import Cause
from data_access.schema import (
    campaign,
    deed,
    deed_submission,
    deed_submission_event,
    organisation,
)
from programme.calendar import local_date
from programme.codes import DeedStatus
from programme.deed_submissions import (
    SUBMISSIONS,
    DeedContent,
    SubmissionAction,
    SubmissionStatus,
)
from programme.letters import Template

KEPT = Kept(
    deed_submission,
    deed_submission_event,
    "submission_id",
    "submission_no",
    Cause.submission,
)

_LETTERS = {
    SubmissionAction.PUBLISH: Template.DEED_PUBLISHED,
    SubmissionAction.RETURN: Template.DEED_RETURNED,
    SubmissionAction.DECLINE: Template.DEED_DECLINED,
}


class DeedSubmissions:
    """Submissions; a published one has its deed among the others (`deciding.queue.Queue`)."""

    life_cycle = SUBMISSIONS
    actions = SubmissionAction

    @property
    def rules(self) -> Mapping[str, Refusal | Outcome]:
        return _RULES

    def lock(self, connection: Connection, number: str) -> Row[Any] | None:
        return connection.execute(
            select(
                deed_submission,
                organisation.c.language,
                organisation.c.name_fi,
                organisation.c.name_sv,
            )
            .join_from(deed_submission, organisation)
            .where(deed_submission.c.submission_no == number)
            .with_for_update(of=deed_submission)
        ).first()

    def earlier(self, connection: Connection, request_key: str) -> Earlier | None:
        return KEPT.earlier(connection, request_key)

    def check(
        self, connection: Connection, command: Command, subject: Row[Any], at: datetime
    ) -> None:
        if command.action is SubmissionAction.UNDO and not KEPT.letter_waits(connection, subject):
            raise Refused(Refusal.LETTER_LEFT)
        if command.action in _NEEDS_WORDS and not command.written:
            raise Refused(_NEEDS_WORDS[command.action])
        if command.action in _WITH_CONTENT:
            _check_content(connection, _content(command, subject))

    def take(self, connection: Connection, move: Move) -> None:
        """Write one move; publishing makes the deed, undoing it takes the deed away again."""
        command, subject = move.command, move.subject
        values: dict[str, Any] = {}
        if command.action in _WITH_CONTENT:
            values = _columns(_content(command, subject))
        edited = {
            name: subject._mapping[name] for name in values if _differs(name, values, subject)
        }
        if command.action is SubmissionAction.PUBLISH:
            values["deed_id"] = _publish(connection, move, values)
        if command.action is SubmissionAction.UNDO:
            values["deed_id"] = None
        KEPT.step(connection, move, values, {"edited": edited or None})
        if command.action is SubmissionAction.UNDO:
            KEPT.cancel_letter(connection, move)
            connection.execute(delete(deed).where(deed.c.deed_id == subject.deed_id))
        if command.action in _LETTERS:
            title = values.get("title", subject.title)
            KEPT.write_letter(connection, move, _LETTERS[command.action], {"title": title})

    def describe(self, connection: Connection, answer: Answer) -> Answer:
        last = KEPT.last_event(answer.command.number)
        row = connection.execute(
            select(
                deed_submission.c.status,
                deed_submission.c.version,
                organisation.c.name_fi,
                last.c.actor,
                last.c.at,
            )
            .join_from(deed_submission, organisation)
            .join(last, last.c.submission_id == deed_submission.c.submission_id)
        ).first()
        if row is None:
            return answer
        return replace(
            answer,
            organisation=row.name_fi,
            status=SubmissionStatus(row.status),
            version=row.version,
            actor=row.actor,
            at=row.at,
        )


def _content(command: Command, subject: Row[Any]) -> DeedContent:
    """The deed as it is to stand: as edited, else as it is."""
    return command.content or DeedContent(
        subject.deed_kind,
        subject.title,
        subject.description,
        subject.sector,
        subject.campaign_code,
    )


def _check_content(connection: Connection, content: DeedContent) -> None:
    known = (
        content.campaign_code is None
        or connection.execute(
            select(campaign.c.campaign_code).where(
                campaign.c.campaign_code == content.campaign_code
            )
        ).first()
    )
    if not (content.complete and known):
        raise Refused(Refusal.DEED_INCOMPLETE)


def _columns(content: DeedContent) -> dict[str, Any]:
    return {
        "deed_kind": content.deed_kind,
        "title": keepable(content.title),
        "description": keepable(content.description),
        "sector": content.sector,
        "campaign_code": content.campaign_code,
    }


def _differs(name: str, values: dict[str, Any], subject: Row[Any]) -> bool:
    return bool(values[name] != subject._mapping[name])


def _publish(connection: Connection, move: Move, values: dict[str, Any]) -> int:
    """The new deed's id; published on the Finnish day of the move."""
    told = {name: value for name, value in values.items() if name != "description"}
    made = connection.execute(
        insert(deed).values(
            **told,
            organisation_id=move.subject.organisation_id,
            status=DeedStatus.PUBLISHED,
            published_on=local_date(move.at),
        )
    )
    (deed_id,) = made.inserted_primary_key or (0,)
    return int(deed_id)


_WITH_CONTENT = frozenset({SubmissionAction.PUBLISH, SubmissionAction.RESUBMIT})
_NEEDS_WORDS = {
    SubmissionAction.RETURN: Refusal.QUESTION_MISSING,
    SubmissionAction.DECLINE: Refusal.RATIONALE_MISSING,
    SubmissionAction.REOPEN: Refusal.RATIONALE_MISSING,
}

#: Rules of the database and what breaking one means for the person.
_RULES: dict[str, Refusal | Outcome] = {
    "role_not_allowed": Refusal.FORBIDDEN,
    "submission_move_known": Refusal.NOT_NOW,
    "letter_has_left": Refusal.LETTER_LEFT,
    "deed_is_the_submitted_one": Refusal.DEED_INCOMPLETE,
    "stale_version": Outcome.CONFLICT,
    "one_submission_event_per_version": Outcome.CONFLICT,
}
