"""What a measure is divided by: from which year and source, or that it has not been loaded."""

import streamlit as st

from data_access.region_bases import bases
from pages.regions.choices import Choices
from programme.divisions import Division
from programme.indicators import INDICATORS
from programme.region_bases import LOADED
from ui.layout import small
from ui.reads import ask
from ui.texts import plain, t


def show(chosen: Choices) -> None:
    """Draw the note, where the chosen measure has a base that an office loads."""
    base = INDICATORS[chosen.measure].base
    if base is None or base not in LOADED:
        return
    name = plain(f"regions.base_{base}")
    found = ask(bases, chosen.shown.last.year).get(base)
    if found is None:
        absent, load = t("regions.base_absent", base=name), t("regions.base_load")
        st.info(f"{absent} {load}", icon=":material/info:")
    elif chosen.division is Division.WELLBEING:
        st.info(t("regions.base_by_region", base=name), icon=":material/info:")
    else:
        year = str(found.year)
        st.markdown(small(t("regions.base_source", base=name, year=year, source=found.source)))
