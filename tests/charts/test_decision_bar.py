"""The bar of a decision: its stretches have the lengths of the days, and its words are inert."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.decision_bar import decision_bar
from charts.style import Style

DAYS = st.integers(-5, 500)
TEXTS = ("Myönnetty 17", "+2", "Jäljellä 10")


def bar(granted: int, left: int, preview: int, texts: tuple[str, str, str] = TEXTS) -> str:
    return decision_bar(
        granted, left, preview, texts=texts, alternative="Kiintiö 29", style=Style()
    )


def grown(html: str) -> list[int]:
    return [int(days) for days in re.findall(r"flex-grow:(\d+)", html)]


@given(DAYS, DAYS, DAYS)
def test_a_stretch_is_as_long_as_its_days(granted: int, left: int, preview: int) -> None:
    drawn = grown(bar(granted, left, preview))
    assert drawn == [days for days in (granted, preview, left) if days > 0]


def test_each_stretch_has_its_text_and_its_number() -> None:
    found = re.findall(r'whole">(.*?)</span><span class="short">(.*?)<', bar(17, 10, 2))
    assert found == [("Myönnetty 17", "17"), ("+2", "2"), ("Jäljellä 10", "10")]


def test_a_longer_text_needs_a_longer_stretch() -> None:
    needs = [int(pixels) for pixels in re.findall(r"--whole:(\d+)px", bar(17, 10, 2))]
    assert needs[0] > needs[2] > needs[1] > 0


@pytest.mark.parametrize("evil", ['"><img src=x>', "<script>", "&amp;"])
def test_words_are_words(evil: str) -> None:
    html = decision_bar(1, 1, 1, texts=(evil, evil, evil), alternative=f'a "{evil}', style=Style())
    assert "<img" not in html
    assert "<script" not in html
    assert html.count("<div") == 4


def test_it_has_words_for_who_does_not_see_it() -> None:
    assert 'role="img" aria-label="Kiintiö 29"' in bar(17, 10, 2)
