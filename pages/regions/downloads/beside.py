"""What two views lay beside the figures: the sides of a comparison, or an outside index."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pages.regions.compare_years import frame_of
from pages.regions.outside_index import Index, chosen_index, index_values, indices
from pages.regions.shown import Shown
from pages.regions.sides import Side, sides
from pages.regions.views import View


@dataclass(frozen=True)
class Comparison:
    """Two sides, and the chosen measure of both by year."""

    first: Side
    second: Side
    years: pd.DataFrame

    @property
    def names(self) -> tuple[str, str]:
        """What tells the sides apart."""
        return self.first.name_beside(self.second), self.second.name_beside(self.first)


@dataclass(frozen=True)
class Context:
    """An outside index and its values, by the unit's code."""

    index: Index
    values: Mapping[str, float]


def comparison_of(shown: Shown) -> Comparison | None:
    """What is compared; None in another view, and where there is nothing to compare."""
    if shown.chosen.view is not View.COMPARE:
        return None
    first, second = sides(shown)
    if first.is_like(second):
        return None
    return Comparison(first, second, frame_of(shown, first, second))


def context_of(shown: Shown) -> Context | None:
    """The index that is looked at; None in another view, and where none is loaded."""
    known = indices() if shown.chosen.view is View.CONTEXT else {}
    if not known:
        return None
    index = chosen_index(known, shown.chosen)
    return Context(index, index_values(index, shown.chosen.division))
