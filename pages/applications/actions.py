"""The row of actions below the decision: what else may be done with the application."""

from typing import Literal, NamedTuple

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from pages.applications import answers, dialogs, opened_dialog, receipt
from programme.lifecycle import Action, Status
from programme.lifecycle import actions as actions_of
from programme.roles import Right, Role, may
from ui import formats
from ui.deciding import sending
from ui.layout import small
from ui.texts import t

Actions = tuple[Action, ...]


class _Button(NamedTuple):
    """A button: for whom it is (an action of theirs), its words, key, and dialog if it has one."""

    action: Action
    label_key: str
    shortcut: str | None = None
    dialog: str | None = None


_BUTTONS = (
    _Button(Action.TAKE_UP, "action.take", "O"),
    _Button(Action.CLARIFY, "action.request_clarification", "T", "clarify"),
    _Button(Action.WAITLIST, "action.waitlist", "V"),
    _Button(Action.REJECT, "action.reject", "H", "reject"),
    _Button(Action.SCHEDULE, "judging.agree", "S", "schedule"),
    _Button(Action.COMPLETE, "judging.complete"),
    _Button(Action.REOPEN, "action.reopen", None, "reopen"),
)

#: What is done seldom: behind one more button.
_SELDOM = (
    _Button(Action.WITHDRAW, "judging.withdraw", None, "withdraw"),
    _Button(Action.CANCEL, "action.cancel_grant", None, "cancel"),
)

#: Taking up keeps the application open; what leaves the hands makes room for the next.
_STAYS = (Action.TAKE_UP, Action.COMPLETE)


def show(found: Application, user: User, open_to_user: Actions, following: str | None) -> None:
    """Draw the row for `user`; `following` opens after what deals with the application."""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="decision_actions"
    ):
        for each in _BUTTONS:
            if each.action in open_to_user:
                _draw(each, found, user, following)
        _propose_rejection(found, user)
        _sessions(found, user)
        _rebooking(found, user)
        _undo(found, user, open_to_user)
        _seldom(found, open_to_user)
    opened_dialog.show(found, user, following)


def _draw(each: _Button, found: Application, user: User, following: str | None) -> None:
    if each.dialog:
        _opens(each.dialog, each, found)
        return
    sending.button(
        t(_label(each, found)),
        answers.command(found, each.action, user),
        answers.send_from_button,
        found.application_no if each.action in _STAYS else following,
        key=f"decision_{each.action}",
        shortcut=each.shortcut,
    )


def _opens(
    dialog: str,
    each: _Button,
    found: Application,
    look: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    st.button(
        t(each.label_key),
        key=f"decision_{dialog}",
        type=look,
        shortcut=each.shortcut,
        on_click=dialogs.begin,
        args=(dialog, found.application_no),
    )


def _label(each: _Button, found: Application) -> str:
    answered = each.action is Action.TAKE_UP and found.question and found.due_on
    return "action.reopen" if answered else each.label_key


def _propose_rejection(found: Application, user: User) -> None:
    """Where the viewer prepares and a manager could reject."""
    decides = may(user.role, Right.DECIDE)
    if not decides and Action.REJECT in actions_of(found.status, Role.MANAGER):
        each = _Button(Action.REJECT, "judging.propose_rejection", "H")
        _opens("propose_rejection", each, found)


def _sessions(found: Application, user: User) -> None:
    if found.status in (Status.SCHEDULED, Status.IN_PROGRESS) and may(user.role, Right.PREPARE):
        each = _Button(Action.START, "judging.record_session", "S")
        _opens("session", each, found)


def _rebooking(found: Application, user: User) -> None:
    if found.status is Status.SCHEDULED and may(user.role, Right.PREPARE):
        _opens("schedule", _Button(Action.SCHEDULE, "judging.rebook"), found)


def _undo(found: Application, user: User, open_to_user: Actions) -> None:
    if Action.UNDO in open_to_user and found.letter_leaves_at:
        undo = answers.command(found, Action.UNDO, user)
        receipt.undo_button(
            undo, "decision_undo_here", shortcut=None if receipt.offers_undo() else "U"
        )
        st.markdown(
            small(t("judging.letter_leaves", time=formats.time(found.letter_leaves_at))),
            width="content",
        )


def _seldom(found: Application, open_to_user: Actions) -> None:
    offered = [each for each in _SELDOM if each.action in open_to_user]
    if offered:
        with st.popover(
            t("judging.more"), icon=":material/more_horiz:", key="decision_more", type="tertiary"
        ):
            for each in offered:
                _opens(each.dialog or "", each, found, "tertiary")
