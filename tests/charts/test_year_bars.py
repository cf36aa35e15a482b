"""The columns of a region's years are as high as their numbers, and say them."""

import re

import pandas as pd
import pytest

from charts.style import Style
from charts.year_bars import year_bars


def bars(*values: int, alternative: str = "2015: 3") -> str:
    frame = pd.DataFrame(
        {
            "year": range(2015, 2015 + len(values)),
            "value": values,
            "label": [f"{value} <b>" for value in values],
        }
    )
    return year_bars(frame, alternative=alternative, style=Style())


def heights(html: str) -> list[float]:
    return [float(part) for part in re.findall(r"--part:([\d.]+)", html)]


@pytest.mark.parametrize(
    ("values", "parts"),
    [((10, 5, 0), [1, 0.5, 0]), ((0, 0), [0, 0]), ((1,), [1]), ((), [])],
)
def test_columns_begin_at_zero(values: tuple[int, ...], parts: list[float]) -> None:
    assert heights(bars(*values)) == parts


def test_each_column_has_its_number_and_its_year() -> None:
    found = re.findall(r"<b>(.*?)</b>.*?<span>(.*?)</span>", bars(10, 5))
    assert found == [("10 &lt;b&gt;", "2015"), ("5 &lt;b&gt;", "2016")]


def test_it_has_words_for_who_does_not_see_it() -> None:
    assert 'role="img" aria-label="a &quot;b&quot;"' in bars(1, alternative='a "b"')
