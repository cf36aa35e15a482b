"""Choices that outlive a change of language.

Streamlit remembers what was chosen by the words that it was shown in, so in other words it is
lost. The session keeps the choice itself, also while its widget is not on the page.
"""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from ui.controls import value_of

Option = TypeVar("Option")


def put_back(key: str, options: Sequence[Option], otherwise: Option | None) -> None:
    """Before the widget `key` is drawn: choose in it what was chosen, if that is still offered.

    What stood in it at first stays too, whatever would be proposed by now: new data must not
    change under somebody's hand what a button is about to do.
    """
    chosen = st.session_state.setdefault(_copy(key), otherwise)
    st.session_state[key] = chosen if chosen in options else otherwise


def keep(key: str) -> None:
    """The widget's callback: keep what is chosen now."""
    st.session_state[_copy(key)] = value_of(key)


def _copy(key: str) -> str:
    return f"kept_{key}"
