"""A map a year: the same colour means the same in all of them, and the borders come once."""

from itertools import combinations
from typing import Any

import pytest

from charts.geography import REGION_CODES, topology
from charts.map_parts import fill_of
from charts.small_maps import small_maps
from charts.style import Style

from .samples import BREAKS, region_years_frame


def drawn(**options: Any) -> dict[str, Any]:
    given = {"classes": BREAKS, "shape": "2016", "style": Style(), **options}
    return small_maps(region_years_frame(), **given).to_dict()


def test_years_rise_whatever_the_order_of_the_frame() -> None:
    assert [row["text"] for row in drawn()["datasets"]["years"]] == ["2017", "2018", "2019"]


@pytest.mark.parametrize("diverging", [False, True])
def test_every_year_has_every_region_in_the_shared_classes(diverging: bool) -> None:
    rows = drawn(diverging=diverging)["datasets"]["regions"]
    given = {row.region_code: row for row in region_years_frame().itertuples()}
    assert len(rows) == 3 * len(REGION_CODES)
    for row in rows:
        one = given[row["region_code"]]
        value = None if one.value != one.value else one.value
        assert row["fill"] == fill_of(value, one.status, BREAKS, Style(), diverging=diverging)


def test_a_tip_tells_the_year_too() -> None:
    row = drawn()["datasets"]["regions"][0]
    assert row["tip"] == "2017 · Maakunta MK01: 0"


def test_the_borders_come_once_for_all_years() -> None:
    assert drawn()["datasets"]["borders"] == topology("2016")
    fetched = drawn(style=Style(borders="/borders/"))
    assert "borders" not in fetched["datasets"]
    assert str(fetched).count("topojson'") == str(drawn()).count("topojson'") + 1


def test_each_year_is_drawn_in_a_place_of_its_own() -> None:
    """Vega-Lite merges projections that differ in their place only: see the module."""
    shapes = [layer for layer in drawn()["layer"] if layer["mark"]["type"] == "geoshape"]
    by_year: dict[str, Any] = {}
    for layer in shapes:
        (number,) = [
            part["filter"] for part in layer["transform"] if "datum.number" in part["filter"]
        ]
        assert by_year.setdefault(number, layer["projection"]) == layer["projection"]
    assert len(by_year) == 3
    for one, other in combinations(by_year.values(), 2):
        assert one["translate"] != other["translate"]
        assert one["precision"] != other["precision"]


def test_more_years_make_another_specification_and_other_values_do_not() -> None:
    frame = region_years_frame()
    options: dict[str, Any] = {"classes": BREAKS, "shape": "2016", "style": Style()}
    one, other, fewer = (
        {**small_maps(given, **options).to_dict(), "datasets": None}
        for given in (frame, frame.assign(value=7.0), frame[frame["year"] > 2017])
    )
    assert one == other != fewer
