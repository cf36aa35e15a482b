"""Periods that figures are asked for: a funding period, a calendar year or the whole programme."""

from dataclasses import dataclass
from datetime import date

PROGRAMME_START = date(2015, 1, 1)
PROGRAMME_END = date(2020, 12, 31)


class UnknownPeriod(ValueError):
    """The period code names neither a funding period nor a programme year."""


@dataclass(frozen=True)
class Period:
    """A closed range of days; `code` is None for the whole programme."""

    code: str | None
    first: date
    last: date

    def until(self, as_of: date) -> "Period":
        """The part of the period that had passed by the end of `as_of`."""
        return Period(self.code, self.first, min(self.last, as_of))

    @property
    def years(self) -> range:
        """Calendar years that the period touches."""
        return range(self.first.year, self.last.year + 1)


WHOLE = Period(None, PROGRAMME_START, PROGRAMME_END)
FUNDING_PERIODS = (
    Period("2015-2017", date(2015, 1, 1), date(2017, 12, 31)),
    Period("2018-2020", date(2018, 1, 1), date(2020, 12, 31)),
)
YEARS = tuple(
    Period(str(year), date(year, 1, 1), date(year, 12, 31))
    for year in range(PROGRAMME_START.year, PROGRAMME_END.year + 1)
)
_BY_CODE = {period.code: period for period in (WHOLE, *FUNDING_PERIODS, *YEARS)}


def parse(code: str | None) -> Period:
    """The period with `code` ("2015-2017", "2019" or None); raises UnknownPeriod."""
    try:
        return _BY_CODE[code or None]
    except KeyError:
        known = ", ".join(str(period) for period in _BY_CODE if period)
        raise UnknownPeriod(f"unknown period {code!r}; known: {known}") from None


def previous(period: Period) -> Period | None:
    """The period of the same kind just before, or None where there is none."""
    for kind in (FUNDING_PERIODS, YEARS):
        if period in kind and kind.index(period) > 0:
            return kind[kind.index(period) - 1]
    return None
