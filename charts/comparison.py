"""Two regions, or a region and the country, through the years: two lines, named at their ends."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from charts.figure import Figure, Row, blank, compiled, rows_of
from charts.style import SEMIBOLD, Style

_ROWS = alt.NamedData(name="comparison")
_SERIES = 2
_PIECES = ("—", "- -")  # what the lines look like


def compared_years(frame: pd.DataFrame, *, style: Style, height: int | None = None) -> Figure:
    """A line for each of at most two series, with its values at the points and its name at the end;
    where one ends before the other, the names stand above the chart, clear of the lines.

    `frame` has year (int), series (its name), value (float; a missing one breaks the line) and
    label (the value as text). The series are drawn in the order in which they come; ValueError
    when there are more than two, which nobody could tell apart.
    """
    tall = height or style.pick(220, 520)
    series = list(dict.fromkeys(frame["series"]))
    if len(series) > _SERIES:
        raise ValueError(f"{_SERIES} series can be compared, not {len(series)}")
    rows = [
        _row(row, series, frame) for row in rows_of(frame[["year", "series", "value", "label"]])
    ]
    if not any(row["value"] is not None for row in rows):
        return blank(style, tall)
    named = _with_ends(rows, series)
    above = len({row["year"] for row in named if row["end"]}) > 1
    return Figure(_specification(style, tall, above), {"comparison": named})


def _row(row: Row, series: Sequence[str], frame: pd.DataFrame) -> Row:
    """The higher of two values has its number above the point, the lower one below."""
    others = frame[(frame["year"] == row["year"]) & (frame["series"] != row["series"])]["value"]
    other = others.dropna().max()
    number = series.index(row["series"])
    lower = row["value"] is not None and (row["value"], -number) < (other, -(1 - number))
    return {**row, "number": number, "lower": bool(lower), "end": "", "heading": ""}


def _with_ends(rows: list[Row], series: Sequence[str]) -> list[Row]:
    ends = {
        name: max(
            (row["year"] for row in rows if row["series"] == name and row["value"] is not None),
            default=None,
        )
        for name in series
    }
    return [_ended(row) if row["year"] == ends[row["series"]] else row for row in rows]


def _ended(row: Row) -> Row:
    """The last row of a series has its name, and the name with a piece of its line before it."""
    name = row["series"]
    return {**row, "end": name, "heading": f"{_PIECES[row['number']]} {name}"}


@lru_cache(maxsize=64)
def _specification(style: Style, height: int, above: bool) -> dict[str, Any]:
    """Vega itself leaves room for names, at the ends and above."""
    gap, line = style.pick(8, 20), round(style.font_size * 1.5)
    names = [_name_above(style, n, (n - _SERIES) * line) for n in range(_SERIES)]
    return compiled(
        [
            _lines(style),
            _points(style),
            _numbers(style, lower=False),
            _numbers(style, lower=True),
            *(names if above else [_names(style, gap)]),
        ],
        style,
        height=height,
        padding={"left": 6, "right": gap, "top": style.pick(16, 44), "bottom": 0},
    )


def _lines(style: Style) -> alt.Chart:
    """The second line is dashed, so that colour is not needed to tell them apart."""
    lines = alt.Chart(_ROWS).mark_line()
    found: alt.Chart = lines.encode(
        x=_year(),
        y=_value(style),
        stroke=_color(style),
        strokeDash=alt.condition("datum.number == 0", alt.value([1, 0]), alt.value([6, 4])),
        detail="number:N",
    )
    return found


def _points(style: Style) -> alt.Chart:
    points = alt.Chart(_ROWS).transform_filter("datum.value != null").mark_point(opacity=1)
    found: alt.Chart = points.encode(x=_year(), y=_value(style), fill=_color(style))
    return found


def _numbers(style: Style, *, lower: bool) -> alt.Chart:
    rows = alt.Chart(_ROWS).transform_filter(
        f"datum.value != null && datum.lower == {str(lower).lower()}"
    )
    dy = style.pick(8, 20)
    text: alt.Chart = rows.mark_text(
        baseline="top" if lower else "bottom", dy=dy if lower else -dy, align="center"
    )
    return text.encode(x=_year(), y=_value(style), text="label:N")


def _names(style: Style, gap: int) -> alt.Chart:
    rows = alt.Chart(_ROWS).transform_filter("datum.end != ''")
    text: alt.Chart = rows.mark_text(align="left", baseline="middle", dx=gap, fontWeight=SEMIBOLD)
    return text.encode(x=_year(), y=_value(style), text="end:N", fill=_color(style))


def _name_above(style: Style, number: int, y: float) -> alt.Chart:
    """The name of a series with a piece of its line before it."""
    rows = alt.Chart(_ROWS).transform_filter(f"datum.end != '' && datum.number == {number}")
    text: alt.Chart = rows.mark_text(align="left", baseline="middle", fontWeight=SEMIBOLD)
    return text.encode(x=alt.value(0), y=alt.value(y), text="heading:N", fill=_color(style))


def _color(style: Style) -> Any:
    palette = style.palette
    return alt.condition("datum.number == 0", alt.value(palette.data), alt.value(palette.over_text))


def _year() -> alt.X:
    return alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, ticks=False))


def _value(style: Style) -> alt.Y:
    scale = alt.Scale(zero=True, nice=True, padding=style.pick(18, 40))
    return alt.Y("value:Q", scale=scale, axis=None)
