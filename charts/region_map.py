"""The map of the regions: coloured by class, one of them outlined, each of them clickable."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from charts.classes import class_of
from charts.figure import Figure, Row, compiled, rows_of
from charts.geography import (
    OBJECT_NAME,
    REGION_CODES,
    Vintage,
    label_points,
    outline,
    topology,
)
from charts.legend import unclassed_fill
from charts.style import Style

SELECTION = "region"

_REGIONS = alt.NamedData(name="regions")
_OUTLINE = alt.NamedData(name="outline")
_BORDERS = "borders"
_COLUMNS = ["region_code", "name", "value", "label", "status"]
# The transverse Mercator on 27° E is the look Finns know from their own maps (TM35FIN).
_PROJECTION = {"type": "transverseMercator", "rotate": [-27, 0, 0]}


def region_map(
    frame: pd.DataFrame,
    *,
    classes: Sequence[float],
    selected: str | None,
    vintage: Vintage,
    style: Style,
    turn: int = 0,
    height: int | None = None,
    clickable: bool = True,
) -> Figure:
    """The regions with the borders of `vintage`, coloured by the class of their value.

    `frame` has region_code, name, value (float or missing), label (the value as text, shown on
    hover) and status: 'shown', 'suppressed' (too few people, hatched) or 'outside' the target
    area (hatched square with its name, never a value). 'shown' without a value is left blank, and
    so are regions missing from the frame. `classes` are the inner breaks.

    A click selects `region_code` and `turn` in the parameter `region`; read it with
    `clicked_region`. `turn` is any number that the page changes with each new selection, however
    made: a click then always differs from the last one, which Streamlit would otherwise swallow
    when the same region had meanwhile been left by way of the select box. A map that is not
    `clickable` is only looked at.
    """
    rows = [{**row, "turn": turn} for row in _regions(frame, classes, style)]
    datasets = {
        "regions": rows,
        "outline": _outline_rows(vintage, selected),
        _BORDERS: topology(vintage),
    }
    specification = _specification(style, height or style.pick(630, 800), clickable)
    return Figure(specification, datasets)


def clicked_region(event: Mapping[str, Any] | None, *, turn: int = 0) -> str | None:
    """The region that was clicked, from what `st.altair_chart` returned or left in the session.

    None for no click, a click beside the regions, or a click made before the current `turn`.
    """
    picked = ((event or {}).get("selection") or {}).get(SELECTION)
    if not isinstance(picked, list) or not picked:  # nothing selected comes as an empty mapping
        return None
    code: str | None = picked[0].get("region_code")
    return code if code in REGION_CODES and picked[0].get("turn") == turn else None


def fill_of(value: float | None, status: str, classes: Sequence[float], style: Style) -> str:
    """The class colour of a value; the page colour where there is none to show."""
    if status != "shown" or value is None:
        return style.palette.page
    return style.palette.classes[class_of(value, classes)]


def _regions(frame: pd.DataFrame, classes: Sequence[float], style: Style) -> list[Row]:
    given = {row["region_code"]: row for row in rows_of(frame[_COLUMNS])}
    return [_region(code, given.get(code), classes, style) for code in REGION_CODES]


def _region(code: str, given: Row | None, classes: Sequence[float], style: Style) -> Row:
    row = given or {"name": "", "value": None, "label": "", "status": "shown"}
    longitude, latitude = label_points()[code]
    return {
        "region_code": code,
        "name": row["name"],
        "status": row["status"],
        "fill": fill_of(row["value"], row["status"], classes, style),
        "tip": ": ".join(part for part in (row["name"], row["label"]) if part),
        "longitude": longitude,
        "latitude": latitude,
    }


def _outline_rows(vintage: Vintage, selected: str | None) -> list[Row]:
    """The outline travels as rows, so that selecting does not draw the whole map anew."""
    rings = outline(vintage, selected) if selected in REGION_CODES else []
    return [
        {"part": part, "step": step, "longitude": longitude, "latitude": latitude}
        for part, ring in enumerate(rings)
        for step, (longitude, latitude) in enumerate(ring)
    ]


@lru_cache(maxsize=32)
def _specification(style: Style, height: int, clickable: bool) -> dict[str, Any]:
    layers = [
        _outside_box(style),
        _areas(style, clickable),
        _outside_name(style),
        _line(style.palette.page, style.pick(6, 12)),
        _line(style.palette.over, style.pick(3, 6)),
    ]
    side, below = style.pick(34, 96), style.pick(26, 70)
    return compiled(
        layers,
        style,
        height=height,
        padding={"left": side, "right": 6, "top": 6, "bottom": below},
        projection=_PROJECTION,
    )


def _areas(style: Style, clickable: bool) -> alt.Chart:
    """One layer, rows first: only so do clicks answer with fields of the rows."""
    form = alt.TopoDataFormat(type="topojson", feature=OBJECT_NAME)
    borders = alt.NamedData(name=_BORDERS, format=form)
    rows = alt.Chart(_REGIONS).transform_lookup(
        lookup="region_code", from_=alt.LookupData(data=borders, key="id"), as_="area"
    )
    mark = rows.mark_geoshape(
        stroke=style.palette.axis,
        strokeWidth=0.8,
        cursor="pointer" if clickable else "default",
    )
    areas: alt.Chart = mark.encode(
        shape=alt.Shape("area:G"), fill=_fill(style), tooltip=alt.Tooltip("tip:N", title=" ")
    )
    click = alt.selection_point(name=SELECTION, fields=["region_code", "turn"], toggle=False)
    return areas.add_params(click) if clickable else areas


def _fill(style: Style) -> alt.Fill:
    hidden = unclassed_fill(
        "suppressed", style, width=style.pick(80, 110), height=style.pick(80, 110)
    )
    return alt.Fill(
        "fill:N",
        scale=None,
        condition=[
            {"test": "datum.status == 'suppressed'", "value": hidden},
            # Clear, not absent: what has no fill cannot be clicked, and here the hatching shows.
            {"test": "datum.status == 'outside'", "value": "transparent"},
        ],
    )


def _outside() -> alt.Chart:
    return alt.Chart(_REGIONS).transform_filter("datum.status == 'outside'")


def _outside_box(style: Style) -> alt.Chart:
    side = style.pick(46, 58)
    hatched = unclassed_fill("outside", style, width=side, height=side)
    box: alt.Chart = _outside().mark_square(
        size=side**2, fill=hatched, stroke=style.palette.axis, strokeWidth=1, opacity=1
    )
    return box.encode(longitude="longitude:Q", latitude="latitude:Q")


def _outside_name(style: Style) -> alt.Chart:
    below = style.pick(46, 58) // 2 + round(style.font_size * 0.9)
    name: alt.Chart = _outside().mark_text(
        dy=below, color=style.palette.muted, align="center", limit=style.name_limit
    )
    return name.encode(longitude="longitude:Q", latitude="latitude:Q", text="name:N")


def _line(color: str, width: int) -> alt.Chart:
    line: alt.Chart = alt.Chart(_OUTLINE).mark_line(
        color=color, strokeWidth=width, strokeJoin="round", strokeCap="round"
    )
    return line.encode(
        longitude="longitude:Q", latitude="latitude:Q", order="step:Q", detail="part:N"
    )
