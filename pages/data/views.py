"""The three views of the page, kept in the address (`?view=`)."""

import streamlit as st

from ui import address
from ui.controls import value_of
from ui.texts import t

PARAMETER = "view"
VIEWS = ("load", "export", "integrity")
#: Which kind of odd data is looked at.
KIND = "kind"

_CONTROL = "data_view"


def show() -> str:
    """Draw the choice of view; returns the one of the address."""
    asked = st.query_params.get(PARAMETER)
    view = asked if asked in VIEWS else VIEWS[0]
    st.session_state[_CONTROL] = view
    st.segmented_control(
        t("data.view"),
        VIEWS,
        format_func=lambda name: t(f"data.view_{name}"),
        key=_CONTROL,
        required=True,
        on_change=_change,
        label_visibility="collapsed",
        wrap=True,
    )
    return view


def _change() -> None:
    address.put({KIND: None, PARAMETER: value_of(_CONTROL, VIEWS[0])})
