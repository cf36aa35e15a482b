"""The figures of the regions as they may be shown: numbers, words, ranks and medians."""

import statistics
from collections.abc import Iterable
from itertools import pairwise
from math import floor

import pandas as pd

from charts.regions import class_breaks
from data_access.regions import SMALLEST_SHOWN
from ui import formats
from ui.escape import one_line
from ui.language import language
from ui.texts import plain

#: The measure that counts people.
PEOPLE = "participations"
SHARE = "municipality_share"


class RegionFigures:
    """The frame of `data_access.regions.region_activity` through a viewer's eyes.

    Who may not see everything gets no count of fewer than five people.
    """

    def __init__(self, activity: pd.DataFrame, *, everything: bool) -> None:
        rows = {row["region_code"]: row for row in activity.to_dict("records")}
        self._elsewhere = rows.pop("", None)
        self._rows = rows
        self._everything = everything

    def name(self, code: str) -> str:
        """The region's name in the viewer's language."""
        return one_line(self._rows[code][f"name_{language()}"])

    def codes(self) -> list[str]:
        """All regions by name."""
        return sorted(self._rows, key=self.name)

    def in_target_area(self, code: str) -> bool:
        """Whether the programme works in the region."""
        return bool(self._rows[code]["in_target_area"])

    def value(self, code: str, measure: str) -> float | None:
        """The figure as it is; None outside the target area. Not for the screen: see `text`."""
        found = self._rows[code][measure]
        return None if pd.isna(found) else float(found)

    def hidden(self, code: str, measure: str) -> bool:
        """Whether the figure counts too few people for this viewer."""
        return self._too_few(measure, self.value(code, measure))

    def text(self, code: str, measure: str) -> str:
        """The figure in words and without its unit: "54", "1 234" or why there is none."""
        return self._text(measure, self.value(code, measure))

    def median(self, measure: str) -> float | None:
        """The median of the regions of the target area; None when it may not be shown."""
        known = self._known(measure)
        middle = statistics.median(known) if known else None
        return None if self._too_few(measure, middle) else middle

    def rank(self, code: str, measure: str) -> int | None:
        """The region's place by what is seen: equal figures share the better place."""
        if not self.in_target_area(code) or self.hidden(code, measure):
            return None
        own = drawn(measure, self.value(code, measure) or 0)
        return 1 + sum(drawn(measure, other) > own for other in self._known(measure))

    def ranked(self, measure: str) -> int:
        """How many regions there are to rank."""
        return len(self._known(measure))

    def span(self, measure: str) -> tuple[float, float]:
        """The smallest and the largest figure of the target area."""
        known = self._known(measure) or [0.0]
        return min(known), max(known)

    def frame(self, measure: str) -> pd.DataFrame:
        """One row a region, for the charts of `charts.regions`; nothing at all has no value."""
        return pd.DataFrame([self._row(code, measure) for code in self.codes()])

    def breaks(self, measure: str) -> list[float]:
        """The inner breaks of the five classes."""
        return class_breaks(self.frame(measure)["value"].dropna())

    def elsewhere(self, measure: str) -> str | None:
        """The figure of organisations without a region; None where there are none."""
        if self._elsewhere is None or measure == SHARE or not self._elsewhere[measure]:
            return None
        return self._text(measure, float(self._elsewhere[measure]))

    def _row(self, code: str, measure: str) -> dict[str, object]:
        value = self.value(code, measure)
        visible = value is not None and not self.hidden(code, measure)
        return {
            "region_code": code,
            "name": self.name(code),
            "value": drawn(measure, value) if value and visible else None,
            "label": self.text(code, measure),
            "status": "shown" if visible else "outside" if value is None else "suppressed",
        }

    def _known(self, measure: str) -> list[float]:
        values = (self.value(code, measure) for code in self._rows)
        return [value for value in values if value is not None]

    def _too_few(self, measure: str, value: float | None) -> bool:
        return not self._everything and too_few_people(measure, value)

    def _text(self, measure: str, value: float | None) -> str:
        if value is None:
            return plain("regions.outside")
        return plain("map.suppressed") if self._too_few(measure, value) else number(measure, value)


def too_few_people(measure: str, value: float | None) -> bool:
    """Whether a figure counts people, and so few of them that shared screens do not show it."""
    return measure == PEOPLE and value is not None and 0 < value < SMALLEST_SHOWN


def drawn(measure: str, value: float) -> float:
    """What the map and the bars draw: a share in whole per cent, so that they agree with words."""
    return float(floor(round(value * 100, 6) + 0.5)) if measure == SHARE else value


def number(measure: str, value: float) -> str:
    """A figure without its unit."""
    return formats.value(drawn(measure, value))


def with_unit(measure: str, value: float) -> str:
    """A figure that stands alone: a share has its sign."""
    if measure == SHARE:
        return formats.percent(drawn(measure, value) / 100)
    return formats.value(value)


def span_with_unit(measure: str, low: float, high: float) -> str:
    """The smallest and the largest figure as one: 37–84 %."""
    if drawn(measure, low) == drawn(measure, high):
        return with_unit(measure, high)
    # The word joiner keeps the two on one line.
    return f"{number(measure, low)}–\u2060{with_unit(measure, high)}"


def class_labels(breaks: Iterable[float]) -> list[str]:
    """The five classes in words, for whole numbers: "alle 40", "40–49" … "vähintään 70"."""
    edges = list(breaks)
    between = [_span(low, high - 1) for low, high in pairwise(edges)]
    below, above = formats.value(edges[0]), formats.value(edges[-1])
    return [
        plain("regions.class_below", edge=below),
        *between,
        plain("regions.class_from", edge=above),
    ]


def _span(low: float, high: float) -> str:
    return formats.value(low) if low >= high else f"{formats.value(low)}–{formats.value(high)}"
