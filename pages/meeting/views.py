"""The views of a meeting and which of them is shown. The address alone remembers it: `?view=`."""

import streamlit as st

from ui import address

VIEWS = ("situation", "round", "regions")
_PARAMETER = "view"


def current() -> str:
    """The view of the address; the first one where it names none that there is."""
    asked = st.query_params.get(_PARAMETER)
    return asked if asked in VIEWS else VIEWS[0]


def show(view: str) -> None:
    """Go to a view."""
    address.put({_PARAMETER: view})


def step(by: int) -> None:
    """Go on (1) or back (-1); the ends are ends."""
    place = VIEWS.index(current()) + by
    show(VIEWS[min(max(place, 0), len(VIEWS) - 1)])
