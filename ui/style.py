"""The style sheet beside Streamlit's theme, and the pictures that follow the theme."""

from functools import cache
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
ASSETS = _HERE / "assets"
ICON = str(ASSETS / "icon.svg")


def apply() -> None:
    """Put the style sheet on the page, once a run, before anything is drawn."""
    st.html(_sheet("style", "dark") if is_dark() else _sheet("style"))


def apply_meeting() -> None:
    """Make everything on the page large, for a screen that a whole room reads."""
    st.html(_sheet("meeting"))


def is_dark() -> bool:
    """Whether the viewer has the dark theme; light until the browser has told."""
    return st.context.theme.type == "dark"


def logo() -> str:
    """File of the logo for the viewer's theme."""
    return str(ASSETS / f"logo-{'dark' if is_dark() else 'light'}.svg")


@cache
def _sheet(*names: str) -> str:
    rules = [(_HERE / f"{name}.css").read_text(encoding="utf-8") for name in names]
    return f"<style>{''.join(rules)}</style>"
