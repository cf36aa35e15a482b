"""The charts of an outside index, for the screen and for pictures to take along."""

from collections.abc import Mapping

import pandas as pd

from charts.figure import Figure
from charts.regions import LegendTexts, class_legend, region_map
from charts.scatter import scatter
from charts.style import Style
from pages.regions.breaks import decimals_of, rounded_breaks
from pages.regions.figures import class_labels, class_limits
from pages.regions.outside_index import Index, index_frame, written
from pages.regions.shown import Shown
from ui.texts import plain

Values = Mapping[str, float]


def index_legend(shown: Shown, values: Values, style: Style) -> Figure:
    """The classes of the index, and whether there are units without it."""
    frame = index_frame(values, shown.figures)
    decimals, breaks = decimals_of(values.values()), _breaks(shown, values, frame)
    missing = plain("value.missing") if frame["value"].isna().any() else ""
    return class_legend(
        class_labels(breaks, decimals),
        texts=LegendTexts(missing=missing),
        style=style,
        limits=class_limits(breaks, decimals_of(breaks)),
    )


def index_map(shown: Shown, values: Values, style: Style, height: int) -> Figure:
    """The map of the index, which is only looked at."""
    frame = index_frame(values, shown.figures)
    return region_map(
        frame,
        classes=_breaks(shown, values, frame),
        selected=shown.chosen.region,
        shape=shown.chosen.borders.value,
        style=style,
        height=height,
        labels=True,
        clickable=False,
    )


def pairs(shown: Shown, index: Index, values: Values, style: Style, height: int) -> Figure:
    """The units that have both the chosen measure and the index, one against the other."""
    return scatter(
        _points(shown, values),
        x_title=index.title,
        y_title=plain(f"regions.heading_{shown.chosen.measure}"),
        selected=shown.chosen.region,
        style=style,
        height=height,
    )


def _breaks(shown: Shown, values: Values, frame: pd.DataFrame) -> list[float]:
    return rounded_breaks(frame["value"], decimals_of(values.values()), shown.chosen.classes)


def _points(shown: Shown, values: Values) -> pd.DataFrame:
    frame = shown.figures.frame(shown.chosen.measure).rename(
        columns={"region_code": "code", "value": "y"}
    )
    frame["x"] = frame["code"].map(values)
    frame["tip"] = frame["name"] + ": " + frame["label"] + " · " + frame["x"].map(written)
    return frame[frame["status"] == "shown"][["code", "name", "x", "y", "tip"]]
