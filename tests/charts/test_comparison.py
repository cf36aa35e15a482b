"""Two lines through the years, told apart without colour, with their numbers beside the points."""

from typing import Any

import pandas as pd
import pytest

from charts.comparison import compared_years
from charts.style import Style

from .samples import compared_frame


def rows(frame: pd.DataFrame) -> dict[tuple[str, int], dict[str, Any]]:
    found = compared_years(frame, style=Style()).to_dict()["datasets"]["comparison"]
    return {(row["series"], row["year"]): row for row in found}


def test_the_higher_number_stands_above_and_the_lower_below() -> None:
    found = rows(compared_frame())
    assert (found["Kainuu", 2019]["lower"], found["Lappi", 2019]["lower"]) == (False, True)


def test_of_equal_numbers_one_stands_above_and_one_below() -> None:
    found = rows(compared_frame())
    assert found["Kainuu", 2018]["lower"] != found["Lappi", 2018]["lower"]


def test_a_number_alone_stands_above() -> None:
    assert not rows(compared_frame())["Lappi", 2020]["lower"]


def test_a_line_is_named_where_it_ends() -> None:
    ends = {key: row["end"] for key, row in rows(compared_frame()).items() if row["end"]}
    assert ends == {("Kainuu", 2019): "Kainuu", ("Lappi", 2020): "Lappi"}


@pytest.mark.parametrize("last", [2020, 2019])
def test_names_of_lines_that_end_apart_stand_above_and_cross_nothing(last: int) -> None:
    frame = compared_frame()
    spec = compared_years(frame[frame["year"] <= last], style=Style()).to_dict()
    texts = [each["encoding"] for each in spec["layer"] if each["mark"]["type"] == "text"]
    above = [each["y"]["value"] for each in texts if "value" in each["y"]]
    assert len(above) == (2 if last == 2020 else 0)
    assert all(y < 0 for y in above)
    assert spec["padding"]["right"] < 20


def test_the_lines_differ_in_more_than_colour() -> None:
    (line,) = [
        layer
        for layer in compared_years(compared_frame(), style=Style()).to_dict()["layer"]
        if layer["mark"]["type"] == "line"
    ]
    dash = line["encoding"]["strokeDash"]
    assert dash["value"] != dash["condition"]["value"]


def test_more_than_two_series_are_an_error() -> None:
    frame = pd.concat([compared_frame(), compared_frame().assign(series="Uusimaa")])
    with pytest.raises(ValueError, match="2 series"):
        compared_years(frame, style=Style())


def test_nothing_but_gaps_is_an_empty_chart() -> None:
    spec = compared_years(compared_frame().assign(value=None), style=Style()).to_dict()
    assert spec["datasets"] == {"nothing": []}
