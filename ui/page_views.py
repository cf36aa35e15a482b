"""The views of a page that has several: one control, the choice in the address (`?view=`)."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from ui import address
from ui.controls import value_of

PARAMETER = "view"


def choose_view(
    page: str,
    label: str,
    views: Sequence[str],
    name_of: Callable[[str], str],
    forgotten: Iterable[str] = (),
) -> str:
    """Draw the control of `page`; returns the view of the address, the first if it names none.

    Going to another view takes the `forgotten` choices out of the address.
    """
    asked = st.query_params.get(PARAMETER)
    view = asked if asked and asked in views else views[0]
    control = f"{page}_view"
    st.session_state[control] = view
    st.segmented_control(
        label,
        views,
        format_func=name_of,
        key=control,
        required=True,
        on_change=lambda: address.put(
            {**dict.fromkeys(forgotten), PARAMETER: value_of(control, views[0])}
        ),
        label_visibility="collapsed",
        wrap=True,
    )
    return view
