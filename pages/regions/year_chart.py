"""A region's organisations year by year, with the word that years do not add up."""

import pandas as pd
import streamlit as st

from charts.regions import yearly
from data_access.region_measures import national_years, region_years
from pages.regions.choices import Choices
from ui import formats
from ui.charts import chart_style, tell
from ui.layout import small
from ui.reads import ask, today
from ui.tables import table_button
from ui.texts import plain, t

_MEASURE = "organisations_reached"


def show(chosen: Choices) -> None:
    """Draw the years of the period, of the chosen region or of the country."""
    frame = years_of(chosen, chosen.region)
    with st.container(horizontal=True, vertical_alignment="center", key="years_heading_row"):
        st.header(t("regions.by_year"), anchor=False)
        table_button("region_years", lambda: _table(frame))
    if frame.empty:
        st.markdown(small(t("value.missing")))
        return
    st.altair_chart(
        yearly(frame, style=chart_style()),
        theme=None,
        key="region_years",
        alt=plain("regions.by_year"),
    )
    tell(plain("regions.by_year_alt", values=_in_words(frame)))
    st.markdown(small(t("regions.years_do_not_add_up")))


def years_of(chosen: Choices, region: str | None) -> pd.DataFrame:
    """year and organisations of a region, or of the country, in the years of the period of which
    there is a figure."""
    if region is None:
        found = ask(national_years, today())
    else:
        every = ask(region_years, chosen.division, today())
        found = every[every["code"] == region]
    inside = found[found["year"].isin(chosen.period.years)].dropna(subset=_MEASURE)
    return pd.DataFrame({"year": inside["year"], "organisations": inside[_MEASURE].astype(int)})


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            plain("filter.year"): frame["year"].map(str),
            plain(f"regions.measure_{_MEASURE}"): frame["organisations"].map(formats.number),
        }
    )


def _in_words(frame: pd.DataFrame) -> str:
    rows = frame.to_dict("records")
    return ", ".join(f"{row['year']}: {row['organisations']}" for row in rows)
