"""Alueet: how far the programme has reached, by region."""

import streamlit as st

from data_access import regions
from pages.regions import controls, map_panel, ranking_panel, region_panel
from pages.regions.figures import RegionFigures
from programme.roles import Right, may
from ui.layout import empty_state, page_header, small
from ui.live import live_status
from ui.reads import ask, is_demo, today
from ui.texts import t
from ui.viewer import viewer


def main() -> None:
    """One run of the page."""
    user = viewer(Right.SEE_FIGURES)
    header = page_header("page.regions", demo=is_demo())
    live_status(header.live)
    chosen = controls.show(today())
    activity = ask(regions.region_activity, chosen.period, today())
    figures = RegionFigures(activity, everything=may(user.role, Right.SEE_APPLICATIONS))
    if not figures.codes():
        empty_state("no_regions", "regions.no_regions")
        return

    left, middle, right = st.columns([9, 8, 9], gap="medium")
    with left:
        map_panel.show(figures, chosen)
    with middle:
        ranking_panel.show(figures, chosen)
    with right:
        region_panel.show(figures, chosen, user.role)
    st.markdown(small(_sources()))


def _sources() -> str:
    borders = t("regions.borders")
    return t("regions.demo_sources", borders=borders) if is_demo() else borders


main()
