"""The map and its legend; a click chooses a region."""

import streamlit as st

from charts.regions import LegendTexts, class_legend, clicked_region, legend_lines, region_map
from pages.regions.choices import Choices, choose_region, turn
from pages.regions.figures import RegionFigures, class_labels
from ui.charts import chart_style
from ui.texts import plain

_CHART = "region_map_chart"
_HEIGHT = 630
_LEGEND_LINE = 40  # pixels of a second line of the legend


def show(figures: RegionFigures, chosen: Choices) -> None:
    """Draw the map of the chosen measure."""
    frame, breaks = figures.frame(chosen.measure), figures.breaks(chosen.measure)
    states = legend_texts(figures, chosen.measure)
    style = chart_style()
    with st.container(key="region_map", gap="xsmall"):
        st.altair_chart(
            class_legend(class_labels(breaks), texts=states, style=style),
            theme=None,
            key="region_legend",
            alt=plain("map.legend"),
        )
        st.altair_chart(
            region_map(
                frame,
                classes=breaks,
                selected=chosen.region,
                vintage=chosen.vintage,
                style=style,
                turn=turn(),
                height=_HEIGHT - _LEGEND_LINE * (legend_lines(states, style) - 1),
            ),
            theme=None,
            key=_CHART,
            on_select=_clicked,
            alt=in_words(figures, chosen.measure),
        )


def legend_texts(figures: RegionFigures, measure: str) -> LegendTexts:
    """Names of the states that occur on the map beside the five classes."""
    frame = figures.frame(measure)
    states = set(frame["status"])
    nothing = (frame["status"].eq("shown") & frame["value"].isna()).any()
    return LegendTexts(
        outside=plain("regions.outside") if "outside" in states else "",
        suppressed=plain("map.suppressed") if "suppressed" in states else "",
        empty=plain(f"regions.none_{measure}") if nothing else "",
    )


def in_words(figures: RegionFigures, measure: str) -> str:
    """What the map shows, for who does not see it."""
    seen = figures.frame(measure).dropna(subset="value").sort_values("value")
    heading = plain(f"regions.heading_{measure}")
    if seen.empty:
        return plain("regions.alt_empty", heading=heading)
    low, high = seen.iloc[0], seen.iloc[-1]
    return plain(
        "regions.alt",
        heading=heading,
        highest=high["name"],
        most=high["label"],
        lowest=low["name"],
        least=low["label"],
    )


def _clicked() -> None:
    """A click on the sea, or one that was made before the last choice, chooses nothing."""
    code = clicked_region(st.session_state.get(_CHART), turn=turn())
    if code:
        choose_region(code)
