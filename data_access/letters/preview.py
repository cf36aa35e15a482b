"""Letters as they would be written, before anything is."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, select

from data_access.letters.applications import TEMPLATES, Decided, values
from data_access.letters.standard import texts
from data_access.letters.wording import Value
from data_access.letters.writing import all_values, rendered
from data_access.questions import question
from data_access.schema import organisation, sparring_application
from programme.codes import Language, RejectionGround
from programme.letter_texts import Text, filled, placeholders
from programme.letters import Template
from programme.lifecycle import Action

#: In the place of what is not known yet.
OPEN = "…"

#: The numbers, days and ground of the made-up case.
_MADE_UP: dict[str, Value] = {
    "days": 1,
    "days_requested": 2,
    "ground": RejectionGround.INSUFFICIENT,
    "due_on": date(2026, 5, 29),
    "starts_on": date(2026, 9, 15),
    "people": 12,
    "people_accepted": 8,
}


def preview(
    connection: Connection,
    template: Template,
    language: Language | str,
    values: Mapping[str, Value],
    at: datetime,
) -> Text:
    """The letter with `values` as it would be written at `at`; what is missing yet is left open."""
    return rendered(connection, template, Language(language), _whole(template, values), at)


@question("applications", "activities", "reference", office_only=True)
def preview_for(
    connection: Connection, application_no: str, action: Action, decided: Decided, at: datetime
) -> tuple[Language, Text] | None:
    """The letter of that action on the application, and its language.

    None where the action writes none, and where there is no such application.
    """
    template = TEMPLATES.get(action)
    if template is None or "\0" in application_no:  # PostgreSQL would refuse to look
        return None
    subject = connection.execute(
        select(sparring_application, organisation.c.language)
        .join_from(sparring_application, organisation)
        .where(sparring_application.c.application_no == application_no)
    ).first()
    if subject is None:
        return None
    language, known = Language(subject.language), values(connection, subject, decided)
    return language, preview(connection, template, language, known, at)


def trial(text: Text, template: Template, language: Language, at: datetime) -> Text:
    """A text with the values of a made-up case: for whoever edits it. KeyError for a place that
    is not of the template."""
    made_up = {**texts(language).example, **_MADE_UP}
    return filled(text, all_values(language, _whole(template, made_up), at))


def _whole(template: Template, known: Mapping[str, Value]) -> dict[str, Value]:
    return {name: known.get(name) or OPEN for name in placeholders(template)}
