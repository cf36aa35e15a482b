"""The views of a queue as one control, with how many each holds; the choice is in the address."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.controls import value_of
from ui.deciding.opened import VIEW, Opened
from ui.formats import number
from ui.texts import t


def choose_view(opened: Opened, counts: Mapping[str, int], name_of: Callable[[str], str]) -> str:
    """Draw the control; returns the view of the address (`?queue=`), the first if it names none.

    Another view leaves the choice of what is open to its list.
    """
    asked = st.query_params.get(VIEW, "")
    view = asked if asked in counts else next(iter(counts))
    control = f"{opened.parameter}_queue_view"
    st.session_state[control] = view
    st.segmented_control(
        t("deciding.view"),
        list(counts),
        format_func=lambda each: f"{name_of(each)} {number(counts[each])}",
        key=control,
        required=True,
        on_change=lambda: opened.choose(None, **{VIEW: value_of(control, view)}),
        label_visibility="collapsed",
        wrap=True,
    )
    return view
