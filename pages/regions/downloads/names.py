"""File names that tell what is inside: alueet-maakunnat-2018-2020.csv."""

import re
import unicodedata

from pages.regions.downloads.content import Content
from programme.periods import Period
from ui.texts import plain

#: Letters of a name that others have given.
_LONGEST = 40


def file_name(content: Content, ending: str) -> str:
    """The name of a file that holds all measures, of the period and the one it is told from."""
    first = _letters(plain("regions.file_name"))
    return f"{first}-{_division(content)}-{'_'.join(map(_years, _periods(content)))}.{ending}"


def picture_name(content: Content, ending: str) -> str:
    """The name of a picture: alueet-myonnetyt-paivat-maakunnat-2018-2020.png."""
    first = _letters(plain("regions.file_name"))
    measure = _letters(plain(f"regions.measure_{content.chosen.measure}"))
    parts = [first, measure, *_beside(content), _division(content), _years(content.pictured)]
    return f"{'-'.join(parts)}.{ending}"


def _beside(content: Content) -> list[str]:
    """The sides of a comparison, or the outside index."""
    compared, context = content.comparison, content.context
    names = compared.names if compared else (context.index.title,) if context else ()
    return [letters for name in names if (letters := _letters(name)[:_LONGEST].strip("-"))]


def _division(content: Content) -> str:
    return _letters(plain(f"regions.division_{content.chosen.division}"))


def _periods(content: Content) -> list[Period]:
    return [period for period, _ in content.periods()]


def _years(period: Period) -> str:
    return period.code or f"{period.first.year}-{period.last.year}"


def _letters(text: str) -> str:
    """The text in letters that every system takes for a file name: "Myönnetyt" → "myonnetyt"."""
    letters = (
        unicodedata.normalize("NFKD", text.replace("–", "-"))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
