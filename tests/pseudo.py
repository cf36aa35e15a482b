"""A made-up language: the Finnish texts, 40 % longer and with accents, between brackets.

Whoever looks at it sees at once what is cut off (the closing bracket is missing) and what does not
come from the catalogues (it has no accents).
"""

import re
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from ui.texts import LANGUAGES, LOCALES

LONGER = 1.4

# What is not read by people: placeholders, icons, directives' names, entities, emphasis.
_LEFT_ALONE = re.compile(r"(\{\w*\}|:material/\w+:|:[a-z]+(?=\[)|&\w+;)")
_WORD = re.compile(r"[^\W\d_]+")
_ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "áéíóúýÁÉÍÓÚÝçñšž")


def write_catalogues(folder: Path) -> Path:
    """Fill the folder with catalogues in which every language is the made-up one."""
    for path in sorted((LOCALES / "fi").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            if message.id:
                forms = message.string or ""
                message.string = pseudo(forms) if isinstance(forms, str) else [*map(pseudo, forms)]
        for language in LANGUAGES:
            (folder / language).mkdir(parents=True, exist_ok=True)
            with (folder / language / path.name).open("wb") as file:
                write_po(file, catalogue)
    return folder


def pseudo(text: str) -> str:
    """The text in the made-up language; its placeholders and directives stay as they are."""
    if not _WORD.search(_LEFT_ALONE.sub("", text)):
        return text
    parts = _LEFT_ALONE.split(text)
    return "«" + "".join(part if n % 2 else _longer(part) for n, part in enumerate(parts)) + "»"


def _longer(part: str) -> str:
    return _WORD.sub(lambda word: _long_word(word[0]).translate(_ACCENTS), part)


def _long_word(word: str) -> str:
    """The word with its beginning said again: letters as wide as those that it has."""
    more = round(len(word) * (LONGER - 1) + 0.5)
    return word + (word * 2)[:more].lower()
