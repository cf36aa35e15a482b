"""The row of figures: value, what it is held against, where it came from."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from data_access.overview import Kpi
from programme.periods import Period
from ui import formats
from ui.beside import beside
from ui.escape import markdown
from ui.layout import small
from ui.reads import today
from ui.tables import table_button
from ui.texts import plain, t
from ui.values import written_or_dash

MIN_WIDTH = 150  # pixels; the phone gets two cards a row

#: A value for each step; the others grow, which the filled area says.
_STEPWISE = frozenset({"processing_days_median"})


def show(kpis: Sequence[Kpi], period: Period) -> None:
    """Draw a card for each figure of `data_access.overview`."""
    with st.grid(len(kpis), min_column_width=MIN_WIDTH, key="kpis"):
        for kpi in kpis:
            with st.container(key=f"kpi_{kpi.code}", height="stretch"):
                _card(kpi, period)


def courses_button(kpis: Sequence[Kpi]) -> None:
    """The small lines of all cards as one table: Streamlit gives them no words of their own."""
    if any(map(_line, kpis)):
        table_button("kpis", lambda: _courses(kpis))


def _courses(kpis: Sequence[Kpi]) -> pd.DataFrame:
    days = sorted({day for kpi in kpis for day in kpi.course})
    return pd.DataFrame([_course_row(day, kpis) for day in days])


def _course_row(day: date, kpis: Sequence[Kpi]) -> dict[str, str]:
    values: dict[str, str] = {
        t(f"kpi_short.{kpi.code}"): markdown(written_or_dash(kpi.code, kpi.course.get(day)))
        for kpi in kpis
    }
    return {plain("overview.column.on"): formats.date(min(day, today())), **values}


def _line(kpi: Kpi) -> list[float] | None:
    """What the small line shows; None when there is nothing to draw."""
    values = list(kpi.course.values())
    return values if len(values) > 1 and any(values) else None


def _card(kpi: Kpi, period: Period) -> None:
    chip, aside = beside(kpi, period)
    st.metric(
        t(f"kpi_short.{kpi.code}"),
        markdown(written_or_dash(kpi.code, kpi.value)),
        chip or None,
        delta_color="off",
        delta_arrow="off",
        delta_description=small(aside) if aside else None,
        chart_data=_line(kpi),
        chart_type="line" if kpi.code in _STEPWISE else "area",
        border=True,
        height="stretch",
    )
