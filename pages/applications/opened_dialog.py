"""The dialog that is open, drawn again on every run, so that a live refresh keeps it."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from pages.applications import (
    clarification,
    comments,
    dialogs,
    reasons,
    rejection,
    scheduling,
    sessions,
)
from ui.texts import t


class _Dialog(NamedTuple):
    title_key: str
    draw: Callable[[Application, User, str | None], None]


_DIALOGS = {
    "reject": _Dialog("applications.reject_title", rejection.reject),
    "propose_rejection": _Dialog("judging.propose_rejection_title", rejection.propose),
    "clarify": _Dialog("judging.clarify_title", clarification.draw),
    "schedule": _Dialog("judging.schedule_title", scheduling.draw),
    "session": _Dialog("judging.session_title", sessions.draw),
    "cancel": _Dialog("judging.cancel_title", reasons.cancel),
    "reopen": _Dialog("judging.reopen_title", reasons.reopen),
    "withdraw": _Dialog("judging.withdraw_title", reasons.withdraw),
    "comment": _Dialog("judging.comment_title", comments.write),
}


def show(found: Application, user: User, following: str | None) -> None:
    """Draw the dialog over this application, if one is open; `following` opens after it."""
    name = dialogs.name_over(found)
    if name:
        dialog = _DIALOGS[name]
        st.dialog(t(dialog.title_key), on_dismiss=dialogs.end)(dialog.draw)(found, user, following)
