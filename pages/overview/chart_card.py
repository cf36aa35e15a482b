"""A card with a chart: heading, note, chart, and its numbers as a table for whoever wants them."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.figure import Figure
from ui.charts import draw_chart
from ui.layout import card, small
from ui.tables import table_button
from ui.texts import plain, t


def show(
    key: str,
    heading_key: str,
    note: str,
    *,
    chart: Figure | None,
    told: str,
    table: Callable[[], pd.DataFrame],
    empty: str,
) -> None:
    """Draw the card; without a chart it says `empty`. The heading names the chart too.

    `told` is what the chart shows, in words; `table` is built only when it is opened.
    """
    with card(key, stretch=True):
        with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_heading_row"):
            st.header(t(heading_key), anchor=False)
            if chart is not None:
                table_button(key, table)
        if chart is None:
            st.markdown(empty)
            return
        st.markdown(small(note))
        draw_chart(chart, key=f"{key}_chart", name=plain(heading_key), told=told)
