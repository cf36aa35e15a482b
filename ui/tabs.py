"""Tabs that open in the browser at once, and stay open in another language."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_HERE = Path(__file__).parent / "components"
_open_tab = st.components.v2.component(
    "tilannehuone_open_tab", js=(_HERE / "open_tab.js").read_text(encoding="utf-8")
)


def tabs(names: Sequence[str], key: str) -> Sequence[DeltaGenerator]:
    """One container for each name, in a container of this key; the first one is open at first.

    Opening one does not run the page again, so no run can undo the click.
    """
    with st.container(key=key):
        drawn = st.tabs(names)
        with st.container(key="open_tab"):
            _open_tab(key=f"{key}_open", data={"place": key, "words": list(names)})
    return drawn
