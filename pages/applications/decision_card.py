"""The decision: days, what they leave in the pool, rationale, and the actions that are open."""

from datetime import date, timedelta

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from pages.applications import answers, rejection
from programme.calendar import is_working_day
from programme.lifecycle import Action, actions
from programme.roles import Right, may
from ui import formats, kept
from ui.capacity import decision_bar
from ui.layout import card, small
from ui.reads import today
from ui.texts import plain, t

#: How long an applicant has to complete an application, unless the office says otherwise.
DAYS_TO_ANSWER = 14
DAYS_TO_CHOOSE_FROM = 60

#: Simple moves, each a button: action, icon.
_MOVES = (
    (Action.WAITLIST, ":material/hourglass_empty:"),
    (Action.TAKE_UP, ":material/pending:"),
    (Action.SCHEDULE, ":material/event_available:"),
)


def show(found: Application, user: User, following: str | None) -> None:
    """Draw what `user` may do with the application; `following` opens after a decision."""
    open_to_user = actions(found.status, user.role)
    if not open_to_user:
        _closed(found, user)
        return
    with card("decision"):
        if Action.APPROVE in open_to_user:
            _approval(found, user, following)
        else:
            st.header(t("applications.handling"), anchor=False)
            st.space("xsmall")
            if not may(user.role, Right.DECIDE):
                st.markdown(small(t("applications.manager_decides")))
        with st.container(horizontal=True):
            _other_actions(found, user, open_to_user, following)


def _closed(found: Application, user: User) -> None:
    if not may(user.role, Right.DECIDE):
        st.markdown(small(t("applications.manager_decides")))


def _approval(found: Application, user: User, following: str | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(t("decision.decision"), anchor=False)
        days = _days_control(found)
    _consequence(found, days)
    rationale = st.text_input(
        t("decision.rationale"),
        value=plain("applications.usual_rationale"),
        key=f"rationale_{found.application_no}",
        persist_state="session",
    )
    answers.button(
        t("action.approve_days", n=days),
        answers.command(found, Action.APPROVE, user),
        answers.send_from_button,
        following,
        key="decision_approve",
        words={"text": rationale, "days": days},
        stretch=True,
        icon=":material/check:",
        type="primary",
    )


def _days_control(found: Application) -> int:
    """The days to grant: what was asked for, or what the pool still has if that is less."""
    suggested = max(1, min(found.max_days, found.round_left))
    key, offered = f"days_{found.application_no}", range(1, found.max_days + 1)
    kept.put_back(key, offered, suggested)
    chosen = st.segmented_control(
        t("app.days_granted"),
        list(offered),
        format_func=lambda n: plain("unit.days", n=n),
        key=key,
        on_change=kept.keep,
        args=(key,),
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )
    return int(chosen or suggested)


def _consequence(found: Application, days: int) -> None:
    """What the round has left after the decision, before it is made."""
    decision_bar(found.round_reserved, found.round_left, days)
    left = found.round_left - days
    if left >= 0:
        st.markdown(t("applications.pool_after", n=left))
    else:
        st.warning(t("error.pool", n=found.round_left), icon=":material/block:")


def _other_actions(
    found: Application, user: User, open_to_user: tuple[Action, ...], following: str | None
) -> None:
    if Action.CLARIFY in open_to_user:
        _clarification(found, user, following)
    for action, icon in _MOVES:
        if action in open_to_user:
            answers.button(
                t(_label(action, found)),
                answers.command(found, action, user),
                answers.send_from_button,
                _opened_after(action, found, following),
                key=f"decision_{action}",
                icon=icon,
            )
    if Action.REJECT in open_to_user:
        st.button(
            t("action.reject"),
            icon=":material/cancel:",
            key="decision_reject",
            on_click=rejection.begin,
            args=(found.application_no,),
        )
        rejection.show_if_open(found, user, following)
    if Action.UNDO in open_to_user and found.letter_waits:
        answers.undo_button(answers.command(found, Action.UNDO, user), "decision_undo_here")


def _label(action: Action, found: Application) -> str:
    if action is Action.TAKE_UP and found.question and found.due_on:
        return "action.reopen"
    return {
        Action.WAITLIST: "action.waitlist",
        Action.TAKE_UP: "action.take",
        Action.SCHEDULE: "applications.mark_scheduled",
    }[action]


def _opened_after(action: Action, found: Application, following: str | None) -> str | None:
    """Taking up keeps the application open; what leaves the hands makes room for the next."""
    return found.application_no if action is Action.TAKE_UP else following


def _clarification(found: Application, user: User, following: str | None) -> None:
    with st.popover(
        t("action.request_clarification"), icon=":material/edit_note:", key="decision_clarify"
    ):
        question = st.text_area(
            t("applications.question_label"),
            key=f"question_{found.application_no}",
            persist_state="session",
        )
        due = _deadline(found)
        answers.button(
            t("applications.send_question"),
            answers.command(found, Action.CLARIFY, user),
            answers.send_from_button,
            following,
            key="decision_clarify_confirm",
            words={"text": question or "", "due_on": due},
            type="primary",
        )


def _deadline(found: Application) -> date:
    """A working day, of a list: Streamlit's calendar speaks the browser's language, not ours."""
    days = [today() + timedelta(days=n) for n in range(DAYS_TO_CHOOSE_FROM)]
    working = {day: formats.weekday(day) for day in days if is_working_day(day)}
    usual = today() + timedelta(days=DAYS_TO_ANSWER)
    key = f"due_{found.application_no}"
    kept.put_back(key, list(working), next(day for day in working if day >= usual))
    return st.selectbox(
        t("decision.deadline"),
        list(working),
        format_func=working.__getitem__,
        key=key,
        on_change=kept.keep,
        args=(key,),
    )
