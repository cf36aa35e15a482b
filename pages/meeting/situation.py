"""View 1: the programme's key figures, each with what it is held against."""

import streamlit as st

from data_access.overview import Kpi, overview, values
from pages.regions.figures import too_few_people
from programme.periods import WHOLE
from ui.beside import beside
from ui.escape import markdown
from ui.reads import ask, today
from ui.texts import plain, t
from ui.values import written_or_dash


def show() -> None:
    """Draw the view."""
    figures = ask(overview, WHOLE, today())
    totals = ask(values, WHOLE, today())
    st.title(t("meeting.situation", n=int(totals["organisations_reached"] or 0)), anchor=False)
    with st.grid(3, min_column_width=200, gap="small"):
        for kpi in figures:
            _metric(kpi)


def _metric(kpi: Kpi) -> None:
    held_against, _ = beside(kpi, WHOLE)
    with st.container(key=f"kpi_{kpi.code}", height="stretch"):
        st.metric(
            t(f"kpi_short.{kpi.code}"),
            markdown(_value(kpi)),
            delta=held_against or None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
        )


def _value(kpi: Kpi) -> str:
    if too_few_people(kpi.code, kpi.value):
        return plain("meeting.under_five")
    return written_or_dash(kpi.code, kpi.value)
