"""A second map: how much more or less the chosen measure is than in an earlier period."""

import pandas as pd
import streamlit as st

from charts.regions import class_legend, region_map
from pages.regions import changes
from pages.regions.figures import RegionFigures
from pages.regions.map_panel import states_of
from pages.regions.measures import heading, heading_row
from pages.regions.shown import Shown
from programme.periods import Period
from ui.charts import chart_style, draw_chart
from ui.layout import small
from ui.period_row import name
from ui.texts import plain, t

_HEIGHT = 560


def show(shown: Shown, before: RegionFigures, period: Period) -> None:
    """Draw the map of the changes from the figures of the earlier period."""
    measure = shown.chosen.measure
    frame = changes.frame_of(shown.figures, before, measure)
    breaks = changes.breaks_of(frame, measure)
    with st.container(key="card_region_change", gap="xsmall"):
        text = t("regions.change_heading", period=name(period))
        heading_row(measure, "region_change", text)
        _legend(frame, breaks, measure)
        draw_chart(
            region_map(
                frame,
                classes=breaks,
                selected=shown.chosen.region,
                shape=shown.chosen.borders.value,
                style=chart_style(),
                height=_HEIGHT,
                labels=True,
                diverging=True,
            ),
            key="region_change_chart",
            name=plain("regions.change_alt", heading=_name(measure), period=name(period)),
        )
        st.markdown(small(heading(measure)))


def _legend(frame: pd.DataFrame, breaks: list[float], measure: str) -> None:
    draw_chart(
        class_legend(
            changes.class_labels(measure, breaks),
            texts=states_of(frame, measure),
            style=chart_style(),
            diverging=True,
        ),
        key="region_change_legend",
        name=plain("map.legend"),
    )


def _name(measure: str) -> str:
    return plain(f"regions.heading_{measure}")
