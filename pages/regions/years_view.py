"""Small multiples: a small map a year, all with the same classes."""

import pandas as pd
import streamlit as st

from charts.regions import class_legend
from charts.small_maps import small_maps
from pages.regions.breaks import rounded_breaks
from pages.regions.choices import Choices
from pages.regions.figures import RegionFigures, class_labels, class_limits
from pages.regions.map_panel import in_words, states_of
from pages.regions.measures import heading_row
from pages.regions.shown import Shown, country_of, yearly_figures
from pages.regions.table_panel import Figures, cells_of, usual
from programme.indicators import INDICATORS
from programme.periods import parse
from ui.charts import chart_style, draw_chart
from ui.texts import plain


def show(shown: Shown) -> list[Figures]:
    """Draw a map for each year of the period; the table has a column for each of them."""
    chosen = shown.chosen
    years = yearly_figures(chosen, chosen.period.years, everything=shown.everything)
    if not years:
        return usual(shown)
    with st.container(key="region_map", gap="xsmall"):
        heading_row(chosen.measure, "region_small_maps")
        _maps(chosen, years)
    return [_column(shown, year, figures) for year, figures in years.items()]


def _maps(chosen: Choices, years: dict[int, RegionFigures]) -> None:
    measure, decimals = chosen.measure, INDICATORS[chosen.measure].decimals
    frames = [figures.frame(measure).assign(year=year) for year, figures in years.items()]
    frame, style = pd.concat(frames), chart_style()
    breaks = rounded_breaks(frame["value"], decimals, chosen.classes)
    labels = class_labels(breaks, decimals)
    draw_chart(
        class_legend(
            labels,
            texts=states_of(frame, measure),
            style=style,
            limits=class_limits(breaks, decimals),
        ),
        key="region_legend",
        name=plain("map.legend"),
    )
    draw_chart(
        small_maps(frame, classes=breaks, shape=chosen.borders.value, style=style),
        key="region_small_maps",
        name=plain("regions.map"),
        told=_in_words(years, measure),
    )


def _in_words(years: dict[int, RegionFigures], measure: str) -> str:
    return " ".join(f"{year}: {in_words(figures, measure)}" for year, figures in years.items())


def _column(shown: Shown, year: int, figures: RegionFigures) -> Figures:
    country = country_of(parse(str(year)))
    return Figures(str(year), cells_of(shown, shown.chosen.measure, figures, country, brief=True))
