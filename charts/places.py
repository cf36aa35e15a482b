"""Point marks on a map: where events and visits were, and where municipalities have their seats."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, get_args

import altair as alt
import pandas as pd

from charts.figure import Figure, Row, compiled, rows_of
from charts.style import Style, text_width

Kind = Literal["event", "visit", "seat"]

_PLACES = alt.NamedData(name="places")
_LEGEND = alt.NamedData(name="places_legend")
_COLUMNS = ["name", "longitude", "latitude", "kind", "tip"]
# Told apart by their form, so that colour is not needed.
FORMS: dict[Kind, str] = {"event": "diamond", "visit": "triangle-up", "seat": "circle"}


def place_rows(places: pd.DataFrame, style: Style) -> list[Row]:
    """The rows of `places`: name, longitude, latitude (WGS 84 degrees), kind ('event', 'visit' or
    'seat') and tip, the text shown on hover. ValueError for another kind."""
    rows = rows_of(places[_COLUMNS])
    unknown = {row["kind"] for row in rows} - set(FORMS)
    if unknown:
        raise ValueError(f"places are {', '.join(get_args(Kind))}, not {min(unknown)}")
    return [{**row, "size": _size(row["kind"], style)} for row in rows]


def prominent(rows: list[Row]) -> list[Row]:
    """The marks that names keep clear of; seats are too many for that."""
    return [row for row in rows if row["kind"] != "seat"]


def place_layer(style: Style) -> alt.Chart:
    """The marks, ringed with the page colour so that they stand out from any class."""
    marks: alt.Chart = _marks(_PLACES, style).encode(
        longitude="longitude:Q", latitude="latitude:Q", tooltip=alt.Tooltip("tip:N", title=" ")
    )
    return marks


def places_legend(texts: Mapping[Kind, str], *, style: Style) -> Figure:
    """One line that says what the marks are: kind → its name, in the order of the mapping."""
    rows: list[Row] = []
    x = style.pick(8, 20)
    for kind, text in texts.items():
        rows.append({"kind": kind, "text": text, "x": x, "size": _size(kind, style)})
        x += text_width(text, style.font_size) + style.pick(34, 90)
    return Figure(_legend(style), {"places_legend": rows})


@lru_cache(maxsize=16)
def _legend(style: Style) -> dict[str, Any]:
    x = alt.X("x:Q", scale=None, axis=None)
    middle = alt.value(style.pick(10, 26))
    text = alt.Chart(_LEGEND).mark_text(align="left", baseline="middle", dx=style.pick(11, 28))
    return compiled(
        [
            _marks(_LEGEND, style).encode(x=x, y=middle),
            text.encode(x=x, y=middle, text="text:N"),
        ],
        style,
        height=style.pick(20, 52),
        padding={"left": 0, "right": 0, "top": 0, "bottom": 0},
        autosize="none",
    )


def _marks(rows: alt.NamedData, style: Style) -> alt.Chart:
    marks = alt.Chart(rows).mark_point(
        clip=False,
        filled=True,
        opacity=1,
        fill=style.palette.text,
        stroke=style.palette.page,
        strokeWidth=style.pick(15, 40) / 10,
    )
    found: alt.Chart = marks.encode(
        shape=alt.Shape(
            "kind:N", scale=alt.Scale(domain=list(FORMS), range=list(FORMS.values())), legend=None
        ),
        size=alt.Size("size:Q", scale=None),
    )
    return found


def _size(kind: Kind, style: Style) -> int:
    """Square pixels; seats are many and small."""
    sizes = {"event": (170, 900), "visit": (130, 700), "seat": (30, 160)}
    return style.pick(*sizes[kind])
