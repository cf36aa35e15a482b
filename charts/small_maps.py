"""Small multiples: a small map a year, all with the same classes and one set of borders."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil
from typing import Any

import altair as alt
import pandas as pd

from charts.figure import Figure, Row, blank, compiled
from charts.geography import Shape, extent
from charts.map_parts import (
    REGIONS,
    areas,
    border_lines,
    borders_inside,
    borders_lookup,
    fitted,
)
from charts.style import SEMIBOLD, Style
from charts.unit_rows import unit_rows

_PRECISION = 0.7  # pixels; that of Vega itself
_TITLES = alt.NamedData(name="years")


def small_maps(
    frame: pd.DataFrame,
    *,
    classes: Sequence[float],
    shape: Shape,
    style: Style,
    height: int | None = None,
    diverging: bool = False,
) -> Figure:
    """A map for each year of the frame, rising, in one row or two as the screen is wide or narrow.

    `frame` is that of `charts.region_map.region_map` with a column year (int or text); the classes
    are shared, so that a colour means the same every year. Hovering tells region, year and value.
    """
    years = list(dict.fromkeys(frame["year"].sort_values()))
    tall = height or style.pick(430, 760)
    if not years:
        return blank(style, tall)
    rows = [
        row
        for number, year in enumerate(years)
        for row in _year_rows(frame, number, year, classes, shape, style, diverging)
    ]
    titles = [{"number": number, "text": str(year)} for number, year in enumerate(years)]
    datasets = {"regions": rows, "years": titles, **borders_inside(shape, style)}
    return Figure(_specification(shape, style, len(years), tall), datasets)


def _year_rows(
    frame: pd.DataFrame,
    number: int,
    year: object,
    classes: Sequence[float],
    shape: Shape,
    style: Style,
    diverging: bool,
) -> list[Row]:
    rows = unit_rows(frame[frame["year"] == year], classes, shape, style, diverging=diverging)
    kept = ("region_code", "status", "fill")
    return [
        {**{key: row[key] for key in kept}, "number": number, "tip": f"{year} · {row['tip']}"}
        for row in rows
    ]


@lru_cache(maxsize=32)
def _specification(shape: Shape, style: Style, count: int, height: int) -> dict[str, Any]:
    layers = [layer for number in range(count) for layer in _small_map(number, shape, style)]
    spec = compiled(
        [*layers, _titles(style)],
        style,
        height=height,
        padding={"left": 2, "right": 2, "top": 2, "bottom": 2},
        autosize="none",
        shared=("regions", [borders_lookup(shape, style)]),
    )
    return {**spec, "params": _measures(count, shape, style)}


def _small_map(number: int, shape: Shape, style: Style) -> list[alt.Chart]:
    box = _box(str(number), style)
    of_year = f"datum.number == {number}"
    # Vega-Lite takes projections for one and the same when they differ in nothing but their place.
    projection = {**fitted(shape, box), "precision": _PRECISION + number / 1000}
    return [
        layer.transform_filter(of_year).project(**projection)
        for layer in (areas(style, small=True), *border_lines(style, thin=True), _outside(style))
    ]


def _measures(count: int, shape: Shape, style: Style) -> list[dict[str, str]]:
    """How the maps stand, in one row or in two, whichever makes them larger: named expressions."""
    title, gap = _title(style), style.pick(6, 16)
    slimness = extent(shape).height / extent(shape).width
    fits = f"(width / {count} - {gap}) * {slimness:.4f} > height / 2 - {title + gap}"
    found = {
        "columns": f"{fits} ? {count} : {ceil(count / 2)}",
        "rows": f"ceil({count} / columns)",
        "map_width": f"width / columns - {gap}",
        "map_height": f"min(height / rows - {title + gap}, map_width * {slimness:.4f})",
    }
    return [{"name": name, "expr": expression} for name, expression in found.items()]


def _box(number: str, style: Style) -> Mapping[str, str]:
    """The place of a map right below its title."""
    return {
        "left": f"({number} % columns) * (width / columns)",
        "top": f"floor({number} / columns) * (height / rows) + {_title(style)}",
        "width": "map_width",
        "height": "map_height",
    }


def _title(style: Style) -> int:
    """Pixels that the year above a map takes."""
    return round(style.font_size * 1.6)


def _outside(style: Style) -> alt.Chart:
    """Outside the target area only the coast is drawn."""
    rows = alt.Chart(REGIONS).transform_filter("datum.status == 'outside'")
    line: alt.Chart = rows.mark_geoshape(
        clip=False, filled=False, stroke=style.palette.axis, strokeWidth=0.5
    )
    return line.encode(shape=alt.Shape("area:G"))


def _titles(style: Style) -> alt.Chart:
    box = _box("datum.number", style)
    named = alt.Chart(_TITLES).transform_calculate(
        across=f"{box['left']} + {box['width']} / 2", down=f"{box['top']} - {style.pick(6, 16)}"
    )
    text: alt.Chart = named.mark_text(align="center", baseline="bottom", fontWeight=SEMIBOLD)
    return text.encode(
        x=alt.X("across:Q", scale=None, axis=None),
        y=alt.Y("down:Q", scale=None, axis=None),
        text="text:N",
    )
