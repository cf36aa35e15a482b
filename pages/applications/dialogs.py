"""The dialogs of decisions: one at a time, over one application, kept open by live refreshes."""

from collections.abc import Callable

import streamlit as st

from data_access.application import Application
from pages.applications import refusal
from ui.escape import markdown
from ui.texts import t

_OPEN = "dialog_open"

Send = Callable[[], bool]


def begin(name: str, application_no: str) -> None:
    """Open the dialog of that name over an application, from the next run on."""
    st.session_state[_OPEN] = (name, application_no)


def end() -> None:
    """Close whatever dialog is open."""
    st.session_state.pop(_OPEN, None)


def name_over(found: Application) -> str | None:
    """The dialog that stands over this application, None of none."""
    name, application_no = st.session_state.get(_OPEN, (None, None))
    return name if application_no == found.application_no else None


def is_open(found: Application) -> bool:
    """Whether a dialog stands over this application."""
    return name_over(found) is not None


def about(found: Application) -> None:
    """Name the application that the dialog is about."""
    st.markdown(f"**{markdown(found.application_no)}** {markdown(found.organisation)}")


def buttons(found: Application, label: str, send: Send) -> None:
    """The end of a dialog: why nothing was saved, the button that sends, the one that closes.

    `label` comes from `t()`. The dialog closes when `send` says that it stands.
    """
    refusal.show(found)
    with st.container(horizontal=True):
        confirmed = st.button(label, type="primary", key="decision_confirm")
        dismissed = st.button(t("action.dismiss"), key="decision_dismiss")
    if confirmed and send():
        end()
    if dismissed:
        end()
    if confirmed or dismissed:
        st.rerun()
