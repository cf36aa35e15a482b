"""The controls: the view in the title row; measure, period and settings in the row below it."""

from datetime import date

import streamlit as st

from pages.regions import choices, settings
from pages.regions.choices import Choices
from pages.regions.measures import MAIN, in_menu, short
from pages.regions.views import View
from programme.region_measures import MEASURES
from ui import period_row
from ui.controls import value_of
from ui.texts import t

_VIEW, _MEASURE, _MENU = "region_view", "region_measure", "region_measure_menu"


def views() -> None:
    """Draw the ways of looking, for the title row."""
    st.session_state[_VIEW] = choices.view()
    st.segmented_control(
        t("regions.view"),
        list(View),
        format_func=lambda view: t(f"regions.view_{view}"),
        key=_VIEW,
        required=True,
        on_change=lambda: choices.choose_view(value_of(_VIEW, View.MAP)),
        label_visibility="collapsed",
        wrap=True,
        width="content",
    )


def show(today: date) -> Choices:
    """Draw the row and return what is chosen."""
    with st.container(horizontal=True, vertical_alignment="center", key="region_controls"):
        measure = choices.measure()
        _measure_control(measure)
        _measure_menu()
        period = period_row.show(today)
        chosen = choices.read(period)
        settings.show(chosen)
    return chosen


def word_of_unknown() -> None:
    """Say so when the address asks for what there is not."""
    if not choices.understood():
        st.info(t("regions.unknown_choice"), icon=":material/info:")


def _measure_control(chosen: str) -> None:
    """The main measures, and the chosen one where it is another."""
    st.session_state[_MEASURE] = chosen
    st.segmented_control(
        t("regions.measure"),
        MAIN if chosen in MAIN else (*MAIN, chosen),
        format_func=short,
        key=_MEASURE,
        required=True,
        on_change=lambda: choices.choose_measure(value_of(_MEASURE, chosen)),
        label_visibility="collapsed",
        wrap=True,
    )


def _measure_menu() -> None:
    """The other measures, each with the name of its group."""
    st.menu_button(
        t("regions.other_measure"),
        [measure for measure in MEASURES if measure not in MAIN],
        format_func=in_menu,
        key=_MENU,
        type="tertiary",
        on_click=lambda: choices.choose_measure(value_of(_MENU, MEASURES[0])),
    )
