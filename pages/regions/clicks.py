"""A click on a map chooses a region (see `clicks.js`)."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from pages.regions.choices import UNITS, choose_region
from programme.divisions import Division

_CLICKED = "region_clicked"
_clicks = st.components.v2.component(
    "tilannehuone_region_clicks",
    js=(Path(__file__).parent / "clicks.js").read_text(encoding="utf-8"),
)


def listen(division: Division) -> None:
    """Have the maps on screen, which are of this division, listened to; draws nothing."""
    with st.container(key="region_clicks"):
        _clicks(key=_CLICKED, on_unit_change=lambda: _choose(UNITS[division]))


def _choose(known: Sequence[str]) -> None:
    """What the browser names need not be on the map."""
    code = st.session_state[_CLICKED]["unit"]
    if code in known:
        choose_region(code)
