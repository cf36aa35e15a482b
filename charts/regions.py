"""Charts of the regions page: the map with its legend and the ranking beside it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from charts.classes import class_breaks, class_of
from charts.figure import Figure, Row, blank, compiled, rows_of
from charts.legend import LegendTexts, class_legend, legend_lines
from charts.map_parts import fill_of
from charts.region_map import region_map
from charts.style import Style, text_width

__all__ = [
    "LegendTexts",
    "class_breaks",
    "class_legend",
    "class_of",
    "legend_lines",
    "ranking",
    "region_map",
]

_RANKED = alt.NamedData(name="ranking")
#: So many rows of the ranking are of full height; more of them are lower.
_FULL_ROWS = 18
#: Less than any bar: it keeps zero at the left where there is none.
_SOME_LENGTH = 1e-6


def ranking(
    frame: pd.DataFrame, *, classes: Sequence[float], selected: str | None, style: Style
) -> Figure:
    """Horizontal bars, largest first, in the class colours of the map; the selected one framed.

    `frame` is that of `region_map`. Regions outside the target area are left out; those without a
    value to show come last, with their label and no bar.
    """
    rows = [_ranked(row, classes, selected, style) for row in _in_order(frame)]
    if not rows:
        return blank(style, style.pick(31, 56))
    # A label without a bar has the whole width to itself.
    beside = [text_width(row["label"], style.font_size) for row in rows if row["value"]]
    return Figure(_ranking(style, len(rows), max(beside, default=0)), {"ranking": rows})


def _in_order(frame: pd.DataFrame) -> list[Row]:
    rows = [row for row in rows_of(frame) if row["status"] != "outside"]
    return sorted(rows, key=_rank)


def _rank(row: Row) -> tuple[bool, float, str]:
    """A value that is not shown must not show in the order either."""
    return (not _has_bar(row), -row["value"] if _has_bar(row) else 0.0, row["name"])


def _has_bar(row: Row) -> bool:
    return row["status"] == "shown" and row["value"] is not None


def _ranked(row: Row, classes: Sequence[float], selected: str | None, style: Style) -> Row:
    chosen, palette = row["region_code"] == selected, style.palette
    return {
        "name": row["name"],
        "label": row["label"],
        "value": row["value"] if _has_bar(row) else 0,
        "fill": fill_of(row["value"], row["status"], classes, style),
        "stroke": palette.over if chosen else palette.axis if _has_bar(row) else "transparent",
        "thickness": style.pick(3, 6) if chosen else 0.8,
        "selected": chosen,
    }


@lru_cache(maxsize=64)
def _ranking(style: Style, count: int, label_width: int) -> dict[str, Any]:
    gap = style.pick(6, 14)
    return compiled(
        [_bars(style), _name(style, False, gap), _name(style, True, gap), _value(style, gap)],
        style,
        height=min(count, _FULL_ROWS) * style.pick(31, 56),
        padding={"left": 8, "right": label_width + gap, "top": 0, "bottom": 0},
    )


def _bars(style: Style) -> alt.Chart:
    bars: alt.Chart = alt.Chart(_RANKED).mark_bar(height=alt.RelativeBandSize(0.55))
    return bars.encode(
        x=_length(),
        y=_place(style),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
        strokeWidth=alt.StrokeWidth("thickness:Q", scale=None),
    )


def _length() -> alt.X:
    domain = alt.DomainUnionWith(unionWith=[0, _SOME_LENGTH])
    return alt.X("value:Q", scale=alt.Scale(domain=domain, zero=True, nice=False), axis=None)


def _place(style: Style) -> alt.Y:
    """The axis only measures the names, to make room for them: it cannot set one of them bold."""
    axis = alt.Axis(
        title=None,
        grid=False,
        domain=False,
        ticks=False,
        labelOpacity=0,
        labelLimit=style.name_limit,
    )
    return alt.Y("name:N", sort=None, scale=alt.Scale(padding=0), axis=axis)


def _name(style: Style, selected: bool, gap: int) -> alt.Chart:
    rows = alt.Chart(_RANKED).transform_filter(f"datum.selected == {str(selected).lower()}")
    weight: Literal[700, 400] = 700 if selected else 400
    text: alt.Chart = rows.mark_text(
        align="right", baseline="middle", dx=-gap, fontWeight=weight, limit=style.name_limit
    )
    return text.encode(x=alt.value(0), y=_place(style), text="name:N")


def _value(style: Style, gap: int) -> alt.Chart:
    text: alt.Chart = alt.Chart(_RANKED).mark_text(align="left", baseline="middle", dx=gap)
    return text.encode(x=_length(), y=_place(style), text="label:N")
