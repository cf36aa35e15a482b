"""A region's organisations year by year, with the word that years do not add up."""

import pandas as pd
import streamlit as st

from charts.year_bars import year_bars
from data_access.region_measures import national_years, region_years
from pages.regions.choices import Choices
from programme.periods import Period
from ui import formats
from ui.charts import chart_style
from ui.layout import small
from ui.reads import ask, made_of, today
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
    frame = frame.assign(label=frame["value"].map(formats.number))
    said = plain("regions.by_year_alt", values=_in_words(frame))
    st.html(year_bars(frame, alternative=said, style=chart_style()))
    st.markdown(small(t("regions.years_do_not_add_up")))


def years_of(chosen: Choices, region: str | None) -> pd.DataFrame:
    """year and value (organisations) of a region, or of the country, in the years of the period of
    which there is a figure."""
    if region is None:
        found = ask(national_years, today())
    else:
        found = ask(region_years, chosen.division, today())
    made = ("years", region, chosen.period)
    return made_of(found, made, lambda: _years_in(found, chosen.period, region))


def _years_in(found: pd.DataFrame, period: Period, region: str | None) -> pd.DataFrame:
    if region:
        found = found[found["code"] == region]
    inside = found[found["year"].isin(period.years)].dropna(subset=_MEASURE)
    return pd.DataFrame({"year": inside["year"], "value": inside[_MEASURE].astype(int)})


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            plain("filter.year"): frame["year"].map(str),
            plain(f"regions.measure_{_MEASURE}"): frame["value"].map(formats.number),
        }
    )


def _in_words(frame: pd.DataFrame) -> str:
    rows = frame.to_dict("records")
    return ", ".join(f"{row['year']}: {row['label']}" for row in rows)
