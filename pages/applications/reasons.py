"""The dialogs of actions that want no more than a reason: cancel, reopen, withdraw."""

from typing import NamedTuple

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from pages.applications import answers, dialogs
from programme.lifecycle import Action
from ui.texts import t


class _Reason(NamedTuple):
    action: Action
    label_key: str
    confirm_key: str


_CANCEL = _Reason(Action.CANCEL, "judging.reason", "action.cancel_grant")
_REOPEN = _Reason(Action.REOPEN, "judging.reason", "action.reopen")
_WITHDRAW = _Reason(Action.WITHDRAW, "judging.reason_if_given", "judging.withdraw")


def cancel(found: Application, user: User, _following: str | None) -> None:
    """Days that were granted go back to the pool; the application stays open to be seen."""
    dialogs.about(found)
    st.markdown(t("judging.days_return", n=found.days_granted or 0))
    _ask(found, user, _CANCEL, found.application_no)


def reopen(found: Application, user: User, _following: str | None) -> None:
    """A rejected application is judged anew."""
    dialogs.about(found)
    _ask(found, user, _REOPEN, found.application_no)


def withdraw(found: Application, user: User, following: str | None) -> None:
    """The applicant has taken the application back."""
    dialogs.about(found)
    _ask(found, user, _WITHDRAW, following)


def _ask(found: Application, user: User, reason: _Reason, following: str | None) -> None:
    text = st.text_area(
        t(reason.label_key),
        key=f"{reason.action}_{found.application_no}",
        persist_state="session",
    )
    drawn = answers.command(found, reason.action, user)
    dialogs.buttons(
        found, t(reason.confirm_key), lambda: answers.send(drawn, following, text=text or "")
    )
