"""The map of tiles: every unit equally large, its short name and value in it; for projectors."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from charts.figure import Figure, Row, compiled
from charts.geography import Shape, units
from charts.legend import unclassed_fill
from charts.style import SEMIBOLD, Style
from charts.unit_rows import unit_rows

_TILES = alt.NamedData(name="tiles")


def tile_map(
    frame: pd.DataFrame,
    *,
    classes: Sequence[float],
    selected: str | None,
    shape: Shape,
    style: Style,
    height: int | None = None,
    diverging: bool = False,
    clickable: bool = True,
) -> Figure:
    """The units of `shape` as tiles of one size, roughly where they lie.

    Frame, colours, states and selection are those of `charts.region_map.region_map`.
    """
    rows = unit_rows(frame, classes, shape, style, diverging=diverging)
    tiles = [_tile(row, shape, style, row["region_code"] == selected) for row in rows]
    spec = _specification(shape, style, height or style.pick(520, 800), clickable)
    return Figure(spec, {"tiles": tiles})


def _tile(row: Row, shape: Shape, style: Style, selected: bool) -> Row:
    unit, palette = units(shape)[row["region_code"]], style.palette
    return {
        "region_code": row["region_code"],
        "status": row["status"],
        "fill": row["fill"],
        "ink": palette.ink_on(row["fill"]),
        "short": unit.shorts[style.language],
        # Why there is no value does not fit into a tile; the legend and the tip say it.
        "label": row["label"] if row["status"] == "shown" else "",
        "tip": row["tip"],
        "column": unit.tile[0],
        "row": unit.tile[1],
        "selected": selected,
    }


@lru_cache(maxsize=32)
def _specification(shape: Shape, style: Style, height: int, clickable: bool) -> dict[str, Any]:
    places = [unit.tile for unit in units(shape).values()]
    columns, rows = (1 + max(place[axis] for place in places) for axis in (0, 1))
    cell = f"min(width / {columns}, height / {rows})"
    return compiled(
        [_tiles(style, clickable), _frame(style), *_texts(style)],
        style,
        height=height,
        padding={"left": 4, "right": 4, "top": 4, "bottom": 4},
        autosize="none",
        transforms={
            "cell": cell,
            "x0": f"(width - {columns} * datum.cell) / 2 + datum.column * datum.cell",
            "y0": "datum.row * datum.cell",
            "x1": f"datum.x0 + datum.cell - {style.pick(4, 10)}",
            "y1": f"datum.y0 + datum.cell - {style.pick(4, 10)}",
            "middle": "(datum.x0 + datum.x1) / 2",
            "centre": "(datum.y0 + datum.y1) / 2",
            "font": f"clamp(datum.cell / 5, {style.font_size - 1}, {style.font_size * 2})",
        },
    )


def _tiles(style: Style, clickable: bool) -> alt.Chart:
    mark = alt.Chart(_TILES).mark_rect(
        stroke=style.palette.axis, strokeWidth=1, cursor="pointer" if clickable else "default"
    )
    tiles: alt.Chart = mark.encode(
        **_place(), fill=_fill(style), tooltip=alt.Tooltip("tip:N", title=" ")
    )
    return tiles


def _fill(style: Style) -> alt.Fill:
    side = style.pick(70, 130)
    return alt.Fill(
        "fill:N",
        scale=None,
        condition=[
            {
                "test": f"datum.status == '{state}'",
                "value": unclassed_fill(state, style, width=side, height=side),
            }
            for state in ("suppressed", "missing", "outside")
        ],
    )


def _frame(style: Style) -> alt.Chart:
    chosen = alt.Chart(_TILES).transform_filter("datum.selected")
    frame: alt.Chart = chosen.mark_rect(
        filled=False, stroke=style.palette.over, strokeWidth=style.pick(3, 8)
    )
    return frame.encode(**_place())


def _texts(style: Style) -> list[alt.Chart]:
    """Short name above, value below; on hatching both stand on a halo of the page colour."""
    halo = {"stroke": style.palette.page, "strokeWidth": style.pick(4, 10), "strokeJoin": "round"}
    hatched = alt.Chart(_TILES).transform_filter("datum.fill == '" + style.palette.page + "'")
    everywhere = alt.Chart(_TILES)
    return [
        _text(hatched, "short", -0.55, 400, style, **halo),
        _text(everywhere, "short", -0.55, 400, style),
        _text(hatched, "label", 0.65, SEMIBOLD, style, **halo),
        _text(everywhere, "label", 0.65, SEMIBOLD, style),
    ]


def _text(
    rows: alt.Chart, field: str, lines: float, weight: Literal[400, 600], style: Style, **halo: Any
) -> alt.Chart:
    text: alt.Chart = rows.mark_text(
        align="center",
        baseline="middle",
        dy=round(lines * style.pick(15, 44)),
        fontWeight=weight,
        **halo,
    )
    ink: dict[str, Any] = {} if halo else {"fill": alt.Fill("ink:N", scale=None)}
    found: alt.Chart = text.encode(
        x=alt.X("middle:Q", scale=None, axis=None),
        y=alt.Y("centre:Q", scale=None, axis=None),
        text=f"{field}:N",
        size=alt.Size("font:Q", scale=None),
        **ink,
    )
    return found


def _place() -> dict[str, Any]:
    return {
        "x": alt.X("x0:Q", scale=None, axis=None),
        "y": alt.Y("y0:Q", scale=None, axis=None),
        "x2": "x1:Q",
        "y2": "y1:Q",
    }
