"""Keeps single keys from deciding twice, or behind a dialog (see `key_guard.js`)."""

from pathlib import Path

import streamlit as st

_guard = st.components.v2.component(
    "tilannehuone_key_guard",
    js=(Path(__file__).parent / "key_guard.js").read_text(encoding="utf-8"),
)


def put() -> None:
    """Have the keys of this page guarded; draws nothing that is seen."""
    with st.container(key="key_guard"):
        _guard(key="application_key_guard")
