"""Days asked for by theme: one bar a theme, the value written at its end."""

import textwrap
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from charts.figure import Figure, blank, compiled, rows_of
from charts.style import SEMIBOLD, Style, text_width

_ROWS = alt.NamedData(name="themes")
_LINE_LENGTH = 32  # letters; a longer theme takes two lines


def days_by_theme(frame: pd.DataFrame, *, style: Style) -> Figure:
    """Horizontal bars in the order of the frame.

    `frame` has theme (name shown at the left), days (int) and label (text at the bar's end).
    """
    if frame.empty:
        return blank(style, style.pick(26, 61))
    rows = rows_of(frame[["theme", "days", "label"]])
    for row in rows:
        row["theme"] = "\n".join(textwrap.wrap(row["theme"], _LINE_LENGTH)) or " "
    lines = max(row["theme"].count("\n") + 1 for row in rows)
    widest = max(text_width(row["label"], style.font_size) for row in rows)
    return Figure(_specification(style, len(rows), lines, widest), {"themes": rows})


@lru_cache(maxsize=64)
def _specification(style: Style, count: int, lines: int, label_width: int) -> dict[str, Any]:
    step = style.pick(26, 61) + (lines - 1) * round(style.font_size * 0.8)
    return compiled(
        [_bars(style), _values(style)],
        style,
        height=count * step,
        padding={"left": 0, "right": label_width + _gap(style), "top": 0, "bottom": 0},
    )


def _bars(style: Style) -> alt.Chart:
    bars: alt.Chart = alt.Chart(_ROWS).mark_bar(
        color=style.palette.data, height=alt.RelativeBandSize(style.pick(62, 60) / 100)
    )
    return bars.encode(x=_days(), y=_theme(style))


def _values(style: Style) -> alt.Chart:
    text: alt.Chart = alt.Chart(_ROWS).mark_text(
        align="left",
        baseline="middle",
        dx=_gap(style),
        fontSize=style.font_size,
        fontWeight=SEMIBOLD,
    )
    return text.encode(x=_days(), y=_theme(style), text="label:N")


def _gap(style: Style) -> int:
    return style.pick(6, 13)


def _days() -> alt.X:
    return alt.X("days:Q", scale=alt.Scale(zero=True, nice=False), axis=None)


def _theme(style: Style) -> alt.Y:
    axis = alt.Axis(
        title=None,
        domain=False,
        grid=False,
        ticks=False,
        labelColor=style.palette.text,
        labelExpr="split(datum.label, '\\n')",
        labelPadding=style.pick(6, 14),
    )
    return alt.Y("theme:N", sort=None, scale=alt.Scale(padding=0), axis=axis)
