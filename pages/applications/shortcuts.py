"""The keys that do something on this page, told in words, and a way to switch them off."""

import streamlit as st

from ui.escape import Markdown, joined
from ui.texts import t

_ON = "shortcuts_on"
_CONTROL = "queue_shortcuts_on"

#: Key and what it does (`queue.key_…`), in the order of the page.
_KEYS = (
    ("J", "next"),
    ("K", "previous"),
    ("X", "mark"),
    ("/", "search"),
    ("A", "approve"),
    ("P", "propose"),
    ("T", "clarify"),
    ("V", "waitlist"),
    ("O", "take_up"),
    ("H", "reject"),
    ("S", "schedule"),
    ("M", "comment"),
    ("U", "undo"),
    ("?", "help"),
)


def are_on() -> bool:
    """Whether single keys do something: whoever speaks to the computer may not want that."""
    return bool(st.session_state.get(_ON, True))


def button() -> None:
    """The list of keys behind a button."""
    with st.popover(t("queue.shortcuts"), icon=":material/keyboard:", key="queue_shortcuts"):
        st.markdown(joined("  \n", (_line(key, does) for key, does in _KEYS)))
        st.markdown(t("queue.keys_of_list"))
        st.session_state[_CONTROL] = are_on()
        st.toggle(t("queue.shortcuts_on"), key=_CONTROL, on_change=_switch)


def _line(key: str, does: str) -> Markdown:
    return Markdown(f"**{key}** &ensp;{t(f'queue.key_{does}')}")


def _switch() -> None:
    st.session_state[_ON] = not are_on()
