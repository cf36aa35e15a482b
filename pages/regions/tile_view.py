"""The map of tiles, every unit equally large: for a projector, and for small regions."""

import streamlit as st

from charts.tile_map import tile_map
from pages.regions import region_panel
from pages.regions.choices import turn_of
from pages.regions.map_panel import clicked, in_words, legend, steps
from pages.regions.measures import heading_row
from pages.regions.shown import Shown
from pages.regions.table_panel import Figures, usual
from ui.charts import chart_style, tell
from ui.texts import plain

_CHART = "region_tiles_chart"


def show(shown: Shown) -> list[Figures]:
    """Draw the tiles and a region's own figures."""
    left, right = st.columns([17, 9], gap="medium")
    with right:  # first, because it is what the viewer of a clicked region waits for
        region_panel.show(shown)
    with left, st.container(key="region_map", gap="xsmall"):
        _tiles(shown)
    return usual(shown)


def _tiles(shown: Shown) -> None:
    chosen, figures = shown.chosen, shown.figures
    heading_row(chosen.measure, "region_tiles")
    legend(shown)
    st.altair_chart(
        tile_map(
            figures.frame(chosen.measure),
            classes=figures.breaks(chosen.measure, chosen.classes.value),
            selected=chosen.region,
            shape=chosen.borders.value,
            style=chart_style(),
            turn=turn_of(chosen.region),
        ),
        theme=None,
        key=_CHART,
        on_select=lambda: clicked(_CHART, chosen),
        alt=plain("regions.map"),
    )
    tell(in_words(figures, chosen.measure))
    steps(chosen)
