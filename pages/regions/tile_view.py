"""The map of tiles, every unit equally large: for a projector, and for small regions."""

import streamlit as st

from charts.tile_map import tile_map
from pages.regions import clicks, region_panel
from pages.regions.map_panel import in_words, legend, steps
from pages.regions.measures import heading_row
from pages.regions.shown import Shown
from pages.regions.table_panel import Figures, usual
from ui.charts import chart_style, draw_chart
from ui.texts import plain


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
    draw_chart(
        tile_map(
            figures.frame(chosen.measure),
            classes=figures.breaks(chosen.measure, chosen.classes.value),
            selected=chosen.region,
            shape=chosen.borders.value,
            style=chart_style(),
        ),
        key="region_tiles_chart",
        name=plain("regions.map"),
        told=in_words(figures, chosen.measure),
    )
    clicks.listen(chosen.division)
    steps(chosen)
