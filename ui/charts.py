"""How charts look for this viewer, and how they get on screen."""

from html import escape
from typing import Literal

import streamlit as st

from charts.figure import Figure
from charts.style import Style
from data_access import changes
from ui.language import language
from ui.sign_in import browser_has_cookie
from ui.style import is_dark

#: Where serve.py has the border files.
BORDERS = "/borders/"


def chart_style(scale: Literal["screen", "meeting"] = "screen") -> Style:
    """The chart style of the viewer's theme and language."""
    return Style(dark=is_dark(), language=language(), scale=scale, borders=_borders())


def draw_chart(
    chart: Figure,
    *,
    key: str,
    name: str,
    told: str | None = None,
    height: Literal["stretch", "content"] = "content",
) -> None:
    """Draw a chart; who does not see it is told its `name` and, in `told`, what it shows.

    What changes with the figures belongs into `told`: with another name Streamlit takes the chart
    apart and draws it anew, where with other rows alone it changes what is on screen.
    """
    st.altair_chart(chart.in_tables(), theme=None, key=key, alt=name, height=height)
    if told is not None:
        st.html(f'<p class="told">{escape(told)}</p>')


def _borders() -> str:
    """The browser fetches borders from serve.py, which tells of changes too, with its cookie. Until
    it has one, and under plain `streamlit run`, where nobody serves them, they travel inside each
    map."""
    return BORDERS if changes.watched() and browser_has_cookie() else ""
