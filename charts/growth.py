"""Deeds accumulated month by month, with the figures that were published on the way."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, log10
from typing import Any, Literal

import altair as alt
import pandas as pd

from charts.figure import Figure, Row, blank, compiled, rows_of
from charts.style import SEMIBOLD, Style

_LINE = alt.NamedData(name="growth")
_POINTS = alt.NamedData(name="published")

# A label sits up and left of its dot, where a growing line leaves room; at the left edge, down and
# right of it, for the same reason.
_LEFT_EDGE = 0.15
# Up to so many days the axis has a tick a month, up to so many a quarter, beyond them a year.
_MONTHLY, _QUARTERLY = 200, 600
_LINES = 4  # about as many lines across as this


@dataclass(frozen=True)
class _Extent:
    """What the axes cover; given, because Vega complains when a layer has no rows to look at."""

    first: pd.Timestamp
    last: pd.Timestamp
    top: float


def deed_growth(frame: pd.DataFrame, published: pd.DataFrame, *, axis: str, style: Style) -> Figure:
    """A line of cumulative deeds, and dots for the published figures.

    `frame` has month (datetime64) and deeds (int, cumulative); `published` has on (datetime64),
    value (int) and label (str, may be empty); with what (str) the tooltip tells that instead of
    the label. `axis` names the quantity in the tooltip.
    """
    line = frame[["month", "deeds"]].assign(month=pd.to_datetime(frame["month"]))
    points = published[["on", "value", "label"]].assign(
        on=pd.to_datetime(published["on"]), what=published.get("what", published["label"])
    )
    extent = _extent(line, points)
    if extent is None:
        return blank(style, _height(style))
    datasets = {"growth": rows_of(line), "published": _dots_of(points, extent, axis)}
    return Figure(_specification(style, extent), datasets)


def _extent(line: pd.DataFrame, points: pd.DataFrame) -> _Extent | None:
    times = pd.concat([line["month"], points["on"]]).dropna()
    values = pd.concat([line["deeds"], points["value"]]).dropna()
    if times.empty or values.empty:
        return None
    return _Extent(times.min(), times.max(), _rounded_up(float(values.max())))


def _rounded_up(value: float) -> float:
    """The top of the axis: a little above the value and round, so that it seldom moves."""
    if value <= 0:
        return 1.0
    step: float = 10 ** (ceil(log10(value)) - 1) / 2
    return ceil(value / step) * step


def _dots_of(points: pd.DataFrame, extent: _Extent, axis: str) -> list[Row]:
    edge = extent.first + (extent.last - extent.first) * _LEFT_EDGE
    side = points["on"].lt(edge).map({True: "right", False: "left"})
    told = points["what"].where(points["what"] != "", points["value"].astype(str))
    return rows_of(points.assign(side=side, what=axis + ": " + told))


def _height(style: Style) -> int:
    return style.pick(200, 520)


@lru_cache(maxsize=64)
def _specification(style: Style, extent: _Extent) -> dict[str, Any]:
    return compiled(
        [_curve(style, extent), _dots(style, extent), *_labels(style, extent)],
        style,
        height=_height(style),
        padding={"left": 0, "right": style.pick(8, 24), "top": style.pick(8, 24), "bottom": 0},
    )


def _x(field: str, extent: _Extent) -> alt.X:
    """The axis counts in UTC, as the rows do: the reader's own time zone moves no month."""
    domain = [_moment(extent.first), _moment(extent.last)]
    return alt.X(
        f"{field}:T",
        scale=alt.Scale(type="utc", domain=domain, nice=False),
        axis=_time_axis((extent.last - extent.first).days),
    )


def _moment(time: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=time.year, month=time.month, date=time.day, utc=True)


def _time_axis(days: int) -> alt.Axis:
    step: dict[str, Any] = {"interval": "year", "step": 1}
    if days <= _QUARTERLY:
        step = {"interval": "month", "step": 1 if days <= _MONTHLY else 3}
    return alt.Axis(title=None, format="%Y" if days > _QUARTERLY else "%-m/%Y", tickCount=step)


def _y(field: str, extent: _Extent) -> alt.Y:
    scale = alt.Scale(domain=[0, extent.top], nice=False)
    axis = alt.Axis(title=None, tickCount=_LINES, format=",d", tickMinStep=1)
    return alt.Y(f"{field}:Q", scale=scale, axis=axis)


def _curve(style: Style, extent: _Extent) -> alt.Chart:
    mark: alt.Chart = alt.Chart(_LINE).mark_line(color=style.palette.data)
    return mark.encode(x=_x("month", extent), y=_y("deeds", extent))


def _dots(style: Style, extent: _Extent) -> alt.Chart:
    tip = f"utcFormat(datum.on, '{style.date_format}') + ' ' + datum.what"
    mark: alt.Chart = (
        alt.Chart(_POINTS)
        .transform_calculate(tip=tip)
        .mark_point(color=style.palette.data, opacity=1)
    )
    tooltip = alt.Tooltip("tip:N", title=" ")
    return mark.encode(x=_x("on", extent), y=_y("value", extent), tooltip=tooltip)


def _labels(style: Style, extent: _Extent) -> list[alt.Chart]:
    return [_label(style, extent, "left", -1), _label(style, extent, "right", 1)]


def _label(style: Style, extent: _Extent, side: Literal["left", "right"], sign: int) -> alt.Chart:
    rows = alt.Chart(_POINTS).transform_filter(alt.FieldEqualPredicate(field="side", equal=side))
    mark: alt.Chart = rows.mark_text(
        align="right" if side == "left" else "left",
        dx=sign * style.pick(8, 22),
        dy=-style.pick(8, 22) if side == "left" else style.pick(10, 28),
        fontWeight=SEMIBOLD,
    )
    return mark.encode(x=_x("on", extent), y=_y("value", extent), text="label:N")
