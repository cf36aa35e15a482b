"""Changing the office's own texts of letters, and going back to those that come with the app."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Engine, delete, insert, select

from data_access.connect import writing
from data_access.letters.own_texts import own_text
from data_access.letters.standard import texts
from data_access.questions import question
from data_access.rights import has_right
from data_access.schema import app_user, letter_template
from programme.clock import Clock
from programme.codes import Language
from programme.letter_texts import Fault, Text, clean, faults, one_line
from programme.letters import Template
from programme.roles import Right


@dataclass(frozen=True)
class Edition:
    """The text of a template in a language as it is used now.

    `standard` is the one that comes with the app; `own` is the office's, written by `changed_by`
    (a name) at `changed_at`, all three None where it has none.
    """

    standard: Text
    own: Text | None = None
    changed_by: str | None = None
    changed_at: datetime | None = None

    @property
    def text(self) -> Text:
        """What letters are written with."""
        return self.own or self.standard


class Outcome(StrEnum):
    SAVED = "saved"
    FAULTY = "faulty"
    OVERTAKEN = "overtaken"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class EditAnswer:
    """What became of an edit: `faults` say why a text was not taken, `text` is as it was typed."""

    outcome: Outcome
    text: Text
    faults: Sequence[Fault] = ()


@question("applications", "people", office_only=True)
def edition(connection: Connection, template: Template, language: Language) -> Edition:
    """The text of that template and language, and who wrote it."""
    own, kept = own_text(connection, template, language), letter_template.c
    by = connection.execute(
        select(app_user.c.display_name, kept.changed_at)
        .join_from(letter_template, app_user, app_user.c.username == kept.changed_by)
        .where(kept.template == template, kept.language == language)
    ).first()
    return Edition(texts(language).templates[template], own, *(by or (None, None)))


@question("applications", office_only=True)
def own_editions(connection: Connection) -> frozenset[tuple[Template, Language]]:
    """Of which templates and languages the office has a text of its own."""
    kept = letter_template.c
    rows = connection.execute(select(kept.template, kept.language))
    return frozenset((Template(row.template), Language(row.language)) for row in rows)


def save(
    engine: Engine,
    template: Template,
    language: Language,
    text: Text,
    *,
    seen: Text | None,
    by: str,
    clock: Clock,
) -> EditAnswer:
    """Keep `text` as the office's own; `seen` is the own text that was edited, None if there was
    none. Letters that are written already stay as they are."""
    wanted = Text(one_line(text.subject), clean(text.body).strip() + "\n")
    found = faults(template, wanted)
    if found:
        return EditAnswer(Outcome.FAULTY, text, found)
    with writing(engine) as connection:
        hindered = _hindered(connection, template, language, seen, by)
        if hindered:
            return EditAnswer(hindered, text)
        _remove(connection, template, language)
        if wanted != texts(language).templates[template]:
            connection.execute(
                insert(letter_template).values(
                    template=template,
                    language=language,
                    subject=wanted.subject,
                    body=wanted.body,
                    changed_by=by,
                    changed_at=clock.now(),
                )
            )
    return EditAnswer(Outcome.SAVED, wanted)


def reset(
    engine: Engine, template: Template, language: Language, *, seen: Text | None, by: str
) -> EditAnswer:
    """Go back to the text that comes with the app."""
    standard = texts(language).templates[template]
    with writing(engine) as connection:
        hindered = _hindered(connection, template, language, seen, by)
        if hindered:
            return EditAnswer(hindered, standard)
        _remove(connection, template, language)
    return EditAnswer(Outcome.SAVED, standard)


def _hindered(
    connection: Connection, template: Template, language: Language, seen: Text | None, by: str
) -> Outcome | None:
    if not has_right(connection, by, Right.DECIDE):
        return Outcome.FORBIDDEN
    if own_text(connection, template, language) != seen:
        return Outcome.OVERTAKEN
    return None


def _remove(connection: Connection, template: Template, language: Language) -> None:
    connection.execute(
        delete(letter_template).where(
            letter_template.c.template == template, letter_template.c.language == language
        )
    )
