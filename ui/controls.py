"""What a control holds, as its callback reads it."""

from typing import Any

import streamlit as st


def value_of(key: str, otherwise: Any = None) -> Any:
    """The value of the control `key`; `otherwise` where there is no such control any more.

    Signing out empties the session, and what the browser still says of the page that was left
    comes after that.
    """
    return st.session_state.get(key, otherwise)
