"""Writing letters into the outbox, in the transaction of what causes them, and taking them back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, update

from data_access.letters.causes import Cause
from data_access.letters.own_texts import text_of
from data_access.letters.settings import undo_window
from data_access.letters.wording import Value, sender, written
from data_access.schema import letter
from programme.codes import Language
from programme.letter_texts import Text, clean, filled
from programme.letters import LetterStatus, Template


def write(
    connection: Connection,
    *,
    cause: Cause,
    template: Template,
    language: Language | str,
    values: Mapping[str, Value],
    at: datetime,
) -> None:
    """Write the letter of `cause`, which waits for as long as the decision can be undone.

    `language` is the organisation's own; `values` are those of the template's places
    (`programme.letter_texts`) but `date` and `office`. Days, people, dates and grounds may come
    as they are: they are written as the language does. KeyError when one is missing.
    """
    spoken = Language(language)
    content = rendered(connection, template, spoken, values, at)
    connection.execute(
        insert(letter).values(
            **cause.values,
            template=template,
            language=spoken,
            subject=content.subject,
            body=content.body,
            written_at=at,
            send_after=at + undo_window(),
        )
    )


def rendered(
    connection: Connection,
    template: Template,
    language: Language,
    values: Mapping[str, Value],
    at: datetime,
) -> Text:
    """The letter as `write` would write it at that moment."""
    text = text_of(connection, template, language)
    return filled(text, all_values(language, values, at))


def all_values(language: Language, values: Mapping[str, Value], at: datetime) -> dict[str, str]:
    """The values in the language's words, with the day and the sender that every letter has."""
    told = {name: clean(written(name, value, language)) for name, value in values.items()}
    return told | {"date": written("date", at, language), "office": sender(language)}


def cancel_waiting(connection: Connection, cause: Cause) -> bool:
    """Cancel the letter of `cause` while it waits; False when there is none or it has been taken
    to be sent."""
    cancelled = connection.execute(
        update(letter)
        .where(*cause.matches, letter.c.status == LetterStatus.WAITING)
        .values(status=LetterStatus.CANCELLED)
    )
    return cancelled.rowcount == 1
