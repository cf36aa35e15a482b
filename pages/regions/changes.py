"""How figures have changed since an earlier period, as numbers and in words."""

from collections.abc import Sequence

import pandas as pd

from charts.classes import change_breaks
from pages.regions.figures import RegionFigures, drawn
from programme.indicators import INDICATORS, Unit
from ui import formats
from ui.texts import plain


def change(now: RegionFigures, before: RegionFigures, code: str, measure: str) -> float | None:
    """How much more the figure is than it was; None where either is not, or may not be seen."""
    if now.hidden(code, measure) or before.hidden(code, measure):
        return None
    return between(measure, now.value(code, measure), before.value(code, measure))


def between(measure: str, now: float | None, before: float | None) -> float | None:
    """The difference of two figures as they are written: of shares in points of a hundred."""
    if now is None or before is None:
        return None
    return round(drawn(measure, now) - drawn(measure, before), INDICATORS[measure].decimals)


def written(measure: str, change: float | None) -> str:
    """The change with its sign: +5, −3, ±0; of shares in points of a hundred."""
    if change is None:
        return plain("value.no")
    share, text = INDICATORS[measure].unit is Unit.SHARE, signed(measure, change)
    return plain("regions.points", value=text) if share else text


def signed(measure: str, change: float) -> str:
    """The bare number with its sign and the decimals of the measure."""
    sign = "+" if change > 0 else "±" if change == 0 else ""
    return f"{sign}{formats.number(change, INDICATORS[measure].decimals)}"


def frame_of(now: RegionFigures, before: RegionFigures, measure: str) -> pd.DataFrame:
    """The changes for a map, as `RegionFigures.frame` has the figures."""
    rows = now.frame(measure).to_dict("records")
    return pd.DataFrame(
        [
            {**row, **_drawn(row, measure, change(now, before, row["region_code"], measure))}
            for row in rows
        ]
    )


def unit_of(measure: str) -> float:
    """The smallest change that is told from none."""
    return float(10.0 ** -INDICATORS[measure].decimals)


def breaks_of(frame: pd.DataFrame, measure: str) -> list[float]:
    """The inner breaks of the five classes of changes; none where there is no change to see."""
    known = frame["value"].dropna()
    return [] if known.empty else change_breaks(known, unit_of(measure))


def class_labels(measure: str, breaks: Sequence[float]) -> list[str]:
    """The five classes of `breaks_of` in words."""
    if not breaks:
        return []
    (less, _, _, more), unit = breaks, unit_of(measure)
    return [
        plain("regions.change_most", edge=signed(measure, less - unit)),
        _span(measure, less, -unit),
        signed(measure, 0),
        _span(measure, unit, more - unit),
        plain("regions.change_least", edge=signed(measure, more)),
    ]


def _drawn(row: dict[str, object], measure: str, change: float | None) -> dict[str, object]:
    if change is not None:
        return {"value": change, "label": signed(measure, change), "status": "shown"}
    if row["status"] == "shown":  # now, but not then
        return {"value": None, "label": plain("value.missing"), "status": "missing"}
    return {"value": None}


def _span(measure: str, low: float, high: float) -> str:
    first, last = signed(measure, low), signed(measure, high)
    return first if first == last else f"{first} … {last}"
