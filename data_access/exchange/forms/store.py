"""Mappings as they are kept in the database, by the name of the form."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from data_access.exchange.forms.mapping import FormMapping, WrongMapping, parse
from data_access.schema import form_mapping

LONGEST_NAME = 60


class UnknownForm(Exception):
    """No mapping is saved under that name; the message is for people."""


def save(connection: Connection, name: str, raw: Any) -> None:
    """Keep the mapping under the name, in place of an earlier one; raises WrongMapping."""
    parse(raw)
    if not name.strip() or len(name) > LONGEST_NAME:
        raise WrongMapping(f"a form's name has 1 to {LONGEST_NAME} characters")
    connection.execute(delete(form_mapping).where(form_mapping.c.form_name == name))
    connection.execute(insert(form_mapping).values(form_name=name, mapping=raw))


def names(connection: Connection) -> list[str]:
    """The forms with a mapping, by name."""
    return sorted(connection.execute(select(form_mapping.c.form_name)).scalars())


def saved(connection: Connection, name: str) -> FormMapping:
    """The mapping of the form; raises UnknownForm, and WrongMapping when it fits no longer."""
    raw = connection.execute(
        select(form_mapping.c.mapping).where(form_mapping.c.form_name == name)
    ).scalar()
    if raw is None:
        known = ", ".join(names(connection)) or "none"
        raise UnknownForm(f"no form is called {name!r}; there are: {known}")
    return parse(raw)
