"""The years of both sides of a comparison in one chart."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pandas as pd
import streamlit as st

from charts.comparison import compared_years
from data_access.region_measures import national_years
from pages.regions.figures import drawn
from pages.regions.measures import heading
from pages.regions.shown import Shown, yearly_figures
from pages.regions.sides import Side
from programme.indicators import INDICATORS
from ui.charts import chart_style, draw_chart
from ui.escape import markdown
from ui.layout import small
from ui.reads import ask, today
from ui.tables import table_button
from ui.texts import plain, t


def years_of_both(shown: Shown, first: Side, second: Side) -> None:
    """Draw the chosen measure of both sides, each in the years of its period."""
    measure, frame = shown.chosen.measure, frame_of(shown, first, second)
    with st.container(
        horizontal=True, vertical_alignment="center", key="compare_years_heading_row"
    ):
        st.header(t("regions.compare_years", heading=heading(measure)), anchor=False)
        table_button("region_compare_years", lambda: _table(frame))
    title = plain(f"regions.heading_{measure}")
    draw_chart(
        compared_years(frame, style=chart_style(), height=_HEIGHT),
        key="region_compare_years",
        name=title,
        told=in_words(frame, title),
    )
    if not INDICATORS[measure].additive:
        st.markdown(small(t("regions.years_no_sum")))


_HEIGHT = 300


def frame_of(shown: Shown, first: Side, second: Side) -> pd.DataFrame:
    """year, series (the side's name), value and label of the chosen measure, side after side."""
    names = first.name_beside(second), second.name_beside(first)
    rows = chain(_rows(shown, first, names[0]), _rows(shown, second, names[1]))
    return pd.DataFrame(rows, columns=["year", "series", "value", "label"])


def _rows(shown: Shown, side: Side, series: str) -> Iterator[dict[str, object]]:
    measure = shown.chosen.measure
    for year, of_year in _years(shown, side):
        value = of_year.visible(measure)
        yield {
            "year": year,
            "series": series,
            "value": None if value is None else drawn(measure, value),
            "label": of_year.text(measure),
        }


def _years(shown: Shown, side: Side) -> Iterator[tuple[int, Side]]:
    """The same side in each year of its period."""
    years = yearly_figures(shown.chosen, side.period.years, everything=shown.everything)
    country = ask(national_years, today()).set_index("year")
    for year, figures in years.items():
        of_country = {
            measure: None if pd.isna(value) else float(value)
            for measure, value in country.loc[year].items()
        }
        yield year, replace(side, figures=figures, country=of_country)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    table = frame.pivot(index="year", columns="series", values="label").fillna(plain("value.no"))
    shown = table[list(dict.fromkeys(frame["series"]))].map(markdown)
    return shown.rename(columns=markdown).rename_axis(plain("filter.year")).reset_index()


def in_words(frame: pd.DataFrame, title: str) -> str:
    """The years of both sides, for who does not see them."""
    parts = [
        f"{series}: " + ", ".join(f"{row.year} {row.label}" for row in rows.itertuples())
        for series, rows in frame.groupby("series", sort=False)
    ]
    return f"{title}. " + ". ".join(parts) + "."
