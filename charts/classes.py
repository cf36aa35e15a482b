"""Five classes of values: where they break and which one a value falls in.

Two ways of dividing: classes that hold about as many regions each (`quantile`), or steps of one
length over the whole range (`equal`). Either way the limits are round. Changes against an earlier
period have five classes too: two of decrease, none, two of increase.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from math import ceil, floor, isfinite, log10
from statistics import median
from typing import Literal

CLASS_COUNT = 5
BREAK_COUNT = CLASS_COUNT - 1

Method = Literal["quantile", "equal"]
Breaks = tuple[float, ...]

# Geometric series made of round numbers, for values of which most are small and a few large.
_SERIES = ((1, 2, 5, 10), (2, 5, 10, 20), (5, 10, 20, 50), (1, 2, 4, 8), (1, 3, 10, 30))
_STEPS = (1, 2, 2.5, 5)
# A reader sees an even scale faster, so uneven breaks must divide the regions clearly better.
_UNEVEN_PENALTY = 1.15


def class_breaks(values: Iterable[float | None], method: Method = "quantile") -> list[float]:
    """Four rounded, rising inner breaks.

    'quantile' shares the values out evenly between the classes, as far as round limits allow;
    'equal' gives the inner classes one round length and the outer ones about the same. A value
    that equals a break belongs to the class above it. Missing values are left out; of no values,
    or too few different ones, come breaks that are merely round and rising. Whole numbers get
    whole breaks.
    """
    return list(_breaks(_known(values), method))


@lru_cache(maxsize=256)
def _breaks(known: tuple[float, ...], method: Method) -> Breaks:
    """A page asks for the same ones for its map, its legend and its bars, and with each click."""
    if not known:
        return (1.0, 2.0, 3.0, 4.0)
    whole = all(value.is_integer() for value in known)
    return _equal(known, whole) if method == "equal" else _quantile(known, whole)


def change_breaks(values: Iterable[float | None], unit: float = 1.0) -> list[float]:
    """Breaks of changes: (much less | less | as before | more | much more).

    `unit` is the smallest change that is told from none (0.1 where one decimal is shown). The
    limit of a great change is round, the same both ways, and near the median of the changes.
    """
    sizes = [abs(value) for value in _known(values) if abs(value) >= unit]
    great = max(_round_up(median(sizes) / unit), 2) * unit if sizes else 2 * unit
    return [round(edge, 9) for edge in (unit - great, 0.0, unit, great)]


def class_of(value: float, breaks: Sequence[float]) -> int:
    """The class of a value, 0 (lowest) to 4."""
    return bisect_right(breaks, value)


def _known(values: Iterable[float | None]) -> tuple[float, ...]:
    return tuple(sorted(float(v) for v in values if v is not None and isfinite(v)))


def _quantile(known: Sequence[float], whole: bool) -> Breaks:
    options = [breaks for breaks in _candidates(known, whole) if _usable(breaks, known)]
    return min(options, key=partial(_unevenness, known)) if options else _consecutive(known, whole)


def _equal(known: Sequence[float], whole: bool) -> Breaks:
    options = [breaks for breaks in _even_candidates(known, whole) if _usable(breaks, known)]
    return min(options, key=partial(_longest, known)) if options else _consecutive(known, whole)


def _longest(known: Sequence[float], breaks: Breaks) -> float:
    """How far the longest class reaches; the outer ones end with the values."""
    edges = (known[0], *breaks, known[-1])
    return round(max(upper - lower for lower, upper in pairwise(edges)), 9)


def _round_up(number: float) -> float:
    """The next whole 1, 2 or 5 times a power of ten."""
    if number <= 1:
        return 1
    power = 10 ** floor(log10(number))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= ceil(number - 1e-9))


def _usable(breaks: Breaks, known: Sequence[float]) -> bool:
    """Neither the lowest nor the highest class would be empty, and no two breaks are the same."""
    rising = all(lower < upper for lower, upper in pairwise(breaks))
    return rising and known[0] < breaks[0] and breaks[-1] <= known[-1]


def _unevenness(known: Sequence[float], breaks: Breaks) -> float:
    """Sum of squared class sizes, dearer when the steps are uneven."""
    places = [0, *(_below(known, edge) for edge in breaks), len(known)]
    squares = sum((end - start) ** 2 for start, end in pairwise(places))
    steps = [upper - lower for lower, upper in pairwise(breaks)]
    even = max(steps) - min(steps) <= max(steps) * 1e-9
    return squares if even else squares * _UNEVEN_PENALTY


def _below(known: Sequence[float], edge: float) -> int:
    return bisect_left(known, edge)


def _candidates(known: Sequence[float], whole: bool) -> Iterable[Breaks]:
    """Round breaks within the range; the coarsest first, because the first best one wins."""
    yield from _even_candidates(known, whole)
    top = floor(log10(max(known[-1], 1e-9)))
    for power in range(top, top - 4, -1):
        for series in _SERIES:
            yield from _whole_only((tuple(_scaled(n, power) for n in series),), whole)


def _even_candidates(known: Sequence[float], whole: bool) -> Iterable[Breaks]:
    span = known[-1] - known[0]
    if span <= 0:
        return
    for power in range(floor(log10(span)), floor(log10(span)) - 3, -1):
        for step in reversed(_STEPS):
            yield from _even(known, _scaled(step, power), whole)


def _even(known: Sequence[float], step: float, whole: bool) -> Iterable[Breaks]:
    first, last = floor(known[0] / step) + 1, floor(known[-1] / step) - BREAK_COUNT + 1
    starts = range(first, min(last, first + 40) + 1)
    steps = (tuple(round((k + n) * step, 9) for n in range(BREAK_COUNT)) for k in starts)
    return _whole_only(steps, whole)


def _whole_only(options: Iterable[Breaks], whole: bool) -> Iterable[Breaks]:
    return (o for o in options if not whole or all(float(edge).is_integer() for edge in o))


def _scaled(number: float, power: int) -> float:
    """number × 10^power without the dust of binary fractions (3 × 10^-1 is 0.3)."""
    return number * 10.0**power if power >= 0 else number / 10.0**-power


def _consecutive(known: Sequence[float], whole: bool) -> Breaks:
    """For values too alike to divide: a small round step, beginning above the smallest."""
    size = max(abs(known[0]), abs(known[-1]))
    step = 1.0 if whole or size == 0 else _scaled(1, floor(log10(size)) - 1)
    first = floor(known[0] / step) + 1
    return tuple(round((first + n) * step, 9) for n in range(BREAK_COUNT))
