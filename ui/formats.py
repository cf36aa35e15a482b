"""Numbers, money and time as the viewer's language writes them.

Time is stored in UTC and shown in Finnish time; a time without a zone is taken as UTC.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent

from ui.language import language

HELSINKI = ZoneInfo("Europe/Helsinki")

Number: TypeAlias = int | float | Decimal

_LOCALES = {"fi": Locale("fi", "FI"), "sv": Locale("sv", "FI"), "en": Locale("en", "GB")}
_DATES = {"fi": "d.M.y", "sv": "d.M.y", "en": "d MMM y"}
_TIMES = {"fi": "H.mm", "sv": "H.mm", "en": "HH:mm"}
_EUROS = {"fi": "{}\u00a0¤", "sv": "{}\u00a0¤", "en": "¤{}"}
_MILLION_EUROS = {"fi": "{}\u00a0milj.\u00a0€", "sv": "{}\u00a0mn\u00a0€", "en": "€{}M"}
_PERCENT = {"fi": "{}\u00a0%", "sv": "{}\u00a0%", "en": "{}%"}


def number(n: Number, decimals: int = 0) -> str:
    """A number with exactly this many decimals, halves rounded up: 10 000 or 1,5."""
    return _number(n, decimals, language())


def percent(share: Number, decimals: int = 0) -> str:
    """A share of one as a percentage: 0.94 is 94 %."""
    pattern = _PERCENT[language()].format(_digits(decimals))
    return _signed(format_percent(_rounded(share, decimals + 2), pattern, _locale()))


def euros(amount: Number, millions: bool = False) -> str:
    """Euros without cents (1 640 000 €), or in millions with two decimals (1,64 milj. €)."""
    if millions:
        return _MILLION_EUROS[language()].format(number(Decimal(str(amount)) / 1_000_000, 2))
    pattern = _EUROS[language()].format(_digits(0))
    whole = _rounded(amount, 0)
    return _signed(format_currency(whole, "EUR", pattern, _locale(), currency_digits=False))


def date(d: dt.date) -> str:
    """A day: 31.12.2018."""
    return format_date(_day(d), _DATES[language()], _locale())


def weekday(d: dt.date) -> str:
    """A day with its name: ma 31.12.2018."""
    return f"{format_date(_day(d), 'ccc', _locale())} {date(d)}"


def time(moment: dt.datetime) -> str:
    """A time of day in Finland: 14.05."""
    return format_time(local(moment).time(), _TIMES[language()], locale=_locale())


def month(d: dt.date) -> str:
    """A month and its year: marraskuu 2020."""
    return format_date(_day(d), "LLLL y", _locale())


def value(content: object) -> str:
    """A value of a text as the language writes it.

    A whole number has no decimals, any other as many as it needs up to two. A moment is shown as
    its day: use `time()` where the hour is meant. Anything else is only turned into text.
    """
    if isinstance(content, dt.date):
        return date(content)
    if isinstance(content, int | float | Decimal) and not isinstance(content, bool):
        return _signed(format_decimal(_rounded(content, 2), "#,##0.##", _locale()))
    return str(content)


def bare(n: Number, decimals: int = 0) -> str:
    """A number for a spreadsheet of the language: the same without thousands' separators."""
    return format_decimal(_rounded(n, decimals), _digits(decimals).replace("#,##", ""), _locale())


def local(moment: dt.datetime) -> dt.datetime:
    """The same moment on the clock in Finland."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(HELSINKI)


@lru_cache(maxsize=10_000)
def _number(n: Number, decimals: int, _language: str) -> str:
    """Kept, because a table asks for the same numbers with each click."""
    return _signed(format_decimal(_rounded(n, decimals), _digits(decimals), _locale()))


def _digits(decimals: int) -> str:
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _rounded(n: Number, decimals: int) -> Decimal:
    # Through text, because 0.145 as a binary fraction is a little less than 0.145.
    exact = n if isinstance(n, Decimal) else Decimal(str(n))
    # Adding nothing turns a rounded minus nought into nought.
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def _signed(text: str) -> str:
    return text if language() == "en" else text.replace("-", "\u2212")


def _day(d: dt.date) -> dt.date:
    return local(d).date() if isinstance(d, dt.datetime) else d


def _locale() -> Locale:
    return _LOCALES[language()]
