"""The row of controls: what is measured, and over which period."""

from datetime import date

import streamlit as st

from data_access.regions import MEASURES
from pages.regions import choices
from pages.regions.choices import Choices
from ui import period_row
from ui.controls import value_of
from ui.texts import t

_MEASURE = "region_measure"


def show(today: date) -> Choices:
    """Draw the row and return what is chosen, with a word when the address asks in vain."""
    with st.container(horizontal=True, vertical_alignment="center", key="region_controls"):
        _measure_control()
        period = period_row.show(today)
    if not choices.understood():
        st.info(t("regions.unknown_choice"), icon=":material/info:")
    return Choices(choices.measure(), period, choices.region())


def _measure_control() -> None:
    st.session_state[_MEASURE] = choices.measure()
    st.segmented_control(
        t("regions.measure"),
        MEASURES,
        format_func=lambda measure: t(f"regions.measure_{measure}"),
        key=_MEASURE,
        required=True,
        on_change=lambda: choices.choose_measure(value_of(_MEASURE, choices.measure())),
        label_visibility="collapsed",
        wrap=True,
    )
