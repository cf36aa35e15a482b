"""The controls that narrow the queue down: search, filters, and a way out of each."""

from collections.abc import Sequence

import streamlit as st

from data_access import queue
from data_access.regions import region_names
from pages.applications import filters
from pages.applications.filters import AGES, DAYS, FILTERS, LATE, WORDS, Filter
from programme.codes import OrganisationType, Theme
from ui.controls import value_of
from ui.reads import ask
from ui.texts import plain, t

_SEARCH = "queue_search"
#: The search of the address as it was last put into the field: it is not written there again
#: while somebody types.
_SEARCHED = "queue_searched"


def search_field() -> None:
    """The field for words to search for."""
    asked = filters.said(WORDS)
    if st.session_state.get(_SEARCHED) != asked or _SEARCH not in st.session_state:
        st.session_state[_SEARCHED], st.session_state[_SEARCH] = asked, asked or ""
    st.text_input(
        t("queue.search"),
        placeholder=plain("action.search"),
        icon=":material/search:",
        label_visibility="collapsed",
        key=_SEARCH,
        on_change=_search,
    )


def filter_button() -> None:
    """All filters behind one button, drawn while they are folded out.

    Its words stay the same whatever is set: Streamlit would take it for another one, and fold it.
    """
    opened = st.popover(
        t("action.filter"), icon=":material/filter_list:", key="queue_filters", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        left, right = st.columns(2)
        for place, each in enumerate(FILTERS):
            with right if place % 2 else left:
                _select(each, _offered(each.parameter))


def active_filters() -> None:
    """A button for each filter that is set, which takes it away, and one for them all."""
    active = filters.active()
    if not active and not filters.said(WORDS):
        return
    with st.container(horizontal=True, gap="xsmall", key="queue_active"):
        for each in active:
            st.button(
                t("queue.only", value=each.name_of(each.value or "")),
                icon=":material/close:",
                key=f"queue_{each.parameter}_filter",
                on_click=filters.narrow,
                args=({each.parameter: None},),
            )
        st.button(
            t("action.clear_filters"),
            icon=":material/filter_list_off:",
            type="tertiary",
            key="queue_clear",
            on_click=filters.clear,
        )


def _search() -> None:
    words = value_of(_SEARCH, "").strip() or None
    st.session_state[_SEARCHED] = words
    filters.narrow({WORDS: words})


def _select(each: Filter, offered: Sequence[str]) -> None:
    key = f"queue_filter_{each.parameter}"
    st.session_state[key] = each.value if each.value in offered else None
    st.selectbox(
        each.label,
        offered,
        index=None,
        format_func=each.name_of,
        placeholder=plain("filter.all"),
        key=key,
        on_change=lambda: filters.narrow({each.parameter: value_of(key)}),
    )


def _offered(parameter: str) -> Sequence[str]:
    match parameter:
        case "round":
            return list(ask(queue.pools))
        case "theme":
            return [str(theme) for theme in Theme]
        case "region":
            return list(ask(region_names))
        case "type":
            return [str(kind) for kind in OrganisationType]
        case "age":
            return [LATE, *AGES]
        case _:
            return DAYS
