"""Pages for when something is wrong: words for the viewer, the rest for the log."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from urllib.parse import unquote, urlsplit

import streamlit as st

from data_access.connect import DatabaseUnavailable, check
from data_access.logs import error_number, logger
from ui.database import engine
from ui.texts import plain, t

RETRY_SECONDS = 5

log = logger(__name__)


@contextmanager
def explained() -> Iterator[None]:
    """Draw the block; when it fails, say so in its place instead of showing a traceback."""
    try:
        yield
    except Exception as failure:  # noqa: BLE001  whatever it is, the viewer is told and it is logged
        failed(failure)


def failed(failure: Exception) -> bool:
    """Says that something failed and tells the log what; True, because that is all to be said.

    For what fails outside of a page, such as in a widget's callback, Streamlit calls this.
    """
    if isinstance(failure, DatabaseUnavailable):
        database_away(failure)
        return True
    number = error_number()
    log.error("error", number=number, exc_info=failure)
    unexpected(number)
    return True


def database_away(failure: DatabaseUnavailable) -> None:
    """Says what is wrong with the database and goes on by itself when it is well again."""
    log.warning("database_unavailable", trouble=str(failure.trouble))
    st.header(t("error.database_title"), anchor=False)
    st.error(t(f"error.database_{failure.trouble}"), icon=":material/cloud_off:")
    st.button(t("action.try_again"), icon=":material/refresh:", key="try_again")
    _go_on_when_well(time.monotonic())


def unexpected(number: str) -> None:
    """Says that something failed, with the number under which the log has the traceback."""
    st.header(t("error.title"), anchor=False)
    st.error(t("error.unexpected", number=number), icon=":material/error:")
    st.button(t("action.try_again"), icon=":material/refresh:", key="try_again")


def no_access() -> None:
    """In place of a page that the viewer's role may not enter."""
    st.title(t("error.no_access_title"), anchor=False)
    st.info(t("error.no_access"), icon=":material/lock:")


def lost(pages: list[st.Page]) -> list[st.Page]:
    """A page out of sight for the address in the browser, when it is that of none of `pages`.

    Without it Streamlit shows its own words, in English, over the first page.
    """
    # The last word: after a letter like ä the browser tells of the address twice over.
    asked = unquote(urlsplit(st.context.url or "").path).strip("/").rpartition("/")[2]
    if not asked or asked in {page.url_path for page in pages}:
        return []
    title, home = plain("error.not_found_title"), next(page for page in pages if not page.url_path)
    content = partial(not_found, home)
    return [st.Page(content, title=title, url_path=asked, visibility="hidden")]


def not_found(home: st.Page) -> None:
    """In place of a page that there is not; `home` is the way back."""
    st.title(t("error.not_found_title"), anchor=False)
    st.info(t("error.not_found"), icon=":material/wrong_location:")
    st.page_link(home, label=t("error.to_start"), icon=":material/home:")


@st.fragment(run_every=RETRY_SECONDS)
def _go_on_when_well(shown_at: float) -> None:
    # Not at once: what can be read again may still not take a write, and that would go round.
    if time.monotonic() - shown_at < RETRY_SECONDS / 2:
        return
    try:
        check(engine())
    except DatabaseUnavailable:
        return
    st.rerun()
