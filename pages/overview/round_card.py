"""The current round: how much of its day pool is left, and what is asked for."""

import streamlit as st

from data_access.rounds import Round
from ui.capacity import round_bar
from ui.escape import Markdown, joined
from ui.layout import card, empty_state, page_link
from ui.texts import t


def show(current: Round | None, *, linked: bool) -> None:
    """Draw the round's card; `linked` when the viewer may open the applications."""
    if current is None:
        empty_state("round", "overview.no_round", "overview.no_round_next")
        return
    with card("round"):
        _title_row(current, linked)
        with st.container(key="kpi_pending_applications"):
            st.markdown(sentence(current))
        round_bar(current)


def _title_row(current: Round, linked: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="round_heading_row"):
        st.header(t("overview.round", code=current.code), anchor=False, width="content")
        if current.is_open:
            st.badge(t("round.open"), icon=":material/lock_open:", color="green")
        else:
            st.badge(t("round.closed"), icon=":material/lock:", color="gray")
        if linked:
            with st.container(horizontal=True, horizontal_alignment="right"):
                if current.short:
                    page_link(
                        "allocation",
                        t("overview.share_days"),
                        icon=":material/balance:",
                        round=current.code,
                    )
                page_link(
                    "applications",
                    t("overview.open_applications"),
                    icon=":material/arrow_forward:",
                    icon_position="right",
                )


def sentence(current: Round) -> Markdown:
    """What is left of the pool, what is asked for, and whether that fits."""
    return joined(" ", [t("overview.round_left", n=current.left), _asked(current)])


def _asked(current: Round) -> Markdown:
    waiting = current.waiting
    if not waiting.applications:
        return t("overview.round_quiet")
    days = t("overview.asks_days", n=waiting.days)
    asking = t("overview.round_asks", n=waiting.applications, days=days)
    if current.short:
        return t("overview.round_short", n=current.short, asking=asking)
    return t("overview.round_fits", asking=asking)
