"""Small counts of people: hidden, and not to be computed from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from programme.periods import FUNDING_PERIODS, WHOLE, YEARS
from programme.suppression import SMALLEST_SHOWN, hidden_cells, periods_that_add_up, too_few

CELLS = "abcdef"
COUNTS = st.fixed_dictionaries(dict.fromkeys(CELLS, st.integers(0, 12)))
GROUPS = st.lists(st.lists(st.sampled_from(CELLS), min_size=2, unique=True), max_size=4)


def test_one_to_four_people_are_too_few() -> None:
    assert [count for count in range(7) if too_few(count)] == [1, 2, 3, 4]
    assert not too_few(None)


def test_the_smallest_other_is_hidden_too_and_nothing_at_all_comes_last() -> None:
    assert hidden_cells({"a": 3, "b": 9, "c": 7, "d": 0}, ["abcd"]) == {"a", "c"}
    assert hidden_cells({"a": 3, "b": 0}, ["ab"]) == {"a", "b"}
    assert hidden_cells({"a": 3, "b": 4, "c": 9}, ["abc"]) == {"a", "b"}
    assert hidden_cells({"a": 5, "b": 9}, ["ab"]) == frozenset()
    assert hidden_cells({"a": 3}, ["a"]) == {"a"}


def test_what_is_hidden_for_one_sum_counts_in_the_others() -> None:
    assert hidden_cells({"a": 3, "b": 5, "c": 9, "d": 8}, ["ab", "bcd"]) == {"a", "b", "d"}


@given(COUNTS, GROUPS)
def test_no_small_count_is_shown_or_alone_missing_from_a_sum(
    counts: dict[str, float], sums: list[list[str]]
) -> None:
    hidden = hidden_cells(counts, sums)
    assert {cell for cell, count in counts.items() if 0 < count < SMALLEST_SHOWN} <= hidden
    assert [group for group in sums if len(hidden.intersection(group)) == 1] == []
    if not any(too_few(count) for count in counts.values()):
        assert not hidden


def test_every_way_to_compute_a_period_is_known() -> None:
    groups = {frozenset(group) for group in periods_that_add_up()}
    first, second = FUNDING_PERIODS
    assert groups == {
        frozenset({WHOLE, first, second}),
        frozenset({WHOLE, *YEARS}),
        frozenset({first, *YEARS[:3]}),
        frozenset({second, *YEARS[3:]}),
        frozenset({WHOLE, first, *YEARS[3:]}),
        frozenset({WHOLE, second, *YEARS[:3]}),
    }
