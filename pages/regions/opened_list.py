"""Lists behind buttons: read when they are opened, in a place whose height is known before."""

from collections.abc import Callable

import streamlit as st

from ui.escape import Markdown

#: Where a button is near the edge of the screen, the browser turns its list to the other side; it
#: looks for room when the list opens, before anything has been read. `ui/style.css` keeps as much
#: for a list that is still empty.
_HEIGHT = 380


def opened_list(name: str, label: Markdown, icon: str, draw: Callable[[], None]) -> None:
    """Draw the button `.st-key-region_<name>`; `draw` draws what is behind it once it is opened."""
    place = st.popover(
        label, icon=f":material/{icon}:", key=f"region_{name}", type="tertiary", on_change="rerun"
    )
    if place.open:
        with place, st.container(height=_HEIGHT, border=False):
            draw()
