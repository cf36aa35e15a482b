"""What the address says of the screen (`?application=SP-2020-044`): written here, read anywhere.

The browser hears of a new address only with the answer to the run that wrote it, and sends the old
one until then. A run that the screen starts by itself, for news, must not take the viewer back.
"""

from collections.abc import Mapping

import streamlit as st

_LEFT = "address_left"


def put(parameters: Mapping[str, str | None]) -> None:
    """Change parameters of the address; None takes one out of it."""
    for name, value in parameters.items():
        if value is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value
    remember()


def remember() -> None:
    """Keep what the address says. Run once at the start of each run."""
    st.session_state[_LEFT] = (st.context.url, st.query_params.to_dict())


def stay() -> None:
    """The callback of what starts a run without the viewer: the address is what it was."""
    page, parameters = st.session_state[_LEFT]
    if page == st.context.url and parameters != st.query_params.to_dict():
        st.query_params.from_dict(parameters)
