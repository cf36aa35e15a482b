"""How the columns and values of a form are called here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data_access.exchange.format.tables import BY_NAME

TABLE = BY_NAME["sparring_application"]

#: What a form may say of the applicant, who is looked up by it.
BUSINESS_ID, ORGANISATION_NAME = "organisation.business_id", "organisation.name"
_APPLICANT = "organisation_id"

#: What an application is when the form does not say: it has just come in.
_ASSUMED = {"status": "submitted"}
_PARTS = ("columns", "values", "composed")
_PLACE = re.compile(r"\{([^{}]*)\}")


class WrongMapping(Exception):
    """The mapping cannot be used; the message is for people."""


@dataclass(frozen=True)
class FormMapping:
    """`columns`: the form's heading → our column. `values`: our column → the form's word → ours.
    `composed`: our column → a text with the form's headings in braces, or without any."""

    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    composed: Mapping[str, str]

    def headings(self) -> tuple[str, ...]:
        """The form's headings that the mapping needs."""
        places = (each for text in self.composed.values() for each in _PLACE.findall(text))
        return tuple(dict.fromkeys([*self.columns, *places]))


def fill(text: str, cells: Mapping[str, str]) -> str:
    """The text with the form's cells in the place of its headings."""
    return _PLACE.sub(lambda place: cells[place[1]].strip(), text)


def parse(raw: Any) -> FormMapping:
    """The mapping out of its JSON; raises WrongMapping."""
    if not isinstance(raw, dict) or set(raw) - set(_PARTS) or "columns" not in raw:
        raise WrongMapping(f"a mapping is an object of {', '.join(_PARTS)}")
    columns = _texts(raw["columns"], "columns")
    composed = _ASSUMED | _texts(raw.get("composed", {}), "composed")
    composed = {name: text for name, text in composed.items() if name not in columns.values()}
    values = raw.get("values", {})
    if not isinstance(values, dict):
        raise WrongMapping("values is an object of objects")
    translated = {name: _texts(words, f"values of {name}") for name, words in values.items()}
    mapping = FormMapping(columns, translated, composed)
    for complaint in _complaints(mapping):
        raise WrongMapping(complaint)
    return mapping


def _texts(raw: Any, what: str) -> dict[str, str]:
    if isinstance(raw, dict) and all(isinstance(value, str) for value in raw.values()):
        return raw
    raise WrongMapping(f"{what}: an object whose values are texts")


def _complaints(mapping: FormMapping) -> Iterator[str]:
    ours = {column.name for column in TABLE.columns} | {BUSINESS_ID, ORGANISATION_NAME}
    targets = [*mapping.columns.values(), *mapping.composed]
    for name in [*targets, *mapping.values]:
        if name not in ours:
            yield f"{name}: there is no such column; there are {', '.join(sorted(ours))}"
    yield from (f"{name}: given twice" for name in targets if targets.count(name) > 1)
    given = given_by(mapping)
    for column in TABLE.columns:
        if column.required and column.name not in given:
            yield f"{column.name}: must be in columns or composed"


def given_by(mapping: FormMapping) -> set[str]:
    """Our columns that a form fills: named, or following from what is named."""
    given = {*mapping.columns.values(), *mapping.composed}
    if "submitted_at" in given:
        given.add("changed_at")
    if given & {BUSINESS_ID, ORGANISATION_NAME}:
        given.add(_APPLICANT)
    return given
