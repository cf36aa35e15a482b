"""Numbers and dates of the three languages, in the form Vega wants them."""

from functools import cache
from typing import Any

from babel import Locale

NO_BREAK_SPACE = "\u00a0"

_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}

# Babel knows the names of days and months; how a date is written is the office's own usage,
# which for Swedish is that of Finland (31.12.2018), not that of Sweden (2018-12-31).
_DATE = {"fi": "%-d.%-m.%Y", "sv": "%-d.%-m.%Y", "en": "%-d %b %Y"}
_TIME = {"fi": "%-H.%M", "sv": "%-H.%M", "en": "%H:%M"}
_NUMBER = {
    "fi": {"decimal": ",", "thousands": NO_BREAK_SPACE, "minus": "\u2212"},
    "sv": {"decimal": ",", "thousands": NO_BREAK_SPACE, "minus": "\u2212"},
    "en": {"decimal": ".", "thousands": ",", "minus": "-"},
}
_CURRENCY = {"fi": ["", f"{NO_BREAK_SPACE}€"], "sv": ["", f"{NO_BREAK_SPACE}€"], "en": ["€", ""]}


def date_format(language: str) -> str:
    """The d3 pattern of a whole date; KeyError for a language we do not have."""
    return _DATE[language]


@cache
def vega_locale(language: str) -> dict[str, Any]:
    """`config.locale` of Vega-Lite for 'fi', 'sv' or 'en'; KeyError for any other."""
    return {"number": _number(language), "time": _time(language)}


def _number(language: str) -> dict[str, Any]:
    return {**_NUMBER[language], "grouping": [3], "currency": _CURRENCY[language]}


def _time(language: str) -> dict[str, Any]:
    locale = Locale.parse(_LOCALES[language])
    date, time = _DATE[language], _TIME[language]
    return {
        "dateTime": f"{date} {time}",
        "date": date,
        "time": time,
        "periods": ["", ""],
        "days": _days(locale, "wide"),
        "shortDays": _days(locale, "abbreviated"),
        "months": _months(locale, "wide"),
        "shortMonths": _months(locale, "abbreviated"),
    }


def _days(locale: Locale, width: str) -> list[str]:
    """Sunday first, as d3 counts; Babel begins with Monday."""
    names = locale.days["stand-alone"][width]
    return [names[day] for day in (6, 0, 1, 2, 3, 4, 5)]


def _months(locale: Locale, width: str) -> list[str]:
    names = locale.months["stand-alone"][width]
    return [names[month] for month in range(1, 13)]
