"""The way from a region to its open applications in the queue."""

import streamlit as st

from data_access.region_measures import region_measures
from programme.counties import OF_ONE_REGION
from programme.divisions import Division
from programme.periods import WHOLE
from ui.layout import page_link, small
from ui.reads import ask, today
from ui.texts import t


def queue_link(division: Division, code: str) -> None:
    """Draw the link to the open applications of a region, whatever period is looked at.

    The queue is filtered by region: what is only part of one has no link.
    """
    region = code if division is Division.REGIONS else OF_ONE_REGION.get(code)
    if region is None:
        st.markdown(small(t("regions.queue_by_region")))
        return
    activity = ask(region_measures, Division.REGIONS, WHOLE, today())
    count = int(activity["pending_applications"][activity["code"] == region].item())
    if not count:
        st.markdown(small(t("regions.no_open_applications")))
        return
    page_link(
        "applications",
        t("regions.open_applications", n=count),
        icon=":material/arrow_forward:",
        icon_position="right",
        region=region,
    )
