"""The pages that everybody may read, signed in or not: how they are laid out and found."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.layout import page_link, small
from ui.registry import PAGES, page
from ui.texts import t

#: Pixels: lines that are easy to read.
_WIDTH = 720


def notice(key: str, about: str, updated: date, sections: Sequence[tuple[str, str]]) -> None:
    """Draw the notice of this page: what it is about, sections (heading and Markdown), its date."""
    with st.container(width=_WIDTH, key=f"notice_{key}"):
        st.title(t(page(key).title_key), anchor=False)
        st.markdown(about)
        for heading, content in sections:
            st.header(heading, anchor=False)
            st.markdown(content)
        st.markdown(small(t("notices.updated", on=updated)))


def notice_links(back_to: StreamlitPage | None = None) -> None:
    """Links to all notices, in one row where there is room; and back, where no navigation is."""
    with st.container(horizontal=True, gap="small", key="notices"):
        if back_to:
            st.page_link(back_to, label=t("notices.back"), icon=":material/arrow_back:")
        for each in PAGES:
            if each.public:
                page_link(each.key, t(each.title_key))
