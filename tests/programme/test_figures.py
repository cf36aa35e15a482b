"""Indicators and published figures: what is claimed, and when ours stands beside it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.codes import Comparator, FigureUnit
from programme.indicators import INDICATORS, Unit
from programme.periods import parse
from programme.published import FIGURES, Published, agrees

#: Codes that the command line promises.
PROMISED = {
    "organisations_reached",
    "participations",
    "long_service_participations",
    "sparring_applications",
    "applicant_organisations",
    "days_requested",
    "days_granted",
    "pending_applications",
    "oldest_pending_days",
    "processing_days_median",
    "approval_rate",
    "deeds",
    "solutions",
    "deeds_awarded",
    "trainings_started",
    "brunches_held",
    "newsletters_sent",
    "budget_eur",
    "spent_eur",
}


@pytest.mark.parametrize(
    ("comparator", "published", "ours", "tolerance", "holds"),
    [
        (Comparator.EQ, 187, 187, None, True),
        (Comparator.EQ, 187, 188, None, False),
        (Comparator.GT, 240, 241, None, True),
        (Comparator.GT, 240, 240, None, False),
        (Comparator.AT_LEAST, 20, 20, None, True),
        (Comparator.AT_LEAST, 20, 19, None, False),
        (Comparator.AT_MOST, 15, 15, None, True),
        (Comparator.AT_MOST, 15, 16, None, False),
        (Comparator.APPROX, 10_000, 9_700, 0.03, True),
        (Comparator.APPROX, 10_000, 9_699, 0.03, False),
        (Comparator.APPROX, 10_000, 10_300, 0.03, True),
        (Comparator.APPROX, 10_000, 10_301, 0.03, False),
        (Comparator.APPROX, 10_000, 9_999, None, False),
    ],
)
def test_a_figure_agrees_as_it_was_published(
    comparator: Comparator, published: float, ours: float, tolerance: float | None, holds: bool
) -> None:
    assert agrees(comparator, published, ours, tolerance) is holds


@given(st.sampled_from(Comparator), st.integers(1, 10**7))
def test_the_published_value_itself_agrees_unless_it_was_exceeded(
    comparator: Comparator, value: int
) -> None:
    assert agrees(comparator, value, value, 0.03) == (comparator is not Comparator.GT)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.code)
def test_a_published_figure_is_complete(figure: Published) -> None:
    assert (figure.comparator is Comparator.APPROX) == (figure.tolerance is not None)
    assert figure.source
    assert figure.indicator is None or figure.indicator in INDICATORS
    assert parse(figure.period).code == figure.period
    if figure.unit in (FigureUnit.COUNT, FigureUnit.EUR):
        assert int(figure.value) > 0


def test_every_figure_that_was_promised_is_there_once() -> None:
    numbered = [f"F{n:02}" for n in range(1, 29)] + [f"X{n:02}" for n in range(1, 10)]
    assert sorted(figure.code for figure in FIGURES) == sorted([*numbered, "R01", "R03", "R05"])


def test_tolerance_is_three_percent_or_five_for_small_counts() -> None:
    for figure in FIGURES:
        if figure.tolerance:
            small = figure.unit is FigureUnit.COUNT and int(figure.value) <= 100
            assert figure.tolerance == (0.05 if small else 0.03), figure.code


def test_indicators_have_the_promised_codes() -> None:
    assert set(INDICATORS) >= PROMISED
    assert all(code == indicator.code for code, indicator in INDICATORS.items())


def test_organisations_shares_and_middles_do_not_add_up() -> None:
    """Summing distinct counts is the mistake that this programme makes easiest."""
    for code, indicator in INDICATORS.items():
        distinct = code.endswith(
            ("organisations", "organisations_reached", "municipalities_reached")
        )
        middle = code.endswith("_median") or code.startswith("oldest")
        divided = indicator.unit in (Unit.SHARE, Unit.RATE)
        assert indicator.additive != (distinct or middle or divided), code
        assert indicator.adds_up_over_regions != (middle or divided), code


def test_money_has_no_region() -> None:
    money = [
        indicator for code, indicator in INDICATORS.items() if "budget" in code or "eur" in code
    ]
    assert not any(indicator.regional for indicator in money)


def test_the_page_of_figures_describes_every_indicator() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "figures.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (yes|no) \| (yes|no|–) \| (.+) \|$", page, re.M)
    adds_up = {True: "yes", False: "no"}
    assert [row[:4] for row in rows] == [
        (
            code,
            indicator.unit,
            adds_up[indicator.additive],
            adds_up[indicator.adds_up_over_regions] if indicator.regional else "–",
        )
        for code, indicator in INDICATORS.items()
    ]
