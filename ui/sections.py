"""Sections of which one is drawn: what nobody has asked to see costs no run anything."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from ui import kept

Section = TypeVar("Section", bound=str)


def section(label: str, names: Mapping[Section, str], key: str) -> Section:
    """Draw the choice between the sections; returns the one to draw, at first the first one.

    It stays chosen in another language, and for what is opened next.
    """
    offered = list(names)
    kept.put_back(key, offered, offered[0])
    chosen = st.segmented_control(
        label,
        offered,
        format_func=lambda each: names[each],
        key=key,
        required=True,
        on_change=kept.keep,
        args=(key,),
        label_visibility="collapsed",
        wrap=True,
    )
    return chosen or offered[0]
