"""The map with its legend and the steps through its years; a click chooses a region."""

import pandas as pd
import streamlit as st

from charts.regions import LegendTexts, class_legend, legend_lines, region_map
from pages.regions import clicks, marks
from pages.regions.choices import YEAR, Choices, choose
from pages.regions.figures import RegionFigures
from pages.regions.shown import Shown
from ui.charts import chart_style, draw_chart
from ui.period_row import name
from ui.reads import made_of
from ui.texts import plain
from ui.year_stepper import year_stepper

_HEIGHT = 560
_LEGEND_LINE = 40  # pixels of a second line of the legend


def show(shown: Shown) -> None:
    """Draw the map of the chosen measure with all that belongs to it."""
    states = legend_texts(shown.figures, shown.chosen.measure)
    classes = bool(shown.figures.breaks(shown.chosen.measure, shown.chosen.classes.value))
    lines = legend_lines(states, chart_style(), classes=classes) - 1
    with st.container(key="region_map", gap="xsmall"):
        legend(shown)
        draw(shown, height=_HEIGHT - _LEGEND_LINE * lines)
        steps(shown.chosen)
        marks.note(shown.chosen)


def draw(shown: Shown, *, height: int) -> None:
    """Draw the map itself, inside of `.st-key-region_map`; a click on it chooses a region."""
    chosen, figures = shown.chosen, shown.figures
    draw_chart(
        region_map(
            figures.frame(chosen.measure),
            classes=figures.breaks(chosen.measure, chosen.classes.value),
            selected=chosen.region,
            shape=chosen.borders.value,
            style=chart_style(),
            height=height,
            labels=True,
            places=marks.marks(chosen),
        ),
        key="region_map_chart",
        name=plain("regions.map"),
        told=in_words(figures, chosen.measure),
    )
    clicks.listen(chosen.division)


def legend(shown: Shown) -> None:
    """Draw the legend of the five classes and of what has none."""
    chosen, figures = shown.chosen, shown.figures
    labels = figures.class_labels(chosen.measure, chosen.classes.value)
    states = legend_texts(figures, chosen.measure)
    draw_chart(
        class_legend(
            labels,
            texts=states,
            style=chart_style(),
            limits=figures.class_limits(chosen.measure, chosen.classes.value),
        ),
        key="region_legend",
        name=plain("map.legend"),
    )


def steps(chosen: Choices) -> None:
    """Draw the steps through the years of the period; a single year has none."""
    years = chosen.period.years
    if len(years) > 1:
        year_stepper("region_years_steps", years, chosen.year, name(chosen.period), _choose_year)


def _choose_year(year: str) -> None:
    choose(YEAR, year or None)


def legend_texts(figures: RegionFigures, measure: str) -> LegendTexts:
    """Names of the states that occur on the map beside the five classes."""
    frame = figures.frame(measure)
    return made_of(frame, ("states", measure), lambda: states_of(frame, measure))


def states_of(frame: pd.DataFrame, measure: str) -> LegendTexts:
    """The same of one or several frames of `RegionFigures`."""
    states = set(frame["status"])
    nothing = (frame["status"].eq("shown") & frame["value"].isna()).any()
    return LegendTexts(
        outside=plain("regions.outside") if "outside" in states else "",
        suppressed=plain("map.suppressed") if "suppressed" in states else "",
        missing=plain("value.missing") if "missing" in states else "",
        empty=plain(f"regions.none_{measure}") if nothing else "",
    )


def in_words(figures: RegionFigures, measure: str) -> str:
    """What the map shows, for who does not see it."""
    frame = figures.frame(measure)
    return made_of(frame, ("words", measure), lambda: _told(frame, measure))


def _told(frame: pd.DataFrame, measure: str) -> str:
    seen = frame.dropna(subset="value").sort_values("value")
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
