"""Alueet: how far the programme has reached, by region."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from pages.regions import (
    base_note,
    choices,
    compare_view,
    context_view,
    controls,
    map_view,
    table_panel,
    tile_view,
    years_view,
)
from pages.regions.choices import Choices
from pages.regions.shown import Shown, shown
from pages.regions.views import View
from programme.divisions import Division
from programme.roles import Right
from ui.layout import empty_state, page_header, small
from ui.live import live_status
from ui.part import part
from ui.reads import is_demo, today
from ui.texts import t
from ui.viewer import viewer

#: Each draws its view and answers with the columns of the table below it.
_SHOW: dict[View, Callable[[Shown], Sequence[table_panel.Figures]]] = {
    View.MAP: map_view.show,
    View.TILES: tile_view.show,
    View.YEARS: years_view.show,
    View.COMPARE: compare_view.show,
    View.CONTEXT: context_view.show,
}


@part
def main() -> None:
    """One run of the page."""
    viewer(Right.SEE_FIGURES)
    header = page_header("page.regions", demo=is_demo(), views=controls.views)
    live_status(header.live)
    _of_region(controls.show(today()))


@part
def _of_region(chosen: Choices) -> None:
    """What another region changes. The controls above stay as they are while they show what is
    asked for."""
    asked = choices.read(chosen.period)
    if replace(asked, region=chosen.region, other=chosen.other, index=chosen.index) != chosen:
        st.rerun()
    controls.word_of_unknown()
    found = shown(asked, viewer(Right.SEE_FIGURES).role)
    if not found.figures.codes():
        empty_state("no_regions", "regions.no_regions")
        return
    base_note.show(asked)
    columns = _SHOW[asked.view](found)
    table_panel.show(found, columns)
    st.markdown(small(_sources(asked)))


def _sources(chosen: Choices) -> str:
    """Where the borders come from, and what is said with any figure of the demo."""
    borders = t("regions.borders")
    if chosen.division is Division.WELLBEING:
        borders = t("regions.borders_wellbeing", borders=borders)
    return t("regions.demo_sources", borders=borders) if is_demo() else borders


main()
