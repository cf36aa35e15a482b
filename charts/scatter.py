"""Two figures of each region against each other, the regions named as far as there is room."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from charts.figure import Figure, Row, blank, compiled, rows_of
from charts.labels import Box, Label, fitting, text_at
from charts.style import Style, text_width

Side = Literal["right", "left", "above", "below", ""]
Point = tuple[float, float]

_COLUMNS = ["code", "name", "short", "x", "y", "tip"]
_POINTS = alt.NamedData(name="scatter")
_INNER = 14  # pixels between the outermost points and the edge of the drawing area
# Widths of the drawing area for which names are laid out.
_STEPS = (240, 280, 320, 380, 450, 540, 650, 780, 940, 1130)


def scatter(
    frame: pd.DataFrame,
    *,
    x_title: str,
    y_title: str,
    selected: str | None,
    style: Style,
    height: int | None = None,
) -> Figure:
    """A point a region with its name beside it.

    `frame` has code, name, x and y (float; rows that lack one are left out) and tip, the text on
    hover; it may have short, a short name for where the whole one does not fit. The axes span the
    values that there are: this shows how two figures go together, not how large they are.
    """
    tall = height or style.pick(420, 760)
    points = frame.dropna(subset=["x", "y"])
    if points.empty:
        return blank(style, tall)
    rows = rows_of(points.assign(short=points.get("short", points["name"]))[_COLUMNS])
    texts = scatter_labels(rows, style, tall)
    rows = [{**row, **texts[row["code"]], "selected": row["code"] == selected} for row in rows]
    return Figure(_specification(style, tall, x_title, y_title), {"scatter": rows})


def scatter_labels(rows: Sequence[Row], style: Style, height: int) -> dict[str, Row]:
    """Code → `text_0` … and `side_0` … for each width: the name, empty where none fits, and on
    which side of its point it stands."""
    inner = height - style.pick(60, 150)  # the axis and its title take less than that
    by_step = [point_names(rows, style, (width, inner)) for width in steps(style)]
    return {row["code"]: _written(row, by_step) for row in rows}


def steps(style: Style) -> list[int]:
    """The widths of the drawing area for which names are laid out."""
    return [round(step * style.font_size / 12) for step in _STEPS]


def point_names(
    rows: Sequence[Row], style: Style, size: tuple[int, int]
) -> dict[str, tuple[Side, Label]]:
    """The names that fit into a drawing area of `size` pixels, and the sides of their points."""
    width, height = size
    at = {
        code: (_INNER + x * (width - 2 * _INNER), height - _INNER - y * (height - 2 * _INNER))
        for code, (x, y) in _fractions(rows).items()
    }
    reach = style.pick(5, 11)
    marks = [Box(x - reach, y - reach, x + reach, y + reach) for x, y in at.values()]
    choices = {row["code"]: _choices(at[row["code"]], row, style) for row in rows}
    chosen = fitting(
        {code: [label for _, label in each] for code, each in choices.items()},
        font_size=style.font_size,
        frame=Box(0, 0, width, height),
        taken=marks,
    )
    return {
        code: next(choice for choice in choices[code] if choice[1] == label)
        for code, label in chosen.items()
    }


def _choices(at: Point, row: Row, style: Style) -> list[tuple[Side, Label]]:
    texts = dict.fromkeys((row["name"], row["short"]))
    return [choice for text in texts for choice in _sides(at, text, style)]


def _sides(at: Point, text: str, style: Style) -> list[tuple[Side, Label]]:
    x, y = at
    aside = _beside(style) + text_width(text, style.font_size) / 2
    over = _beside(style) + style.font_size / 2
    return [
        ("right", Label(x + aside, y, text)),
        ("left", Label(x - aside, y, text)),
        ("above", Label(x, y - over, text)),
        ("below", Label(x, y + over, text)),
    ]


def _beside(style: Style) -> int:
    """Pixels from a point to its name."""
    return style.pick(9, 20)


def _written(row: Row, by_step: Sequence[Mapping[str, tuple[Side, Label]]]) -> Row:
    found: Row = {}
    for number, names in enumerate(by_step):
        side, label = names.get(row["code"], ("", Label(0, 0, "")))
        found[f"text_{number}"], found[f"side_{number}"] = label.text, side
    return found


def _fractions(rows: Sequence[Row]) -> dict[str, Point]:
    xs, ys = _shares([row["x"] for row in rows]), _shares([row["y"] for row in rows])
    return {row["code"]: place for row, place in zip(rows, zip(xs, ys, strict=True), strict=True)}


def _shares(values: Sequence[float]) -> list[float]:
    low, span = min(values), max(values) - min(values)
    return [(value - low) / span if span else 0.5 for value in values]


@lru_cache(maxsize=32)
def _specification(style: Style, height: int, x_title: str, y_title: str) -> dict[str, Any]:
    sides = {
        "right": {"align": "left", "dx": _beside(style)},
        "left": {"align": "right", "dx": -_beside(style)},
        "above": {"align": "center", "dy": -_beside(style) - style.font_size // 2},
        "below": {"align": "center", "dy": _beside(style) + style.font_size // 2},
    }
    axes = {"x": _axis(alt.X, "x", x_title), "y": _axis(alt.Y, "y", y_title)}
    return compiled(
        [
            _points(style, axes),
            *(_names(side, axes, options) for side, options in sides.items()),
        ],
        style,
        height=height,
        padding={"left": 0, "right": 6, "top": 6, "bottom": 0},
        transforms={
            "written": text_at("width", steps(style)),
            "side": text_at("width", steps(style), "side"),
        },
    )


def _axis(channel: Any, field: str, title: str) -> Any:
    axis = alt.Axis(title=title, grid=True, tickCount=5, titlePadding=8)
    scale = alt.Scale(zero=False, nice=False, padding=_INNER)
    return channel(f"{field}:Q", scale=scale, axis=axis)


def _points(style: Style, axes: dict[str, Any]) -> alt.Chart:
    palette = style.palette
    marks = alt.Chart(_POINTS).mark_point(
        filled=True, opacity=1, size=style.pick(70, 400), stroke=palette.page, strokeWidth=1
    )
    color = alt.condition("datum.selected", alt.value(palette.over), alt.value(palette.data))
    points: alt.Chart = marks.encode(**axes, fill=color, tooltip=alt.Tooltip("tip:N", title=" "))
    return points


def _names(side: str, axes: dict[str, Any], options: dict[str, Any]) -> alt.Chart:
    rows = alt.Chart(_POINTS).transform_filter(f"datum.side == '{side}'")
    text: alt.Chart = rows.mark_text(baseline="middle", **options)
    return text.encode(**axes, text="written:N")
