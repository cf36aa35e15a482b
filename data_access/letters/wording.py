"""Values as a letter writes them: days, numbers of people, dates and grounds in its language."""

import datetime as dt
import os
from typing import TypeAlias

from babel import Locale
from babel.dates import format_date

from data_access.letters.standard import texts
from programme.calendar import local_date
from programme.codes import Language, RejectionGround

#: What may be put into a letter. Text stays as it is.
Value: TypeAlias = str | int | dt.date

_LOCALES = {"fi": Locale("fi", "FI"), "sv": Locale("sv", "FI"), "en": Locale("en", "GB")}
_DATES = {"fi": "d.M.y", "sv": "d.M.y", "en": "d MMMM y"}
_COUNTED = {
    "days": "day",
    "days_requested": "day",
    "people": "person",
    "people_accepted": "person",
}


def written(name: str, value: Value, language: Language) -> str:
    """The value of the place `name`: 2 sparrauspäivää, 15.1.2021, the words of a ground."""
    if isinstance(value, RejectionGround):
        return texts(language).grounds[value]
    if isinstance(value, dt.datetime):
        value = local_date(value)
    if isinstance(value, dt.date):
        return format_date(value, _DATES[language], _LOCALES[language])
    return counted(_COUNTED[name], value, language) if isinstance(value, int) else value


def counted(what: str, n: int, language: Language) -> str:
    """A number of things (`day`, `person`) in words of the language."""
    form = "one" if n == 1 else "other"
    return texts(language).words[f"{what}_{form}"].replace("{n}", str(n))


def sender(language: Language) -> str:
    """The office as it signs: its name in the settings, else what it is."""
    named = os.environ.get("PROGRAMME_OFFICE_NAME", "").strip()
    return named or texts(language).words["office"]


def named(name_fi: str, name_sv: str | None, language: Language) -> str:
    """An organisation by the name that it has in the language."""
    return name_sv if language is Language.SV and name_sv else name_fi
