"""How the numbers of the measures are drawn and written."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from programme.indicators import INDICATORS, Unit
from programme.suppression import too_few
from ui import formats
from ui.texts import plain

#: The measure that counts people.
PEOPLE = "participations"
SHARE = "municipality_share"


def too_few_people(measure: str, value: float | None) -> bool:
    """Whether a figure counts people, and so few of them that shared screens do not show it."""
    return INDICATORS[measure].counts_people and too_few(value)


def drawn(measure: str, value: float) -> float:
    """What the map and the bars draw, rounded so that they agree with words: a share in whole
    per cent, a rate with the decimals that are written."""
    exact = Decimal(str(value)) * (100 if _is_share(measure) else 1)
    step = Decimal(1).scaleb(-INDICATORS[measure].decimals)
    return float(exact.quantize(step, rounding=ROUND_HALF_UP))


def number(measure: str, value: float) -> str:
    """A figure without its unit."""
    return formats.number(drawn(measure, value), INDICATORS[measure].decimals)


def with_unit(measure: str, value: float) -> str:
    """A figure that stands alone: a share has its sign."""
    if _is_share(measure):
        return formats.percent(drawn(measure, value) / 100)
    return number(measure, value)


def span_with_unit(measure: str, low: float, high: float) -> str:
    """The smallest and the largest figure as one: 37–84 %."""
    if drawn(measure, low) == drawn(measure, high):
        return with_unit(measure, high)
    # The word joiner keeps the two on one line.
    return f"{number(measure, low)}–\u2060{with_unit(measure, high)}"


def class_labels(breaks: Iterable[float], decimals: int = 0) -> list[str]:
    """The five classes of numbers with so many decimals in words.

    "alle 40", "40–49" … "vähintään 70"; with a decimal "0,5–0,9". Without breaks no classes.
    """
    edges = list(breaks)
    if not edges:
        return []
    step = 10.0**-decimals
    between = [_span(low, high - step, decimals) for low, high in pairwise(edges)]
    below, above = (formats.number(edge, decimals) for edge in (edges[0], edges[-1]))
    return [
        plain("regions.class_below", edge=below),
        *between,
        plain("regions.class_from", edge=above),
    ]


def class_limits(breaks: Iterable[float], decimals: int = 0) -> list[str]:
    """The inner breaks in words, for a legend too narrow for `class_labels`."""
    return [formats.number(edge, decimals) for edge in breaks]


def _span(low: float, high: float, decimals: int) -> str:
    first, last = formats.number(low, decimals), formats.number(high, decimals)
    return first if low >= high - 1e-9 else f"{first}–{last}"


def _is_share(measure: str) -> bool:
    return INDICATORS[measure].unit is Unit.SHARE
