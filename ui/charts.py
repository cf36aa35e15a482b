"""How charts look for this viewer, and what is told of them."""

from html import escape
from typing import Literal

import streamlit as st

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


def tell(words: str) -> None:
    """Say what the chart that was just drawn shows, to who does not see it.

    Its own `alt` names it and stays the same: with another one Streamlit takes the chart apart and
    draws it anew, where with other rows alone it changes what is on screen.
    """
    st.html(f'<p class="told">{escape(words)}</p>')


def _borders() -> str:
    """The browser fetches borders from serve.py, which tells of changes too, with its cookie. Until
    it has one, and under plain `streamlit run`, where nobody serves them, they travel inside each
    map."""
    return BORDERS if changes.watched() and browser_has_cookie() else ""
