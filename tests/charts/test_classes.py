"""Class breaks are round, rising and fair; every value has exactly one class."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.classes import (
    BREAK_COUNT,
    CLASS_COUNT,
    Method,
    change_breaks,
    class_breaks,
    class_of,
)

WHOLE = st.lists(st.integers(0, 100_000), max_size=25)
DECIMAL = st.lists(
    st.floats(0, 100_000, allow_nan=False).map(lambda value: round(value, 3)), max_size=25
)
METHODS: st.SearchStrategy[Method] = st.sampled_from(["quantile", "equal"])
CHANGES = st.lists(st.integers(-5_000, 5_000), max_size=25)


def significant_digits(number: float) -> int:
    return len(f"{number:.9g}".replace(".", "").strip("0")) or 1


@given(WHOLE | DECIMAL, METHODS)
def test_breaks_are_four_and_rise(values: list[float], method: Method) -> None:
    breaks = class_breaks(values, method)
    assert len(breaks) == BREAK_COUNT
    assert all(lower < upper for lower, upper in pairwise(breaks))


@given(WHOLE, METHODS)
def test_whole_numbers_get_whole_breaks(values: list[int], method: Method) -> None:
    assert all(float(edge).is_integer() for edge in class_breaks(values, method))


@given(st.lists(st.integers(0, 100_000), min_size=2, max_size=25, unique=True))
def test_breaks_are_multiples_of_a_round_step(values: list[int]) -> None:
    """The step is 1, 2, 2.5 or 5 times a power of ten, or the breaks are a round series."""
    breaks = class_breaks(values)
    steps = [upper - lower for lower, upper in pairwise(breaks)]
    even = all(abs(step - steps[0]) < 1e-9 for step in steps)
    assert all(significant_digits(number) <= 2 for number in (steps[:1] if even else breaks))


@given(WHOLE | DECIMAL, st.randoms(), METHODS)
def test_breaks_do_not_depend_on_order_or_gaps(
    values: list[float], random: Random, method: Method
) -> None:
    shuffled: list[float | None] = [*values, None, float("nan")]
    random.shuffle(shuffled)
    assert class_breaks(shuffled, method) == class_breaks(values, method)


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


@given(WHOLE | DECIMAL)
def test_equal_steps_are_equal(values: list[float]) -> None:
    breaks = class_breaks(values, "equal")
    steps = [upper - lower for lower, upper in pairwise(breaks)]
    assert max(steps) - min(steps) <= max(steps) * 1e-6
    assert significant_digits(round(steps[0], 9)) <= 2


@given(st.lists(st.integers(0, 100_000), min_size=6, max_size=25, unique=True))
def test_equal_steps_leave_no_outer_class_much_longer_than_the_others(values: list[int]) -> None:
    """The steps follow the range, whatever lies where in it."""
    if max(values) - min(values) < 10:
        return  # too few whole numbers to step through
    breaks = class_breaks(values, "equal")
    step = breaks[1] - breaks[0]
    assert breaks[0] - min(values) <= 3 * step
    assert max(values) - breaks[-1] <= 3 * step


def test_the_methods_differ_where_values_are_uneven() -> None:
    values = [1, 1, 2, 3, 4, 6, 7, 12, 15, 30, 40, 400]
    assert class_breaks(values, "quantile") == [2, 5, 10, 20]
    assert class_breaks(values, "equal") == [100, 200, 300, 400]


@given(CHANGES)
def test_changes_are_divided_alike_both_ways(changes: list[int]) -> None:
    breaks = change_breaks(changes)
    assert all(lower < upper for lower, upper in pairwise(breaks))
    for change in changes:
        assert class_of(change, breaks) == CLASS_COUNT - 1 - class_of(-change, breaks)


@given(CHANGES)
def test_only_no_change_is_in_the_middle(changes: list[int]) -> None:
    breaks = change_breaks(changes)
    middle = [change for change in changes if class_of(change, breaks) == CLASS_COUNT // 2]
    assert set(middle) <= {0}


@pytest.mark.parametrize(
    ("changes", "unit", "breaks"),
    [
        ([], 1, [-1, 0, 1, 2]),
        ([0, 0], 1, [-1, 0, 1, 2]),
        ([-5, 3, 2, 0, 10, None], 1, [-4, 0, 1, 5]),
        ([0.3, -0.2, 0.04], 0.1, [-0.4, 0, 0.1, 0.5]),
        ([120, -340], 1, [-499, 0, 1, 500]),
    ],
)
def test_examples_of_changes(changes: list[float | None], unit: float, breaks: list[float]) -> None:
    assert change_breaks(changes, unit) == breaks
