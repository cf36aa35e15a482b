"""What every map is made of: borders looked up for rows, projection, fills and two-toned lines."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from charts.classes import class_of
from charts.figure import Datasets
from charts.geography import OBJECT_NAME, PROJECTION, Shape, extent, file_name, topology
from charts.legend import unclassed_fill
from charts.style import Style

REGIONS = alt.NamedData(name="regions")
TIP = alt.Tooltip("tip:N", title=" ")
BORDERS = "borders"
_FORMAT = {"type": "topojson", "feature": OBJECT_NAME}
#: Names of the box that a map is fitted into: left, top, width and height as Vega expressions.
WHOLE: Mapping[str, str] = {"left": "0", "top": "0", "width": "width", "height": "height"}


def fill_of(
    value: float | None,
    status: str,
    classes: Sequence[float],
    style: Style,
    *,
    diverging: bool = False,
) -> str:
    """The class colour of a value; the page colour where there is none to show."""
    if status != "shown" or value is None:
        return style.palette.page
    colors = style.palette.changes if diverging else style.palette.classes
    return colors[class_of(value, classes)]


def borders_lookup(shape: Shape, style: Style) -> dict[str, Any]:
    """The transform that gives each row of `region_code` its area.

    The browser fetches the borders where the style names their address, and keeps them; else they
    come with the chart as the dataset `borders`: see `borders_inside`.
    """
    source: dict[str, Any] = {"name": BORDERS}
    if style.borders:
        source = {"url": f"{style.borders}{file_name(shape)}"}
    data = {**source, "format": _FORMAT}
    return {"lookup": "region_code", "from": {"data": data, "key": "id"}, "as": "area"}


def borders_inside(shape: Shape, style: Style) -> Datasets:
    """The borders as a dataset of the chart, unless the browser fetches them by itself."""
    return {} if style.borders else {BORDERS: topology(shape)}


def fitted(shape: Shape, box: Mapping[str, str] = WHOLE) -> dict[str, Any]:
    """The projection with which a shape fills a box, centred in it.

    Vega could fit it by itself, but then nobody on our side would know where places are drawn.
    """
    scale = map_scale(shape, box)
    found = extent(shape)
    x, y = found.left + found.width / 2, found.top + found.height / 2
    across = f"{box['left']} + {box['width']} / 2 - ({x:.6f}) * {scale}"
    down = f"{box['top']} + {box['height']} / 2 - ({y:.6f}) * {scale}"
    return {**PROJECTION, "scale": {"expr": scale}, "translate": {"expr": f"[{across}, {down}]"}}


def map_scale(shape: Shape, box: Mapping[str, str] = WHOLE) -> str:
    """Pixels for a radius of the earth, as a Vega expression."""
    found = extent(shape)
    return f"min({box['width']} / {found.width:.6f}, {box['height']} / {found.height:.6f})"


def areas(style: Style, *, clickable: bool = False, small: bool = False) -> alt.Chart:
    """The filled areas of the rows, with their tips; no lines. Hatching has fewer stripes on a
    `small` map."""
    mark: alt.Chart = alt.Chart(REGIONS).mark_geoshape(
        clip=False, cursor="pointer" if clickable else "default"
    )
    return mark.encode(shape=alt.Shape("area:G"), fill=_fill(style, small), tooltip=TIP)


def border_lines(style: Style, *, thin: bool = False) -> list[alt.Chart]:
    """Borders of two tones, one line upon the other: one of them stands out from any fill."""
    share = 0.6 if thin else 1.0
    return [
        _line(style.palette.border, share * style.pick(24, 60) / 10),
        _line(style.palette.border_core, share * style.pick(9, 22) / 10),
    ]


def _line(color: str, width: float) -> alt.Chart:
    inside = alt.Chart(REGIONS).transform_filter("datum.status != 'outside'")
    line: alt.Chart = inside.mark_geoshape(
        clip=False, filled=False, stroke=color, strokeWidth=width, strokeJoin="round"
    )
    # A tip here too: it would vanish while the pointer crosses a border.
    return line.encode(shape=alt.Shape("area:G"), tooltip=TIP)


def _fill(style: Style, small: bool) -> alt.Fill:
    side = style.pick(30, 50) if small else style.pick(80, 110)
    return alt.Fill(
        "fill:N",
        scale=None,
        condition=[
            {"test": f"datum.status == '{state}'", "value": value}
            for state, value in (
                ("suppressed", unclassed_fill("suppressed", style, width=side, height=side)),
                ("missing", unclassed_fill("missing", style, width=side, height=side)),
                # Clear, not absent: what has no fill cannot be clicked, and the hatching shows.
                ("outside", "transparent"),
            )
        ],
    )
