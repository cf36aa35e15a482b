"""Sending a command and saying what became of it: a receipt, or why nothing was saved.

A command is sent once under its request key, whatever the browser repeats; what was typed stays
until the decision stands. Only what the viewer has open is decided: a click that was meant for
one application never reaches another, however quickly the screen changes under the pointer.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.connect import DatabaseUnavailable
from data_access.decisions import Answer, Command, Outcome, Refusal, decide
from pages.applications.chosen import choose, on_screen
from programme.codes import RejectionGround
from programme.lifecycle import Action, Status, allowed
from ui import formats, reads
from ui.database import engine
from ui.sign_in import still_signed_in
from ui.texts import t

_LAST = "last_answer"
_KEYS = "request_keys"


@dataclass(frozen=True)
class MovedOn:
    """A command that was not sent: its viewer had opened another application meanwhile."""

    unsent: Command
    opened: str | None


_SAID_OF = {
    Status.APPROVED: "approved",
    Status.REJECTED: "rejected",
    Status.CLARIFICATION_REQUESTED: "clarification",
    Status.WAITLISTED: "waitlisted",
    Status.IN_REVIEW: "in_review",
    Status.SCHEDULED: "scheduled",
}


def command(found: Application, action: Action, user: User) -> Command:
    """The command of a form drawn for this application as it stands; the words come when sent."""
    keys: dict[tuple[str, int, Action], str] = st.session_state.setdefault(_KEYS, {})
    form = (found.application_no, found.version, action)
    key = keys.setdefault(form, str(uuid.uuid4()))
    return Command(found.application_no, action, user.username, found.version, key)


def button(
    label: str,
    drawn: Command,
    on_click: Callable[..., None],
    *arguments: object,
    key: str,
    words: dict[str, Any] | None = None,
    stretch: bool = False,
    **look: Any,
) -> None:
    """A button for one command on one version of one application, as `.st-key-<key>`.

    Streamlit knows a button by its key alone: with the same key for every application, a click on
    one that is drawn no more would count for the one drawn in its place.
    """
    width: Literal["stretch", "content"] = "stretch" if stretch else "content"
    with st.container(key=key, width=width):
        st.button(
            label,
            key=f"{key}_{drawn.application_no}_{drawn.seen_version}",
            on_click=on_click,
            args=(drawn, *arguments),
            kwargs=words,
            width=width,
            **look,
        )


def send_from_button(drawn: Command, following: str | None, **words: Any) -> None:
    """`send` as a button's callback: for the application that the viewer has open, else nothing."""
    opened = on_screen()
    if opened == drawn.application_no:
        send(drawn, following, **words)
    elif not _is_carried_out(drawn):
        st.session_state[_LAST] = MovedOn(drawn, opened)


def _is_carried_out(drawn: Command) -> bool:
    """Whether the last command was this one: a second click on a button has nothing to add."""
    last = st.session_state.get(_LAST)
    return isinstance(last, Answer) and last.command.request_key == drawn.request_key


def _take_back(undo: Command) -> None:
    """Undo as a callback: for the decision that the receipt tells of, whatever is open now."""
    send(undo, undo.application_no)


def send(
    drawn: Command,
    following: str | None,
    *,
    text: str = "",
    days: int | None = None,
    ground: RejectionGround | None = None,
    due_on: date | None = None,
) -> bool:
    """Carry out a drawn command; opens `following` and returns True when it stands.

    A callback or a dialog runs without passing the door: an ended session decides nothing, and
    the run that follows shows the sign-in form.
    """
    complete = replace(drawn, text=text, days=days, ground=ground, due_on=due_on)
    try:
        if not still_signed_in():
            return False
        answer = decide(engine(), complete, reads.programme_clock())
        reads.look()
    except DatabaseUnavailable as failure:
        st.session_state[_LAST] = (complete, failure)
        return False
    st.session_state[_LAST] = answer
    choose(following if answer.saved else drawn.application_no)
    return answer.saved


def receipt(user: User) -> None:
    """What was just saved, with a way back while there is one."""
    answer = st.session_state.get(_LAST)
    if not isinstance(answer, Answer) or not answer.saved or answer.status is None:
        return
    said = _SAID_OF.get(answer.status)
    if said is None:
        return
    st.markdown(
        ":green[:material/check_circle:] "
        + t(
            f"applications.receipt_{said}", n=answer.days or 0, number=answer.command.application_no
        )
    )
    if allowed(answer.status, Action.UNDO, user.role) and answer.version is not None:
        undo = Command(
            answer.command.application_no,
            Action.UNDO,
            user.username,
            answer.version,
            _undo_key(answer),
        )
        undo_button(undo, "decision_undo")


def _undo_key(answer: Answer) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"undo {answer.command.request_key}"))


def undo_button(undo: Command, key: str) -> None:
    """Takes a decision back while its letter waits; the application opens again."""
    button(t("action.undo"), undo, _take_back, key=key, icon=":material/undo:", type="tertiary")


def refusal(found: Application) -> None:
    """Why the last command on this application was not saved, until it is or another is sent."""
    last = st.session_state.get(_LAST)
    if isinstance(last, MovedOn):
        if last.opened == found.application_no:
            _warn(t("applications.moved_on", number=last.unsent.application_no))
        return
    if isinstance(last, tuple):
        unsent, failure = last
        if unsent.application_no == found.application_no:
            _warn(t(f"error.database_{failure.trouble}"))
        return
    if not isinstance(last, Answer) or last.saved:
        return
    if last.command.application_no == found.application_no:
        _warn(_conflict(last) if last.outcome is Outcome.CONFLICT else _refused(last))


def _warn(text: str) -> None:
    with st.container(key="decision_not_saved"):
        st.warning(f"{text} **{t('error.not_saved')}**", icon=":material/sync_problem:")


def _conflict(answer: Answer) -> str:
    said = _SAID_OF.get(answer.status) if answer.status else None
    at = formats.time(answer.at) if answer.at else ""
    if said is None:
        return t("applications.conflict_other", actor=answer.actor, time=at)
    return t(f"applications.conflict_{said}", n=answer.days or 0, actor=answer.actor, time=at)


def _refused(answer: Answer) -> str:
    match answer.refusal:
        case Refusal.POOL:
            return t("error.pool", n=answer.days_left or 0)
        case Refusal.DAYS_RANGE:
            return t("error.days_range", n=answer.max_days or 1, max=answer.max_days or 1)
        case Refusal.FORBIDDEN | Refusal.RATIONALE_MISSING | Refusal.GROUND_MISSING:
            return t(f"error.{answer.refusal}")
        case _:
            return t(f"applications.refused_{answer.refusal}")
