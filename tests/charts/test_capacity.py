"""The capacity bar: its numbers add up, and nothing overflows unless more is asked than is left."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from charts.capacity import Segment, capacity_bar, segments
from charts.style import Style

from .samples import capacity_texts

DAYS = st.integers(0, 500)


def lengths(found: list[Segment]) -> dict[str, int]:
    return {part.kind: part.end - part.start for part in found}


def rows(granted: int, left: int, requested: int) -> list[dict[str, Any]]:
    texts = capacity_texts(granted, left, requested)
    figure = capacity_bar(
        granted=granted, left=left, requested=requested, texts=texts, style=Style()
    )
    found: list[dict[str, Any]] = figure.to_dict()["datasets"]["capacity"]
    return found


@given(DAYS, DAYS, DAYS)
def test_the_stretches_add_up(granted: int, left: int, requested: int) -> None:
    days = lengths(segments(granted, left, requested))
    assert days.get("granted", 0) == granted
    assert days.get("left", 0) == left
    assert days.get("asked", 0) + days.get("over", 0) == requested


@given(DAYS, DAYS, DAYS)
def test_only_what_does_not_fit_overflows(granted: int, left: int, requested: int) -> None:
    over = lengths(segments(granted, left, requested)).get("over", 0)
    assert over == max(0, requested - left)


@given(*[st.integers(-50, 50)] * 3)
def test_no_stretch_is_negative_or_outside(granted: int, left: int, requested: int) -> None:
    for row in rows(granted, left, requested):
        assert 0 <= row["start"] <= row["end"] <= row["total"]
        assert row["total"] > 0


def test_the_overflow_is_named_when_there_is_one() -> None:
    texts = {row["kind"]: row.get("text") for row in rows(17, 12, 23)}
    assert texts["granted"] == "Myönnetty 17"
    assert texts["left"] == "Jäljellä 12"
    assert texts["asked"] == "Haettu 23"
    assert texts["pool"] == "Kiintiö 29 pv"
    assert texts["shortfall"] == "11 päivää ei mahdu"


def test_nothing_is_said_of_an_overflow_that_is_not() -> None:
    found = {row["kind"]: row for row in rows(17, 12, 12)}
    assert "over" not in found
    assert found["shortfall"]["text"] == ""


def test_a_short_text_keeps_the_whole_number_asked() -> None:
    """28 of 29 granted, 2 asked: the stretch holds one day, its short text says 2."""
    found = {row["kind"]: row for row in rows(28, 1, 2)}
    assert found["asked"]["short"] == "2"
    assert found["left"]["short"] == "1"


def test_an_empty_pool_still_draws_its_end() -> None:
    found = {row["kind"]: row for row in rows(0, 0, 5)}
    assert set(found) == {"over", "rule", "pool", "shortfall"}
    assert (found["rule"]["start"], found["over"]["end"]) == (0, 5)


def test_other_days_change_rows_and_not_the_specification() -> None:
    """Streamlit then moves the bar on screen in place of drawing a new one."""
    figures = (
        capacity_bar(
            granted=granted,
            left=12,
            requested=5,
            texts=capacity_texts(granted, 12, 5),
            style=Style(),
        )
        for granted in (17, 18)
    )
    first, second = ({**figure.to_dict(), "datasets": None} for figure in figures)
    assert first == second
