"""What may be done with an enrolment: give places, let wait, decline, cancel, take back."""

from enum import StrEnum

import streamlit as st

from data_access.accounts import User
from data_access.enrolments import Enrolment, Training
from pages.services.counter import COUNTER
from programme.enrolments import ENROLMENTS, EnrolmentAction
from ui.controls import value_of
from ui.deciding import reason
from ui.texts import t

#: Done in a dialog, which asks for words.
_WITH_WORDS = {
    EnrolmentAction.DECLINE: ":material/cancel:",
    EnrolmentAction.CANCEL: ":material/block:",
    EnrolmentAction.REOPEN: ":material/undo:",
}


def show(found: Enrolment, training: Training, user: User, following: str | None) -> None:
    """Draw the buttons that `user` may press, and the dialog that is open."""
    offered = ENROLMENTS.actions(found.status, user.role)
    reason.show(COUNTER, found, found.organisation, user, following, offered, _asking)
    if EnrolmentAction.ACCEPT in offered:
        _accepting(found, training, user, following)
    with st.container(horizontal=True, key="enrolment_actions"):
        for action in offered:
            _button(found, action, user, following)


def _accepting(found: Enrolment, training: Training, user: User, following: str | None) -> None:
    """How many get a place, what that leaves, and the button."""
    key = f"people_{found.number}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        people = st.number_input(
            t("enrolments.people_accepted"),
            min_value=1,
            max_value=found.people,
            value=max(1, min(found.people, training.left)),
            step=1,
            key=key,
            persist_state="session",
            width=160,
        )
        COUNTER.button(
            t("enrolments.action_accept", n=int(people)),
            COUNTER.command(found, EnrolmentAction.ACCEPT, user),
            following,
            key="decision_accept",
            typed=lambda: {"people": int(value_of(key, people))},
            icon=":material/check:",
            type="primary",
        )
    left = training.left - int(people)
    if left >= 0:
        st.markdown(t("enrolments.left_after", n=left))
    else:
        said = t("deciding.refused_places", n=training.left)
        st.warning(said, icon=":material/block:")


def _button(found: Enrolment, action: EnrolmentAction, user: User, following: str | None) -> None:
    if action is EnrolmentAction.WAITLIST:
        COUNTER.button(
            t("action.waitlist"),
            COUNTER.command(found, action, user),
            following,
            key="decision_waitlist",
            icon=":material/hourglass_empty:",
        )
    elif action in _WITH_WORDS:
        st.button(
            t(f"enrolments.action_{action}"),
            icon=_WITH_WORDS[action],
            key=f"decision_{action}_{found.number}",
            on_click=reason.begin,
            args=(found.number, action),
        )
    elif action is EnrolmentAction.UNDO and found.letter_waits:
        COUNTER.undo_button(found, user)


def _asking(action: StrEnum) -> reason.Asking:
    return reason.Asking(
        t(f"enrolments.dialog_{action}"),
        t(f"enrolments.words_{action}"),
        t(f"enrolments.confirm_{action}"),
    )
