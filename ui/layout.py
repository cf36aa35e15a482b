"""The parts every page is laid out with: title row, cards, empty states, links between pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import registry
from ui.escape import Markdown, markdown
from ui.texts import t


@dataclass(frozen=True)
class Header:
    """The places in the title row that a page fills: what was just done, and the live status."""

    receipt: DeltaGenerator
    live: DeltaGenerator


def page_header(
    title_key: str,
    *,
    demo: bool = False,
    receipt: Callable[[], None] | None = None,
    views: Callable[[], None] | None = None,
) -> Header:
    """The title row: title, badge while demo data is shown, views, receipt, live status.

    `receipt` draws into its place, and `views` draws the ways of looking at the page. The row
    keeps its height whether there is a receipt or not, so that nothing below moves under the
    pointer.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="title_row"):
        st.title(t(title_key), anchor=False, width="content")
        if demo:
            st.badge(t("live.demo"), icon=":material/science:", color="yellow")
        if views:
            views()
        header = Header(_receipt_place(), st.container(key="live_place", width="content"))
    if receipt:
        with header.receipt:
            receipt()
    return header


def card(
    key: str, heading: str | None = None, note: str | None = None, *, stretch: bool = False
) -> DeltaGenerator:
    """A bordered container with `.st-key-card_<key>`: use it in `with`.

    Heading and note come from `t()` or are escaped; the note tells unit and encoding. A card that
    stretches is as high as its row.
    """
    place = st.container(
        border=True, key=f"card_{key}", gap="xsmall", height="stretch" if stretch else "content"
    )
    if heading:
        place.header(markdown(heading), anchor=False)
    if note:
        place.markdown(small(note))
    return place


def small(text: str) -> Markdown:
    """Markdown in the size and colour of a note."""
    return Markdown(f":small[:gray[{markdown(text)}]]")


def empty_state(key: str, text_key: str, next_key: str | None = None) -> None:
    """A card in place of content that is not there: one sentence, and what happens next."""
    with card(key):
        st.markdown(t(text_key))
        if next_key:
            st.markdown(small(t(next_key)))


def page_link(
    key: str,
    label: str,
    *,
    icon: str | None = None,
    icon_position: Literal["left", "right"] = "left",
    **chosen: object,
) -> None:
    """A link to another page that keeps the language and carries the choices in its address."""
    st.page_link(
        registry.page(key).script,
        label=markdown(label),
        icon=icon,
        icon_position=icon_position,
        query_params=registry.query(**chosen),
    )


def _receipt_place() -> DeltaGenerator:
    return st.container(
        horizontal=True,
        horizontal_alignment="right",
        vertical_alignment="center",
        gap="xsmall",
        key="receipt",
    )
