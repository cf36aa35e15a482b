"""Streamlit's own words, which it has in English only, in the viewer's language.

The key of each text is known to `components/streamlit_words.js`, with the place where it stands.
"""

from pathlib import Path

import streamlit as st

from ui.texts import plain

_HERE = Path(__file__).parent / "components"
_words = st.components.v2.component(
    "tilannehuone_streamlit_words", js=(_HERE / "streamlit_words.js").read_text(encoding="utf-8")
)

WORDS = (
    "add_files",
    "apply",
    "apply_lines",
    "chart",
    "choose",
    "clear",
    "close",
    "course",
    "download_failed",
    "drop",
    "fewer",
    "file_kind",
    "file_refused",
    "file_size",
    "hide_password",
    "home",
    "logo",
    "more",
    "no_results",
    "open",
    "pages",
    "remove_file",
    "shortcut",
    "show_password",
    "submit",
    "upload",
    "upload_limit",
)
#: Words with a part that the browser fills in: the keys of a shortcut, a name, a number.
_FILLED = frozenset({"shortcut", "remove_file", "upload_limit"})


def translate_streamlit() -> None:
    """Replace them on this page, now and whenever Streamlit writes them; it takes no room."""
    with st.container(key="streamlit_words"):
        _words(
            key="streamlit_words_in",
            data={word: _text(word) for word in WORDS} | {"skip": plain("nav.skip")},
        )


def _text(word: str) -> str:
    """The text, with the place that the browser fills in."""
    key = f"streamlit.{word}"
    return plain(key, keys="{keys}") if word in _FILLED else plain(key)
