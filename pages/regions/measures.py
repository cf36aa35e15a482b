"""The measures as the page offers and names them."""

import streamlit as st

from programme.region_measures import GROUPS
from ui.escape import Markdown
from ui.texts import plain, t

#: The measures that are one click away; the others are behind a menu.
MAIN = ("municipality_share", "organisations_reached", "participations", "days_granted")

_GROUP_OF = {measure: group for group, measures in GROUPS.items() for measure in measures}


def short(measure: str) -> Markdown:
    """The name of a measure for a button or a card."""
    return t(f"regions.measure_{measure}")


def in_menu(measure: str) -> str:
    """The name with that of its group, for a list of many."""
    group = plain(f"regions.group_{_GROUP_OF[measure]}")
    return f"{group}: {plain(f'regions.measure_{measure}')}"


def heading(measure: str) -> Markdown:
    """The name with its unit, for a chart or a column."""
    return t(f"regions.heading_{measure}")


def heading_row(measure: str, key: str, text: Markdown | None = None) -> None:
    """Draw a heading, the measure's unless another is given, and a button to how it is counted."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_heading_row"):
        st.header(text or heading(measure), anchor=False)
        with st.popover(
            t("regions.how"), icon=":material/info:", type="tertiary", key=f"{key}_how"
        ):
            st.markdown(t(f"regions.how_{measure}"))
