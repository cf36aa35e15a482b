"""The figures of the regions as they may be shown: numbers, words, ranks and medians."""

import statistics
from bisect import bisect_right
from collections.abc import Collection
from typing import Any, Literal

import pandas as pd

from pages.regions.breaks import rounded_breaks
from pages.regions.hiding import Cell, hidden_in
from pages.regions.numbers import (
    PEOPLE,
    SHARE,
    class_labels,
    class_limits,
    drawn,
    number,
    span_with_unit,
    too_few_people,
    with_unit,
)
from pages.regions.views import Classes
from programme.divisions import APART, NOWHERE, OUTSIDE, SOMEWHERE_IN_UUSIMAA
from programme.indicators import INDICATORS
from ui.escape import one_line
from ui.language import language
from ui.texts import plain

__all__ = [
    "PEOPLE",
    "SHARE",
    "RegionFigures",
    "class_labels",
    "class_limits",
    "drawn",
    "number",
    "span_with_unit",
    "too_few_people",
    "with_unit",
]


class RegionFigures:
    """The frame of `data_access.region_measures.region_measures` through a viewer's eyes.

    Who may not see everything gets no count of fewer than five people, nor one from which such a
    count could be computed: those of `hidden` (see `data_access.region_hiding`), or, without it,
    those that give away another of the same frame.
    """

    def __init__(
        self, frame: pd.DataFrame, *, everything: bool, hidden: Collection[Cell] | None = None
    ) -> None:
        known = frame.astype(object).where(frame.notna(), None)
        rows = {row["code"]: row for row in known.to_dict("records")}
        self._apart = {code: rows.pop(code) for code in APART if code in rows}
        self._rows = rows
        self._names = {code: one_line(row[f"name_{language()}"]) for code, row in rows.items()}
        self._everything = everything
        self._hidden = hidden_in(frame) if hidden is None else hidden
        self._drawn: dict[str, pd.DataFrame] = {}
        self._breaks: dict[tuple[str, str], list[float]] = {}
        self._ordered: dict[str, list[float]] = {}

    def name(self, code: str) -> str:
        """The unit's name in the viewer's language, or what the row apart holds."""
        if code in APART:
            return plain(_APART_NAMES[code])
        return self._names[code]

    def codes(self) -> list[str]:
        """All units by name."""
        return sorted(self._rows, key=self._names.__getitem__)

    def rows_apart(self) -> list[str]:
        """The codes of what is in no unit of the map."""
        return list(self._apart)

    def municipality_count(self, code: str) -> int:
        """How many municipalities the unit has."""
        return int(self._rows[code]["municipality_count"])

    def in_target_area(self, code: str) -> bool:
        """Whether the programme works in the region."""
        return code in self._apart or bool(self._rows[code]["in_target_area"])

    def value(self, code: str, measure: str) -> float | None:
        """The figure as it is; None where there is none. Not for the screen: see `text`."""
        found = self._row_of(code)[measure]
        return None if found is None else float(found)

    def hidden(self, code: str, measure: str) -> bool:
        """Whether this viewer must not see the figure."""
        if self._everything or not INDICATORS[measure].counts_people:
            return False
        return too_few_people(measure, self.value(code, measure)) or (code, measure) in self._hidden

    def text(self, code: str, measure: str) -> str:
        """The figure in words and without its unit: "54", "1 234" or why there is none."""
        return self._told(code, measure) or number(measure, self.value(code, measure) or 0)

    def text_with_unit(self, code: str, measure: str) -> str:
        """The same for a figure that stands alone: "54 %"."""
        return self._told(code, measure) or with_unit(measure, self.value(code, measure) or 0)

    def median(self, measure: str) -> float | None:
        """The median of the units of the target area; None when it may not be shown."""
        known = sorted(self._known(measure))
        middle = known[(len(known) - 1) // 2 : len(known) // 2 + 1]
        if not set(middle) <= set(self._visible(measure)):
            return None
        return statistics.median(middle) if middle else None

    def rank(self, code: str, measure: str) -> int | None:
        """The unit's place by what is seen: equal figures share the better place."""
        value = self.value(code, measure)
        if value is None or code in self._apart or self.hidden(code, measure):
            return None
        if measure not in self._ordered:
            self._ordered[measure] = sorted(drawn(measure, other) for other in self._known(measure))
        ordered = self._ordered[measure]
        return 1 + len(ordered) - bisect_right(ordered, drawn(measure, value))

    def ranked(self, measure: str) -> int:
        """How many units there are to rank."""
        return len(self._known(measure))

    def span(self, measure: str) -> tuple[float, float]:
        """The smallest and the largest figure of the target area that may be seen."""
        known = self._visible(measure) or [0.0]
        return min(known), max(known)

    def frame(self, measure: str) -> pd.DataFrame:
        """One row a unit, for the charts of `charts.regions`: region_code, name, value (none at
        all has none), label and status: shown, suppressed, missing or outside. Made once for all
        that is drawn from it: copy before changing it."""
        if measure not in self._drawn:
            rows = [self._drawn_row(code, measure) for code in self.codes()]
            self._drawn[measure] = pd.DataFrame(rows)
        return self._drawn[measure]

    def breaks(
        self, measure: str, classes: Literal["quantile", "equal"] = "quantile"
    ) -> list[float]:
        """The inner breaks of the five classes, with no more decimals than the figures have; none
        where no figure of a unit is there to see."""
        if (measure, classes) not in self._breaks:
            values, decimals = self.frame(measure)["value"], INDICATORS[measure].decimals
            self._breaks[measure, classes] = rounded_breaks(values, decimals, Classes(classes))
        return self._breaks[measure, classes]

    def class_labels(
        self, measure: str, classes: Literal["quantile", "equal"] = "quantile"
    ) -> list[str]:
        """The classes in words."""
        return class_labels(self.breaks(measure, classes), INDICATORS[measure].decimals)

    def class_limits(
        self, measure: str, classes: Literal["quantile", "equal"] = "quantile"
    ) -> list[str]:
        """The limits between the classes in words."""
        return class_limits(self.breaks(measure, classes), INDICATORS[measure].decimals)

    def _row_of(self, code: str) -> dict[str, Any]:
        return self._apart[code] if code in self._apart else self._rows[code]

    def _drawn_row(self, code: str, measure: str) -> dict[str, object]:
        value, status = self.value(code, measure), self._status(code, measure)
        return {
            "region_code": code,
            "name": self.name(code),
            "value": drawn(measure, value) if value and status == "shown" else None,
            "label": self.text(code, measure),
            "status": status,
        }

    def _status(self, code: str, measure: str) -> str:
        if not self.in_target_area(code):
            return "outside"
        if self.value(code, measure) is None:
            return "missing"
        return "suppressed" if self.hidden(code, measure) else "shown"

    def _told(self, code: str, measure: str) -> str | None:
        """The words that stand in the place of a number; None where there is a number."""
        match self._status(code, measure):
            case "outside":
                return plain("regions.outside")
            case "missing":
                return plain("value.missing")
            case "suppressed" if too_few_people(measure, self.value(code, measure)):
                return plain("map.suppressed")
            case "suppressed":
                return plain("regions.not_shown")
            case _:
                return None

    def _known(self, measure: str) -> list[float]:
        values = (self.value(code, measure) for code in self._rows)
        return [value for value in values if value is not None]

    def _visible(self, measure: str) -> list[float]:
        codes = (code for code in self._rows if not self.hidden(code, measure))
        values = (self.value(code, measure) for code in codes)
        return [value for value in values if value is not None]


#: What the rows apart are called.
_APART_NAMES = {
    NOWHERE: "regions.apart_nowhere",
    OUTSIDE: "regions.apart_outside",
    SOMEWHERE_IN_UUSIMAA: "regions.apart_uusimaa",
}
