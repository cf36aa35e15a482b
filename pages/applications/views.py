"""The views of the queue: the common ones side by side, the others in a menu."""

from collections.abc import Mapping

import streamlit as st

from data_access.queueing.search import VIEWS
from pages.applications import chosen
from pages.applications.filters import PAGE, VIEW
from ui.controls import value_of
from ui.escape import Markdown
from ui.texts import plain, t

_CONTROL, _MENU = "queue_view", "queue_more_views"

#: What stands side by side; another view stands there while it is open.
_COMMON = ("open", "to_decide", "clarification_requested", "mine")
_OTHERS = tuple(view for view in VIEWS if view not in _COMMON)


def show(view: str, counts: Mapping[str, int]) -> None:
    """Draw the control with `view` chosen, and how many applications each view holds."""

    def name_of(name: str) -> str:
        return Markdown(f"{plain(f'applications.view_{name}')} {counts[name]}")

    with st.container(horizontal=True, gap="xsmall", key="queue_views"):
        st.session_state[_CONTROL] = view
        st.segmented_control(
            t("applications.view"),
            _COMMON if view in _COMMON else (*_COMMON, view),
            format_func=name_of,
            key=_CONTROL,
            required=True,
            on_change=_change,
            args=(_CONTROL,),
            label_visibility="collapsed",
            wrap=True,
        )
        st.menu_button(
            t("queue.more_views"),
            _OTHERS,
            format_func=name_of,
            key=_MENU,
            type="tertiary",
            on_click=_change,
            args=(_MENU,),
        )


def _change(control: str) -> None:
    view = value_of(control)
    if view:
        chosen.choose(None, **{VIEW: view, PAGE: None})
