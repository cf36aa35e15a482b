"""Two regions or two periods side by side: every measure, and the years of both in one chart."""

from collections.abc import Iterator

import streamlit as st

from pages.regions import changes, region_panel
from pages.regions.choices import AGAINST, EVERYWHERE, OTHER, choose
from pages.regions.compare_years import years_of_both
from pages.regions.shown import Shown
from pages.regions.sides import Side, sides
from pages.regions.table_panel import Figures, usual
from pages.regions.unit_names import option_name
from programme.periods import FUNDING_PERIODS, YEARS
from programme.region_measures import MEASURES
from ui.controls import value_of
from ui.layout import card
from ui.row_table import Cell, Column, Row, plain_table
from ui.texts import plain, t

_OTHER, _PERIOD = "region_with", "region_with_period"
_SAME = ""


def show(shown: Shown) -> list[Figures]:
    """Draw the choice of two sides and, once they differ, both of them."""
    first, second = sides(shown)
    with card("region_sides"):
        _choices(shown, second)
        if first.is_like(second):
            st.markdown(t("regions.compare_same"))
        else:
            _both(shown, first, second)
    return usual(shown)


def _choices(shown: Shown, second: Side) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        region_panel.select_box(shown.figures, shown.chosen, width=260)
        _other_region(shown, second)
        _other_period(shown)


def _other_region(shown: Shown, second: Side) -> None:
    figures = shown.figures
    st.session_state[_OTHER] = second.code or EVERYWHERE
    st.selectbox(
        t("regions.side_second"),
        [EVERYWHERE, *figures.codes()],
        format_func=lambda code: (
            plain("regions.everywhere") if code == EVERYWHERE else option_name(figures, code)
        ),
        key=_OTHER,
        on_change=lambda: choose(OTHER, value_of(_OTHER)),
        width=260,
    )


def _other_period(shown: Shown) -> None:
    chosen = shown.chosen
    offered = [str(each.code) for each in (*FUNDING_PERIODS, *YEARS) if each != chosen.shown]
    against = _SAME if chosen.against is None else str(chosen.against.code)
    st.session_state[_PERIOD] = against if against in offered else _SAME
    st.selectbox(
        t("regions.side_period"),
        [_SAME, *offered],
        format_func=lambda code: code.replace("-", "–") or plain("regions.same_period"),
        key=_PERIOD,
        on_change=lambda: choose(AGAINST, value_of(_PERIOD) or None),
        width=200,
    )


def _both(shown: Shown, first: Side, second: Side) -> None:
    names = first.name_beside(second), second.name_beside(first)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        plain_table(
            "region_comparison",
            plain("regions.compare_heading", first=names[0], second=names[1]),
            [
                Column(plain("regions.measure_column")),
                *(Column(each, number=True) for each in (*names, plain("regions.difference"))),
            ],
            _rows(first, second),
            plain("value.no"),
        )
    with right:
        years_of_both(shown, first, second)


def _rows(first: Side, second: Side) -> Iterator[Row]:
    for measure in MEASURES:
        yield Row(
            measure,
            [
                Cell(plain(f"regions.heading_{measure}")),
                Cell(first.text(measure)),
                Cell(second.text(measure)),
                Cell(changes.written(measure, _difference(first, second, measure))),
            ],
        )


def _difference(first: Side, second: Side, measure: str) -> float | None:
    """The first side less the second: of two periods, the change from the second to the first."""
    return changes.between(measure, first.visible(measure), second.visible(measure))
