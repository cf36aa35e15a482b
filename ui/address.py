"""What the address says of the screen (`?application=SP-2020-044`): written here, read anywhere.

The browser hears of a new address only with the answer to the run that wrote it, and sends the old
one until then. A run that the screen starts by itself, for news, must not take the viewer back;
nor must it undo where the viewer goes in the same moment.
"""

from collections.abc import Mapping

import streamlit as st

#: The page and what its address says, as this side knows it.
_NOW = "address_now"
#: The same from before our last change, which the browser may still send.
_BEFORE = "address_before"


def put(parameters: Mapping[str, str | None]) -> None:
    """Change parameters of the address in one step; None takes one out of it."""
    before = _said()
    wanted = {**before[1], **parameters}
    after = {name: value for name, value in wanted.items() if value is not None}
    if after != before[1]:
        st.query_params.from_dict(after)
        st.session_state[_BEFORE], st.session_state[_NOW] = before, _said()


def remember() -> None:
    """Keep what the address says. Run once at the start of each run."""
    if st.session_state.get(_NOW) != _said():  # the viewer went elsewhere
        st.session_state[_BEFORE], st.session_state[_NOW] = None, _said()


def stay() -> None:
    """The callback of what starts a run without the viewer: the address is what it was."""
    page, parameters = st.session_state[_NOW]
    if _said() == st.session_state[_BEFORE] and page == st.context.url:
        st.query_params.from_dict(parameters)


def _said() -> tuple[str | None, dict[str, str]]:
    return st.context.url, st.query_params.to_dict()
