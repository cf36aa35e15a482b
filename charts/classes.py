"""Five classes of values: where they break and which one a value falls in."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise
from math import floor, isfinite, log10

CLASS_COUNT = 5
BREAK_COUNT = CLASS_COUNT - 1

Breaks = tuple[float, ...]

# Geometric series made of round numbers, for values of which most are small and a few large.
_SERIES = ((1, 2, 5, 10), (2, 5, 10, 20), (5, 10, 20, 50), (1, 2, 4, 8), (1, 3, 10, 30))
_STEPS = (1, 2, 2.5, 5)
# A reader sees an even scale faster, so uneven breaks must divide the regions clearly better.
_UNEVEN_PENALTY = 1.15


def class_breaks(values: Iterable[float | None]) -> list[float]:
    """Four rounded, rising inner breaks that share the values out evenly between five classes.

    A value that equals a break belongs to the class above it. Missing values are left out; of
    no values, or too few different ones, come breaks that are merely round and rising. Whole
    numbers get whole breaks.
    """
    known = sorted(float(v) for v in values if v is not None and isfinite(v))
    if not known:
        return [1.0, 2.0, 3.0, 4.0]
    whole = all(value.is_integer() for value in known)
    options = [breaks for breaks in _candidates(known, whole) if _usable(breaks, known)]
    if not options:
        return list(_consecutive(known, whole))
    return list(min(options, key=partial(_unevenness, known)))


def class_of(value: float, breaks: Sequence[float]) -> int:
    """The class of a value, 0 (lowest) to 4."""
    return bisect_right(breaks, value)


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
    return sum(value < edge for value in known)


def _candidates(known: Sequence[float], whole: bool) -> Iterable[Breaks]:
    """Round breaks within the range; the coarsest first, because the first best one wins."""
    span = known[-1] - known[0]
    if span <= 0:
        return
    for power in range(floor(log10(span)), floor(log10(span)) - 3, -1):
        for step in reversed(_STEPS):
            yield from _even(known, _scaled(step, power), whole)
    top = floor(log10(max(known[-1], 1e-9)))
    for power in range(top, top - 4, -1):
        for series in _SERIES:
            yield from _whole_only((tuple(_scaled(n, power) for n in series),), whole)


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
