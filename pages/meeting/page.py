"""Kokous: the same figures for a screen at the end of the room."""

import streamlit as st

from pages.meeting import current_round, frame, region_map, situation, views
from programme.roles import Right
from ui import style
from ui.part import part
from ui.viewer import viewer

_VIEWS = {
    "situation": situation.show,
    "round": current_round.show,
    "regions": region_map.show,
}


@part
def main() -> None:
    """One run of the page."""
    viewer(Right.SEE_FIGURES)
    style.apply_meeting()
    frame.title_row()
    with st.container(key="meeting_area", gap="small"):
        _VIEWS[views.current()]()
    frame.foot()
    frame.keys()


main()
