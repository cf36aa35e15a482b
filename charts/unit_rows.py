"""The rows that every form of the map is drawn from: one for each unit, dressed in its class."""

from collections.abc import Sequence

import pandas as pd

from charts.figure import Row, rows_of
from charts.geography import Shape, shape_codes, units
from charts.map_parts import fill_of
from charts.style import Style

_COLUMNS = ["region_code", "name", "value", "label", "status"]


def unit_rows(
    frame: pd.DataFrame,
    classes: Sequence[float],
    shape: Shape,
    style: Style,
    *,
    diverging: bool = False,
) -> list[Row]:
    """A row for each unit of the shape, whatever the frame holds, with its fill and its tip."""
    given = {row["region_code"]: row for row in rows_of(frame[_COLUMNS])}
    return [
        _unit_row(code, given.get(code), classes, shape, style, diverging)
        for code in shape_codes(shape)
    ]


def _unit_row(
    code: str,
    given: Row | None,
    classes: Sequence[float],
    shape: Shape,
    style: Style,
    diverging: bool,
) -> Row:
    row = given or {"name": "", "value": None, "label": "", "status": "shown"}
    longitude, latitude = units(shape)[code].label
    return {
        "region_code": code,
        "name": row["name"],
        "label": row["label"] if row["value"] is not None or row["status"] != "shown" else "",
        "status": row["status"],
        "fill": fill_of(row["value"], row["status"], classes, style, diverging=diverging),
        "tip": ": ".join(part for part in (row["name"], row["label"]) if part),
        "longitude": longitude,
        "latitude": latitude,
    }
