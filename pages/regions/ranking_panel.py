"""The units in order as bars, and how they are counted."""

import pandas as pd
import streamlit as st

from charts.regions import ranking
from pages.regions.choices import Choices
from pages.regions.figures import RegionFigures
from pages.regions.measures import heading_row
from pages.regions.shown import Shown
from pages.regions.table_panel import in_order
from ui.charts import chart_style, draw_chart
from ui.escape import markdown
from ui.layout import small
from ui.texts import plain, t


def show(shown: Shown) -> None:
    """Draw the ranking of the chosen measure; what the map tells in words holds for it too."""
    chosen, figures = shown.chosen, shown.figures
    with st.container(key="card_region_ranking", gap="xsmall"):
        heading_row(chosen.measure, "region_ranking")
        _bars(figures, chosen)
    _apart(figures, chosen.measure)


def _bars(figures: RegionFigures, chosen: Choices) -> None:
    measure = chosen.measure
    draw_chart(
        ranking(
            figures.frame(measure),
            classes=figures.breaks(measure, chosen.classes.value),
            selected=chosen.region,
            style=chart_style(),
        ),
        key="region_ranking",
        name=plain("regions.ranking"),
    )


def ranking_table(figures: RegionFigures, measure: str) -> pd.DataFrame:
    """Rank, name and figure of every region, as Markdown."""
    return pd.DataFrame(
        [
            {
                plain("regions.rank"): str(figures.rank(code, measure) or plain("value.no")),
                plain("filter.region"): markdown(figures.name(code)),
                plain(f"regions.heading_{measure}"): markdown(figures.text(code, measure)),
            }
            for code in in_order(figures, measure)
        ]
    )


def _apart(figures: RegionFigures, measure: str) -> None:
    """What has no place on the map is not in the bars either, but it is not lost."""
    for code in figures.rows_apart():
        if figures.value(code, measure):
            found = figures.text(code, measure)
            st.markdown(small(t("regions.apart", name=figures.name(code), value=found)))
