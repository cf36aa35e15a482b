"""Class breaks are round, rising and fair; every value has exactly one class."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.classes import BREAK_COUNT, CLASS_COUNT, class_breaks, class_of

WHOLE = st.lists(st.integers(0, 100_000), max_size=25)
DECIMAL = st.lists(
    st.floats(0, 100_000, allow_nan=False).map(lambda value: round(value, 3)), max_size=25
)


def significant_digits(number: float) -> int:
    return len(f"{number:.9g}".replace(".", "").strip("0")) or 1


@given(WHOLE | DECIMAL)
def test_breaks_are_four_and_rise(values: list[float]) -> None:
    breaks = class_breaks(values)
    assert len(breaks) == BREAK_COUNT
    assert all(lower < upper for lower, upper in pairwise(breaks))


@given(WHOLE)
def test_whole_numbers_get_whole_breaks(values: list[int]) -> None:
    assert all(float(edge).is_integer() for edge in class_breaks(values))


@given(st.lists(st.integers(0, 100_000), min_size=2, max_size=25, unique=True))
def test_breaks_are_multiples_of_a_round_step(values: list[int]) -> None:
    """The step is 1, 2, 2.5 or 5 times a power of ten, or the breaks are a round series."""
    breaks = class_breaks(values)
    steps = [upper - lower for lower, upper in pairwise(breaks)]
    even = all(abs(step - steps[0]) < 1e-9 for step in steps)
    assert all(significant_digits(number) <= 2 for number in (steps[:1] if even else breaks))


@given(WHOLE | DECIMAL, st.randoms())
def test_breaks_do_not_depend_on_order_or_gaps(values: list[float], random: Random) -> None:
    shuffled: list[float | None] = [*values, None, float("nan")]
    random.shuffle(shuffled)
    assert class_breaks(shuffled) == class_breaks(values)


@given(DECIMAL, st.floats(0, 100_000, allow_nan=False))
def test_a_value_lies_between_the_breaks_of_its_class(values: list[float], value: float) -> None:
    breaks = class_breaks(values)
    edges = [float("-inf"), *breaks, float("inf")]
    number = class_of(value, breaks)
    assert 0 <= number < CLASS_COUNT
    assert edges[number] <= value < edges[number + 1]


@pytest.mark.parametrize(
    ("values", "breaks"),
    [
        ([], [1, 2, 3, 4]),
        ([None], [1, 2, 3, 4]),
        ([0, 0, 0], [1, 2, 3, 4]),
        ([7], [8, 9, 10, 11]),
        (range(100), [20, 40, 60, 80]),
        ([1, 1, 2, 3, 4, 6, 7, 12, 15, 30, 40, 400], [2, 5, 10, 20]),
    ],
)
def test_examples(values: list[float | None], breaks: list[float]) -> None:
    assert class_breaks(values) == breaks


def test_shares_of_municipalities_get_steps_of_ten() -> None:
    shares = [84, 82, 75, 75, 71, 69, 67, 61, 56, 52, 50, 50, 50, 50, 46, 46, 39, 37]
    breaks = class_breaks(shares)
    assert [upper - lower for lower, upper in pairwise(breaks)] == [10, 10, 10]
    assert {class_of(share, breaks) for share in shares} == set(range(CLASS_COUNT))
