"""The left half: views of the queue, search and filters, the list, and what is done with it."""

import streamlit as st

from data_access import queue
from data_access.accounts import User
from data_access.queue import Listed
from data_access.queueing.search import PAGE_SIZE, QueueSearch
from pages.applications import bulk_bar, export, filters, selection, shortcuts, views
from pages.applications.filter_controls import active_filters, filter_button, search_field
from pages.applications.queue_table import queue_table
from ui.layout import page_link, small
from ui.reads import ask, today
from ui.texts import plain, t


def show(listed: Listed, search: QueueSearch, opened: str | None, user: User) -> None:
    """Draw the panel for `user`: what `search` found, with the application `opened` marked."""
    controls = st.container(gap="small", key="queue_controls")
    queue_table(listed, opened, search)
    with controls:
        views.show(search.view, ask(queue.counts, today(), user.username))
        with st.container(horizontal=True, gap="xsmall", key="queue_tools"):
            search_field()
            filter_button()
            export.button(search, user)
            shortcuts.button()
        active_filters()
    marked = selection.marked(listed.rows)
    if len(marked):
        bulk_bar.show(marked, user)
    else:
        _foot(listed)
    if listed.pages > 1:
        _pages(listed)


def _foot(listed: Listed) -> None:
    """What is listed, and the ways to what else is done with the queue."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="queue_foot"):
        st.markdown(small(_summary(listed)))
        with st.container(horizontal=True, width="content", gap="small"):
            page_link("letters", t("page.letters"), icon=":material/mail:")
            page_link("allocation", t("page.allocation"), icon=":material/balance:")


def _summary(listed: Listed) -> str:
    found = plain("applications.found", n=listed.applications)
    asked = plain("applications.days_in_all", n=listed.days)
    return f"{found}, {asked}. ⚑ = {plain('applications.late', n=ask(queue.promise))}."


def _pages(listed: Listed) -> None:
    """Which of the rows are listed, and a way to those before and after them."""
    first = (listed.page - 1) * PAGE_SIZE + 1
    last = first + len(listed.rows) - 1
    with st.container(horizontal=True, vertical_alignment="center", key="queue_pages"):
        st.markdown(t("queue.listed", first=first, last=last, n=listed.applications))
        _page("previous", listed.page - 1, listed.pages)
        _page("next", listed.page + 1, listed.pages)


def _page(way: str, page: int, pages: int) -> None:
    st.button(
        t(f"queue.page_{way}"),
        type="tertiary",
        key=f"queue_page_{way}",
        disabled=not 1 <= page <= pages,
        on_click=filters.narrow,
        args=({filters.PAGE: None if page == 1 else str(page)},),
    )
