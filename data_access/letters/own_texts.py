"""The office's own texts of letters, in place of those that come with the app."""

from sqlalchemy import Connection, select

from data_access.letters.standard import texts
from data_access.schema import letter_template
from programme.codes import Language
from programme.letter_texts import Text, faults
from programme.letters import Template


def text_of(connection: Connection, template: Template, language: Language) -> Text:
    """The text to write letters with: the office's own, else the one that comes with the app.

    An own text that another program has spoilt is passed over: no decision waits for it.
    """
    own = own_text(connection, template, language)
    return own if own and not faults(template, own) else texts(language).templates[template]


def own_text(connection: Connection, template: Template, language: Language) -> Text | None:
    """The office's own text, None where it has not written one."""
    row = connection.execute(
        select(letter_template.c.subject, letter_template.c.body).where(
            letter_template.c.template == template, letter_template.c.language == language
        )
    ).first()
    return Text(*row) if row else None
