"""Letters about sparring applications: which action writes which, and what they say."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from data_access.letters.wording import Value, named
from data_access.schema import organisation
from programme.codes import Language, RejectionGround
from programme.letters import Template
from programme.lifecycle import Action

#: The actions that a letter tells of.
TEMPLATES: dict[Action, Template] = {
    Action.APPROVE: Template.APPROVED,
    Action.REJECT: Template.REJECTED,
    Action.CLARIFY: Template.CLARIFICATION_REQUESTED,
    Action.WAITLIST: Template.WAITLISTED,
}


@dataclass(frozen=True)
class Decided:
    """What was decided or asked: the words (rationale or question), days, ground, last day."""

    text: str = ""
    days: int | None = None
    ground: RejectionGround | None = None
    due_on: date | None = None


def values(connection: Connection, subject: Row[Any], decided: Decided) -> dict[str, Value]:
    """The values of the places of all these templates, as far as they are known by now.

    `subject` is a row of sparring_application with the organisation's `language`.
    """
    known: dict[str, Value | None] = {
        "organisation": _organisation(connection, subject),
        "number": subject.application_no,
        "title": subject.title,
        "round": subject.round_code,
        "days_requested": subject.days_requested,
        "days": decided.days,
        "ground": decided.ground,
        "due_on": decided.due_on,
        "rationale": decided.text,
        "question": decided.text,
    }
    return {name: value for name, value in known.items() if value is not None}


def _organisation(connection: Connection, subject: Row[Any]) -> str:
    names = connection.execute(
        select(organisation.c.name_fi, organisation.c.name_sv).where(
            organisation.c.organisation_id == subject.organisation_id
        )
    ).one()
    return named(names.name_fi, names.name_sv, Language(subject.language))
