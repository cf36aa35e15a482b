"""The organisations of a region that took part, behind a button."""

import pandas as pd
import streamlit as st

from data_access import regions
from programme.periods import Period
from ui import formats
from ui.escape import markdown
from ui.layout import small
from ui.reads import ask, today
from ui.texts import plain, t

_MOST = 200


def show(code: str, period: Period, *, heads: bool) -> None:
    """Draw the button; with `heads` the list tells how many took part from each organisation.

    Without, it does not: a few people of one organisation are soon known by name.
    """
    found = ask(regions.organisations_reached, code, period, today())
    if found.empty:
        st.markdown(small(t("regions.no_organisations")))
        return
    label = t("unit.organisations", n=len(found))
    with st.popover(label, icon=":material/apartment:", key="region_organisations"):
        st.table(_table(found.head(_MOST), heads), border="horizontal", hide_index=True)
        if len(found) > _MOST:
            st.markdown(small(t("regions.more_organisations", n=len(found) - _MOST)))


def _table(found: pd.DataFrame, heads: bool) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            plain("regions.organisation"): found["organisation"].map(markdown),
            plain("filter.org_type"): found["organisation_type"].map(
                lambda kind: t(f"orgtype.{kind}")
            ),
            plain("regions.last_on"): found["last_on"].map(formats.date),
        }
    )
    if heads:
        table[plain("regions.measure_participations")] = found["participations"].map(formats.number)
    return table if heads else table.sort_values(plain("regions.organisation"))
