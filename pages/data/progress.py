"""How far a piece of work is, looked at anew twice a second while it goes on."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data_access.exchange.format.tables import BY_NAME
from pages.data.work import Stage, Work
from ui.escape import Markdown
from ui.layout import small
from ui.texts import plain, t

_EVERY = 0.5  # seconds


def show(work: Work[Any], words: Callable[[Stage], Markdown]) -> None:
    """Draw the progress; the page runs again when the work is done."""
    with st.container(key="data_progress"):
        _bar(work, words)
        st.markdown(small(t("data.work_note")))


@st.fragment(run_every=_EVERY)
def _bar(work: Work[Any], words: Callable[[Stage], Markdown]) -> None:
    stage = work.stage
    if not work.goes_on:
        st.rerun()
    elif stage is None:
        st.progress(0.0, t("data.waiting"))
    else:
        st.progress(stage.share, words(stage))


def reading(stage: Stage) -> Markdown:
    """What is at work while files are checked."""
    if stage.subject not in BY_NAME:
        return t("data.comparing")
    return t("data.reading", table=plain(f"table.{stage.subject}"))


def loading(stage: Stage) -> Markdown:
    """What is at work while files are loaded."""
    if stage.subject not in BY_NAME or stage.done >= stage.all:
        return t("data.finishing")
    return t("data.loading", table=plain(f"table.{stage.subject}"))


def verifying(_stage: Stage) -> Markdown:
    """What is at work during a verification, which tells nothing of how far it is."""
    return t("data.verifying")
