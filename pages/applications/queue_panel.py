"""The left half: views of the queue, search, and the list."""

import pandas as pd
import streamlit as st

from data_access import queue
from pages.applications import chosen
from pages.applications.queue_table import queue_table
from ui import address
from ui.controls import value_of
from ui.layout import small
from ui.reads import ask, today
from ui.region_names import region_name
from ui.texts import plain, t

VIEW = "queue"
_VIEW_CONTROL = "queue_view"
_ALWAYS = ("all", "submitted", "in_review", "clarification_requested")


def show(counts: dict[str, int]) -> pd.DataFrame:
    """Draw the panel; returns the rows that are listed, in their order."""
    with st.container(horizontal=True, key="queue_controls"):
        view = _view_control(counts)
        words = st.text_input(
            t("applications.search"),
            placeholder=plain("action.search"),
            icon=":material/search:",
            label_visibility="collapsed",
            key="queue_search",
        )
    rows = _matching(_in_region(ask(queue.applications, view, today())), words or "")
    queue_table(rows, chosen.application_no(rows))
    st.markdown(small(_summary(rows)))
    return rows


def _view_control(counts: dict[str, int]) -> str:
    """The view of the address, `?queue=`; rare views are offered only when they hold something."""
    asked = st.query_params.get(VIEW, "all")
    view = asked if asked in queue.VIEWS else "all"
    offered = [name for name in queue.VIEWS if name in _ALWAYS or counts[name] or name == view]
    st.session_state[_VIEW_CONTROL] = view
    st.segmented_control(
        t("applications.view"),
        offered,
        format_func=lambda name: f"{plain(f'applications.view_{name}')} {counts[name]}",
        key=_VIEW_CONTROL,
        required=True,
        on_change=_change_view,
        label_visibility="collapsed",
        wrap=True,
    )
    return view


def _change_view() -> None:
    view = value_of(_VIEW_CONTROL)
    if view:
        chosen.choose(None, **{VIEW: view})


def _in_region(rows: pd.DataFrame) -> pd.DataFrame:
    """Only the region of the address, `?region=`, with a way out of the filter."""
    code = st.query_params.get("region")
    if not code:
        return rows
    here = rows[rows["region_code"] == code]
    name = code if here.empty else region_name(code)
    st.button(
        t("applications.only_region", region=name),
        icon=":material/close:",
        key="queue_region_filter",
        on_click=_leave_region,
    )
    return here


def _leave_region() -> None:
    address.put({"region": None})


def _matching(rows: pd.DataFrame, words: str) -> pd.DataFrame:
    """Rows that hold every searched word somewhere in what can be read of them."""
    if not words.strip() or rows.empty:
        return rows
    themes = rows["theme"].map(lambda theme: plain(f"theme.{theme}"))
    regions = rows["region_code"].map(region_name)
    columns = rows[["application_no", "organisation", "title"]]
    text = columns.agg(" ".join, axis=1).str.cat([regions, themes], sep=" ").str.casefold()
    hits = pd.Series(True, index=rows.index)
    for word in words.casefold().split():
        hits &= text.str.contains(word, regex=False)
    return rows[hits]


def _summary(rows: pd.DataFrame) -> str:
    days = int(rows["days_requested"].sum()) if len(rows) else 0
    found = plain("applications.found", n=len(rows))
    asked = plain("applications.days_in_all", n=days)
    return f"{found}, {asked}. ⚑ = {plain('applications.late', n=ask(queue.promise))}."
