"""The usual view: the map, the ranking beside it, and a region's own figures."""

import streamlit as st

from pages.regions import change_panel, map_panel, ranking_panel, region_panel
from pages.regions.shown import Shown
from pages.regions.table_panel import Figures, usual


def show(shown: Shown) -> list[Figures]:
    """Draw the three columns."""
    left, middle, right = st.columns([9, 8, 9], gap="medium")
    with right:  # first, because it is what the viewer of a clicked region waits for
        region_panel.show(shown)
    with left:
        map_panel.show(shown)
    with middle:
        _beside(shown)
    return usual(shown)


def _beside(shown: Shown) -> None:
    """The ranking, or the changes where they are asked for."""
    period = shown.chosen.before
    if shown.before and period:
        change_panel.show(shown, shown.before, period)
    else:
        ranking_panel.show(shown)
