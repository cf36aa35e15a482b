"""Pages for when something is wrong: words for the viewer, the rest for the log."""

import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from data_access.connect import DatabaseUnavailable, check
from ui.database import engine
from ui.texts import t

RETRY_SECONDS = 5

logger = logging.getLogger("tilannehuone")


@contextmanager
def explained() -> Iterator[None]:
    """Draw the block; when it fails, say so in its place instead of showing a traceback."""
    try:
        yield
    except DatabaseUnavailable as failure:
        database_away(failure)
    except Exception:
        number = secrets.token_hex(3).upper()
        logger.exception("error %s", number)
        unexpected(number)


def database_away(failure: DatabaseUnavailable) -> None:
    """Says what is wrong with the database and goes on by itself when it is well again."""
    logger.warning("%s", failure)
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
