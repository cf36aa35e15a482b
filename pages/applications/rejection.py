"""The dialog of a rejection: names what is rejected, and wants a ground and a rationale."""

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from pages.applications import answers
from programme.codes import RejectionGround
from programme.lifecycle import Action
from ui import kept
from ui.escape import markdown
from ui.texts import t

_OPEN = "rejection_open_for"


def begin(application_no: str) -> None:
    """Open the dialog for an application, from the next run on."""
    st.session_state[_OPEN] = application_no


def is_open(found: Application) -> bool:
    """Whether the dialog stands over this application."""
    return bool(st.session_state.get(_OPEN) == found.application_no)


def show_if_open(found: Application, user: User, following: str | None) -> None:
    """Draw the dialog again on every run while it is open, so that a live refresh keeps it."""
    if is_open(found):
        st.dialog(t("applications.reject_title"), on_dismiss=_end)(_dialog)(found, user, following)


def _end() -> None:
    st.session_state.pop(_OPEN, None)


def _dialog(found: Application, user: User, following: str | None) -> None:
    st.markdown(f"**{markdown(found.application_no)}** {markdown(found.organisation)}")
    key = f"ground_{found.application_no}"
    kept.put_back(key, list(RejectionGround), None)
    ground = st.radio(
        t("decision.reason"),
        list(RejectionGround),
        index=None,
        format_func=lambda code: t(f"reason.{code}"),
        key=key,
        on_change=kept.keep,
        args=(key,),
    )
    rationale = st.text_area(
        t("applications.rationale_to_applicant"),
        key=f"rejection_{found.application_no}",
        persist_state="session",
    )
    st.markdown(t("applications.pool_stays", n=found.round_left))
    answers.refusal(found)
    with st.container(horizontal=True):
        confirmed = st.button(t("applications.reject"), type="primary", key="decision_confirm")
        dismissed = st.button(t("action.dismiss"), key="decision_dismiss")
    if confirmed:
        command = answers.command(found, Action.REJECT, user)
        if answers.send(command, following, text=rationale or "", ground=ground):
            _end()
        st.rerun()
    if dismissed:
        _end()
        st.rerun()
