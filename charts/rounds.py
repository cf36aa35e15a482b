"""Days asked for and granted in each application round, against the round's pool."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from charts.figure import Figure, blank, compiled, rows_of
from charts.style import Style

_ROWS = alt.NamedData(name="rounds")
_COLUMNS = ["round_code", "label", "requested", "granted", "day_pool"]
_BAR = 0.58  # share of a round's place on the axis; the rule of the pool is a little wider
_RULE = 0.7


@dataclass(frozen=True)
class RoundTexts:
    """Names of the quantities in the tooltip."""

    round_code: str
    requested: str
    granted: str
    day_pool: str


def requested_and_granted(frame: pd.DataFrame, *, texts: RoundTexts, style: Style) -> Figure:
    """Pale bars asked, dark bars granted, a rule for the pool; rounds in the order of the frame.

    `frame` has round_code, label (short, for the axis), requested, granted and day_pool, in days.
    """
    if frame.empty:
        return blank(style, _height(style))
    return Figure(_specification(style, texts), {"rounds": rows_of(frame[_COLUMNS])})


@lru_cache(maxsize=64)
def _specification(style: Style, texts: RoundTexts) -> dict[str, Any]:
    palette = style.palette
    asked = _bars(_BAR, fill=palette.free, stroke=palette.axis, strokeWidth=1)
    granted = _bars(_BAR, fill=palette.data)
    layers = [
        asked.encode(y=_days("requested"), tooltip=_tooltip(texts)),
        granted.encode(y=_days("granted"), tooltip=_tooltip(texts)),
        _pool(style).encode(y=_days("day_pool"), tooltip=_tooltip(texts)),
    ]
    return compiled(
        layers,
        style,
        height=_height(style),
        padding={"left": 0, "right": 4, "top": 6, "bottom": 0},
    )


def _height(style: Style) -> int:
    return style.pick(200, 520)


def _bars(share: float, **mark: Any) -> alt.Chart:
    bars: alt.Chart = alt.Chart(_ROWS).mark_bar(width=alt.RelativeBandSize(share), **mark)
    return bars.encode(x=_round())


def _pool(style: Style) -> alt.Chart:
    tick: alt.Chart = alt.Chart(_ROWS).mark_tick(
        color=style.palette.text, thickness=style.pick(2, 5), width=alt.RelativeBandSize(_RULE)
    )
    return tick.encode(x=_round())


def _round() -> alt.X:
    axis = alt.Axis(title=None, labelAngle=0, labelOverlap=True, ticks=False)
    return alt.X("label:N", sort=None, scale=alt.Scale(padding=0), axis=axis)


def _days(field: str) -> alt.Y:
    axis = alt.Axis(title=None, tickCount=4, format=",d")
    return alt.Y(f"{field}:Q", scale=alt.Scale(zero=True, nice=False), stack=None, axis=axis)


def _tooltip(texts: RoundTexts) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("round_code:N", title=texts.round_code),
        alt.Tooltip("requested:Q", title=texts.requested, format=",d"),
        alt.Tooltip("granted:Q", title=texts.granted, format=",d"),
        alt.Tooltip("day_pool:Q", title=texts.day_pool, format=",d"),
    ]
