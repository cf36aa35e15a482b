"""What may be done with a deed: publish it in one click, ask for more, decline, take back."""

from enum import StrEnum

import streamlit as st

from data_access.accounts import User
from data_access.deed_submissions import Submission
from pages.deeds import edit_form
from pages.deeds.counter import COUNTER
from programme.deed_submissions import SUBMISSIONS, SubmissionAction
from ui.deciding import reason
from ui.texts import t

#: Done with one click, with the content of the form: the action and its icon.
_WITH_CONTENT = {
    SubmissionAction.PUBLISH: ":material/publish:",
    SubmissionAction.RESUBMIT: ":material/mark_email_read:",
}
#: Done in a dialog, which asks for words.
_WITH_WORDS = {
    SubmissionAction.RETURN: ":material/edit_note:",
    SubmissionAction.DECLINE: ":material/cancel:",
    SubmissionAction.REOPEN: ":material/undo:",
}


def show(found: Submission, user: User, following: str | None) -> None:
    """Draw the buttons that `user` may press, and the dialog that is open."""
    offered = SUBMISSIONS.actions(found.status, user.role)
    reason.show(COUNTER, found, found.organisation, user, following, offered, _asking)
    with st.container(horizontal=True, key="deed_actions"):
        for action in offered:
            _button(found, action, user, following)


def _button(found: Submission, action: SubmissionAction, user: User, following: str | None) -> None:
    if action in _WITH_CONTENT:
        COUNTER.button(
            t(f"deeds.action_{action}"),
            COUNTER.command(found, action, user),
            following if action is SubmissionAction.PUBLISH else found.number,
            key=f"decision_{action}",
            typed=lambda: {"content": edit_form.typed(found)},
            icon=_WITH_CONTENT[action],
            type="primary",
        )
    elif action in _WITH_WORDS:
        st.button(
            t(f"deeds.action_{action}"),
            icon=_WITH_WORDS[action],
            key=f"decision_{action}_{found.number}",
            on_click=reason.begin,
            args=(found.number, action),
        )
    elif found.letter_waits:
        COUNTER.undo_button(found, user)


def _asking(action: StrEnum) -> reason.Asking:
    return reason.Asking(
        t(f"deeds.dialog_{action}"),
        t(f"deeds.words_{action}"),
        t(f"deeds.confirm_{action}"),
    )
