"""Classes of figures that are not those of one period: of several years, or of an index."""

from collections.abc import Iterable

import pandas as pd

from charts.regions import class_breaks
from pages.regions.views import Classes

_MOST_DECIMALS = 2


def rounded_breaks(values: pd.Series, decimals: int, classes: Classes) -> list[float]:
    """The inner breaks of the five classes, with no more decimals than the figures have; none
    where there are no values."""
    scale = 10**decimals
    whole = values.dropna().mul(scale).round()
    if whole.empty:
        return []
    return [edge / scale for edge in class_breaks(whole, classes.value)]


def decimals_of(values: Iterable[float]) -> int:
    """How many decimals the values are written with, two at the most."""
    known = list(values)
    for count in range(_MOST_DECIMALS):
        if all(round(value, count) == value for value in known):
            return count
    return _MOST_DECIMALS
