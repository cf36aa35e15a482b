"""The row of figures: value, what it is held against, where it came from."""

from collections.abc import Sequence

import streamlit as st

from data_access.overview import Kpi
from programme.periods import Period
from ui.beside import beside
from ui.escape import markdown
from ui.layout import small
from ui.texts import t
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


def _card(kpi: Kpi, period: Period) -> None:
    chip, aside = beside(kpi, period)
    st.metric(
        t(f"kpi_short.{kpi.code}"),
        markdown(written_or_dash(kpi.code, kpi.value)),
        chip or None,
        delta_color="off",
        delta_arrow="off",
        delta_description=small(aside) if aside else None,
        chart_data=kpi.course if len(kpi.course) > 1 and any(kpi.course) else None,
        chart_type="line" if kpi.code in _STEPWISE else "area",
        border=True,
        height="stretch",
    )
