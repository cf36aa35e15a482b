"""Every word on the screen, by key, in the viewer's language.

The texts stand in `locales/<language>/<area>.po`, with keys as message ids and placeholders by
name. All areas of a language are one set of keys.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from ui import escape, formats
from ui.language import DEFAULT, LANGUAGES, language, use_language

__all__ = ["DEFAULT", "LANGUAGES", "language", "plain", "t", "use_language"]

LOCALES = Path(__file__).resolve().parent.parent / "locales"


def _folder() -> Path:
    """Where the catalogues are; a test of layouts may bring its own."""
    return Path(os.environ.get("PROGRAMME_LOCALES") or LOCALES)


@dataclass(frozen=True)
class Texts:
    """All texts of one language: key → its forms, one or one for each plural."""

    forms: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def form(self, key: str, n: int | None) -> str:
        """The text of the key for this count; KeyError when there is no such key."""
        forms = self.forms[key]
        if len(forms) == 1:
            return forms[0]
        if n is None:
            raise TypeError(f"the text {key!r} has plural forms: say which with n")
        return forms[self.plural(n)]


def t(key: str, n: int | None = None, **values: object) -> escape.Markdown:
    """The text as Markdown, its values written as the language does and escaped.

    `n` chooses between plural forms and fills {n}. A value that is Markdown already, such as
    another text, stays as it is.
    """
    return escape.Markdown(_filled(key, n, values, _as_markdown))


def plain(key: str, n: int | None = None, **values: object) -> str:
    """The same without Markdown, for charts, alternative texts, table cells and components."""
    return _filled(key, n, values, _as_plain)


@cache
def texts(code: str) -> Texts:
    """All texts of one language, read from its catalogues once."""
    catalogues = [_catalogue(path) for path in sorted((_folder() / code).glob("*.po"))]
    forms = {key: form for catalogue in catalogues for key, form in _forms(catalogue)}
    return Texts(forms, c2py(catalogues[0].plural_expr))


def _filled(key: str, n: int | None, values: dict[str, Any], write: Callable[[object], str]) -> str:
    form = texts(language()).form(key, n)
    if n is not None:
        values["n"] = n
    return form.format_map({name: write(value) for name, value in values.items()})


def _as_markdown(value: object) -> str:
    return escape.markdown(value) if isinstance(value, str) else formats.value(value)


def _as_plain(value: object) -> str:
    if isinstance(value, escape.Markdown):
        raise TypeError(f"{value!r} is Markdown: give plain() the text itself")
    return escape.visible(formats.value(value))


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _forms(catalogue: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Key and forms of each message; the header is the message without a key."""
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key:
            yield key, _all_forms(message)


def _all_forms(message: Message) -> tuple[str, ...]:
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(form or "" for form in message.string or ())
