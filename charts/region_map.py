"""The map of the regions: coloured by class, one of them outlined."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from charts.figure import Figure, Row, compiled
from charts.geography import Shape, outline, shape_codes
from charts.legend import unclassed_fill
from charts.map_labels import label_layers, label_texts
from charts.map_parts import (
    REGIONS,
    TIP,
    areas,
    border_lines,
    borders_inside,
    borders_lookup,
    fitted,
)
from charts.places import place_layer, place_rows, prominent
from charts.style import Style
from charts.unit_rows import unit_rows

_OUTLINE = alt.NamedData(name="outline")


def region_map(
    frame: pd.DataFrame,
    *,
    classes: Sequence[float],
    selected: str | None,
    shape: Shape,
    style: Style,
    height: int | None = None,
    labels: bool = False,
    places: pd.DataFrame | None = None,
    diverging: bool = False,
    clickable: bool = True,
) -> Figure:
    """The units of `shape`, coloured by the class of their value.

    `frame` has region_code, name, value (float or missing), label (the value as text, shown on
    hover) and status: 'shown', 'suppressed' (too few people, hatched), 'missing' (there is no such
    figure, striped) or 'outside' the target area (hatched square with its name, never a value).
    'shown' without a value is left blank, and so are units missing from the frame. `classes`
    are the inner breaks, of changes when `diverging`.

    With `labels` each unit has its name and value written on it as far as there is room: in full,
    shortened, or not at all. `places` are point marks: see `charts.places`.

    Another `selected` unit moves the outline and nothing else. A map that is not `clickable` does
    not look as if a click on it did something.
    """
    rows = unit_rows(frame, classes, shape, style, diverging=diverging)
    marks = [] if places is None else place_rows(places, style)
    texts = label_texts(rows, shape, style, prominent(marks)) if labels else {}
    datasets = {
        "regions": [{**row, **texts.get(row["region_code"], {})} for row in rows],
        "outline": _outline_rows(shape, selected),
        **({} if places is None else {"places": marks}),
        **borders_inside(shape, style),
    }
    drawn = (labels, places is not None, clickable)
    return Figure(_specification(shape, style, height or style.pick(630, 800), *drawn), datasets)


def _outline_rows(shape: Shape, selected: str | None) -> list[Row]:
    """The outline travels as rows, so that selecting does not draw the whole map anew."""
    rings = outline(shape, selected) if selected in shape_codes(shape) else []
    return [
        {"part": part, "step": step, "longitude": longitude, "latitude": latitude}
        for part, ring in enumerate(rings)
        for step, (longitude, latitude) in enumerate(ring)
    ]


@lru_cache(maxsize=64)
def _specification(
    shape: Shape, style: Style, height: int, labels: bool, places: bool, clickable: bool
) -> dict[str, Any]:
    layers = [
        _outside_box(style),
        areas(style, clickable=clickable),
        *border_lines(style),
        _outside_border(style),
        _outside_name(style),
        _line(style.palette.page, style.pick(6, 12)),
        _line(style.palette.over, style.pick(3, 6)),
        *(label_layers(shape, style) if labels else []),
        *([place_layer(style)] if places else []),
    ]
    side, below = style.pick(34, 96), style.pick(26, 70)
    return compiled(
        layers,
        style,
        height=height,
        padding={"left": side, "right": side if labels else 6, "top": 6, "bottom": below},
        projection=fitted(shape),
        shared=("regions", [borders_lookup(shape, style)]),
    )


def _outside() -> alt.Chart:
    return alt.Chart(REGIONS).transform_filter("datum.status == 'outside'")


def _outside_box(style: Style) -> alt.Chart:
    side = style.pick(46, 58)
    hatched = unclassed_fill("outside", style, width=side, height=side)
    box: alt.Chart = _outside().mark_square(
        clip=False, size=side**2, fill=hatched, stroke=style.palette.axis, strokeWidth=1, opacity=1
    )
    return box.encode(longitude="longitude:Q", latitude="latitude:Q")


def _outside_border(style: Style) -> alt.Chart:
    line: alt.Chart = _outside().mark_geoshape(
        clip=False, filled=False, stroke=style.palette.axis, strokeWidth=0.8
    )
    return line.encode(shape=alt.Shape("area:G"), tooltip=TIP)


def _outside_name(style: Style) -> alt.Chart:
    below = style.pick(46, 58) // 2 + round(style.font_size * 0.9)
    name: alt.Chart = _outside().mark_text(
        clip=False, dy=below, color=style.palette.muted, align="center", limit=style.name_limit
    )
    return name.encode(longitude="longitude:Q", latitude="latitude:Q", text="name:N")


def _line(color: str, width: int) -> alt.Chart:
    line: alt.Chart = alt.Chart(_OUTLINE).mark_line(
        clip=False, color=color, strokeWidth=width, strokeJoin="round", strokeCap="round"
    )
    return line.encode(
        longitude="longitude:Q", latitude="latitude:Q", order="step:Q", detail="part:N"
    )
