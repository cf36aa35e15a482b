"""A finished chart: a specification made once, and the rows that vary from rerun to rerun.

Building and validating a chart takes Altair 10 to 90 ms, nearly all of it for things that did not
change. So each chart is built once with *named* data and remembered as a plain dict (`compiled`);
a rerun only joins rows to it. It also keeps the screen still: Streamlit draws a chart anew when
its specification changes, but hands new rows to the chart already on screen. That is why
colours, texts and widths that depend on data travel in the rows.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from charts.style import Style

Row = dict[str, Any]
Datasets = Mapping[str, Any]


class Figure(alt.LayerChart):
    """What the chart functions return; `st.altair_chart` takes it like any Altair chart."""

    def __init__(self, spec: dict[str, Any], datasets: Datasets) -> None:
        """`spec` is a finished Vega-Lite specification whose data are names in `datasets`."""
        super().__init__()
        object.__setattr__(self, "_finished", (spec, datasets))

    def in_tables(self) -> "Figure":
        """The same with its rows as Arrow tables, which Streamlit sends as they are. Of plain rows
        it would make a frame first, and of that a table, in several times as long."""
        spec, datasets = self._finished
        return Figure(spec, {name: _in_table(rows) for name, rows in datasets.items()})

    def to_dict(self, *_args: Any, **_options: Any) -> dict[str, Any]:
        """The Vega-Lite specification with its rows; Altair's options change nothing."""
        spec, datasets = self._finished
        return {**spec, "datasets": dict(datasets)}


def compiled(
    layers: Sequence[alt.Chart],
    style: Style,
    *,
    height: int,
    padding: Mapping[str, int],
    autosize: str = "fit",
    projection: Mapping[str, Any] | None = None,
    transforms: Mapping[str, str] | None = None,
    shared: tuple[str, Sequence[Mapping[str, Any]]] | None = None,
) -> dict[str, Any]:
    """The specification of a layered chart in our style, without rows.

    `height` is in pixels and the width that of the container. `transforms` are fields calculated
    for every layer, name → Vega expression. With `autosize="none"` the drawing area is the
    container less the padding, for charts that place their marks in pixels themselves. `shared` is
    the name of a dataset with Vega-Lite transforms that are made once for all layers that use it.
    """
    chart = alt.layer(*layers)
    if transforms:
        chart = chart.transform_calculate(**transforms)
    if projection:
        chart = chart.project(**projection)
    # The tests check every specification against the schema; here that would double the cost.
    spec = chart.properties(height=height).to_dict(validate=False)
    spec["autosize"] = {"type": autosize, "contains": "padding"}
    spec["padding"] = dict(padding)
    spec["config"] = style.config()
    return _sharing(spec, *shared) if shared else spec


def _sharing(
    spec: dict[str, Any], name: str, transforms: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Layers without data of their own take those of the chart, transformed already."""
    for layer in spec["layer"]:
        if layer.get("data") == {"name": name}:
            del layer["data"]
    return {**spec, "data": {"name": name}, "transform": list(transforms)}


@lru_cache(maxsize=64)
def _blank(style: Style, height: int) -> dict[str, Any]:
    nothing = alt.Chart(alt.NamedData(name="nothing")).mark_point()
    return compiled([nothing], style, height=height, padding={}, autosize="none")


def blank(style: Style, height: int) -> Figure:
    """What a chart without rows is: its place, kept empty. The page says in words why."""
    return Figure(_blank(style, height), {"nothing": []})


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame as plain values: missing ones are None, times milliseconds in UTC.

    Vega reads times only when it first draws a chart; in rows that come later a text would stay a
    text, while a number is as good as a time.
    """
    return [
        {str(field): _plain(value) for field, value in row.items()}
        for row in frame.to_dict("records")
    ]


def _in_table(rows: Any) -> Any:
    """Borders are no rows, and travel as they are."""
    if not isinstance(rows, list):
        return rows
    fields = dict.fromkeys(field for row in rows for field in row)
    return pa.table({field: [row.get(field) for row in rows] for field in fields})


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.value // 1_000_000
    return None if pd.isna(value) else value
