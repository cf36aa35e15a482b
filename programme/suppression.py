"""Counts of people that are too small to be shown on shared screens, and what would give them away.

A hidden count can be computed when it is the only one missing from a sum that is shown. So of the
cells of a sum never just one is hidden.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from programme.periods import FUNDING_PERIODS, WHOLE, YEARS, Period

#: A count of people below this is not shown on shared screens.
SMALLEST_SHOWN = 5

Cell = TypeVar("Cell", bound=object)


def too_few(count: float | None) -> bool:
    """Whether a count is of so few people that somebody could know them."""
    return count is not None and 0 < count < SMALLEST_SHOWN


def hidden_cells(
    counts: Mapping[Cell, float], sums: Collection[Collection[Cell]]
) -> frozenset[Cell]:
    """The cells that are too small, and the smallest others that keep those from being computed.

    Each of `sums` is a group of cells of which any one could be computed from the others.
    """
    found = {cell for cell, count in counts.items() if too_few(count)}
    added = set(found)
    while added:
        added = {cell for group in sums for cell in _companion(group, found, counts)}
        found |= added
    return frozenset(found)


def _companion(
    group: Collection[Cell], found: Collection[Cell], counts: Mapping[Cell, float]
) -> list[Cell]:
    """The cell to hide beside the group's only hidden one: nothing at all is the last choice."""
    shown = [cell for cell in group if cell not in found and cell in counts]
    if len(group) - len(shown) != 1:
        return []
    return sorted(shown, key=lambda cell: (counts[cell] == 0, counts[cell], str(cell)))[:1]


def periods_that_add_up() -> Iterator[tuple[Period, ...]]:
    """Groups of periods of which any one could be computed from the others."""
    parts = [tuple(year for year in YEARS if _within(year, each)) for each in FUNDING_PERIODS]
    for period, years in zip(FUNDING_PERIODS, parts, strict=True):
        yield period, *years
        yield WHOLE, period, *(year for year in YEARS if year not in years)
    yield WHOLE, *FUNDING_PERIODS
    yield WHOLE, *YEARS


def _within(year: Period, period: Period) -> bool:
    return period.first <= year.first and year.last <= period.last
