"""The document around the page: its language and its title."""

from pathlib import Path

import streamlit as st

from ui.language import language
from ui.texts import plain

_HERE = Path(__file__).parent / "components"
_document = st.components.v2.component(
    "tilannehuone_document", js=(_HERE / "document.js").read_text(encoding="utf-8")
)


def describe(page: str) -> None:
    """Tell the browser, and through it screen readers, the page's title and the language."""
    st.set_page_config(page_title=plain("app.page_title", page=page))
    with st.container(key="document"):
        _document(key="document_language", data={"language": language()})
