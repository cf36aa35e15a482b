"""The tiles tell the same as the map: colours, states, values and selection."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from charts.figure import Figure
from charts.geography import ALAND, SHAPES, Shape, shape_codes, units
from charts.region_map import region_map
from charts.style import Style
from charts.tile_map import tile_map

from .samples import BREAKS, region_frame, unit_frame

STYLES = [Style(), Style(dark=True, language="sv"), Style(scale="meeting")]


def tiles(frame: pd.DataFrame, **options: Any) -> dict[str, dict[str, Any]]:
    given: dict[str, Any] = {
        "selected": None,
        "shape": "2021",
        "style": Style(),
        "classes": BREAKS,
        **options,
    }
    rows = tile_map(frame, **given).to_dict()["datasets"]["tiles"]
    return {row["region_code"]: row for row in rows}


@pytest.mark.parametrize("diverging", [False, True])
@pytest.mark.parametrize("style", STYLES)
def test_tiles_have_the_colours_of_the_map(style: Style, diverging: bool) -> None:
    options: dict[str, Any] = {"classes": BREAKS, "selected": None, "shape": "2021", "style": style}
    figure = region_map(region_frame(), **options, diverging=diverging)
    on_map = {row["region_code"]: row["fill"] for row in figure.to_dict()["datasets"]["regions"]}
    found = tiles(region_frame(), style=style, diverging=diverging)
    assert {code: row["fill"] for code, row in found.items()} == on_map


@pytest.mark.parametrize("shape", SHAPES)
def test_every_unit_has_a_tile_with_short_name_and_value(shape: Shape) -> None:
    found = tiles(unit_frame(shape), shape=shape)
    assert set(found) == set(shape_codes(shape))
    for number, (code, row) in enumerate(found.items()):
        assert (row["short"], row["label"]) == (units(shape)[code].shorts["fi"], str(3 * number))


def test_what_has_no_value_to_show_says_none() -> None:
    found = tiles(region_frame())
    assert [found[code]["label"] for code in ("MK04", "MK05", ALAND)] == ["", "", ""]
    assert "alle 5" in found["MK04"]["tip"]


def test_one_tile_is_framed() -> None:
    found = tiles(region_frame(), selected="MK13")
    assert [code for code, row in found.items() if row["selected"]] == ["MK13"]
    assert not any(row["selected"] for row in tiles(region_frame(), selected="MK99").values())


@pytest.mark.parametrize("clickable", [True, False])
@pytest.mark.parametrize("draw", [tile_map, region_map])
def test_only_what_can_be_clicked_looks_like_it(
    draw: Callable[..., Figure], clickable: bool
) -> None:
    figure = draw(
        region_frame(),
        classes=BREAKS,
        selected=None,
        shape="2021",
        style=Style(),
        clickable=clickable,
    )
    assert ("'pointer'" in str(figure.to_dict())) == clickable


def test_selecting_changes_rows_and_not_the_specification() -> None:
    one, other = (
        tile_map(
            region_frame(), classes=BREAKS, selected=code, shape="2021", style=Style()
        ).to_dict()
        for code in ("MK01", None)
    )
    assert {**one, "datasets": None} == {**other, "datasets": None}
