"""The decision: what is proposed, days and what they mean, rationale, and what else is open."""

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.judging import Judging
from data_access.proposals import StandingProposal, standing
from pages.applications import (
    actions,
    answers,
    consequences,
    letter_slot,
    opened_dialog,
    presence_line,
    proposing,
)
from programme.lifecycle import Action
from programme.lifecycle import actions as actions_of
from programme.roles import Right, Role, may
from ui import kept
from ui.controls import value_of
from ui.deciding import sending
from ui.layout import card, small
from ui.reads import ask
from ui.texts import plain, t


def show(found: Application, weighed: Judging, user: User, following: str | None) -> None:
    """Draw what `user` may do with the application; `following` opens after a decision."""
    open_to_user = actions_of(found.status, user.role)
    if not open_to_user:
        _closed(found, user, following)
        return
    proposal = ask(standing, found.application_no)
    with card("decision"):
        if Action.APPROVE in open_to_user:
            _approval(found, weighed, user, proposal, following)
        elif _may_propose(found, user):
            _proposal(found, weighed, user, proposal, following)
        else:
            _heading("applications.handling", found)
        actions.show(found, user, open_to_user, following)


def _closed(found: Application, user: User, following: str | None) -> None:
    """Nothing is open any more; a dialog that was says why what is in it was not saved."""
    presence_line.show(found)
    opened_dialog.show(found, user, following)
    if not may(user.role, Right.DECIDE):
        st.markdown(small(t("applications.manager_decides")))


def _may_propose(found: Application, user: User) -> bool:
    """Whoever prepares proposes what a manager could decide now."""
    decidable = Action.APPROVE in actions_of(found.status, Role.MANAGER)
    return decidable and may(user.role, Right.PREPARE)


def _heading(key: str, found: Application) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(t(key), anchor=False)
        presence_line.show(found)


def _form(
    found: Application, weighed: Judging, heading: str, proposal: StandingProposal | None
) -> tuple[int, answers.Words]:
    """Days and rationale, with what the days would mean; returns the days, and the way to what
    stands in the form when it is sent."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(t(heading), anchor=False)
        presence_line.show(found)
        days = _days_control(found, proposal)
    consequences.show(found, weighed, days)
    with st.container(
        horizontal=True, vertical_alignment="bottom", gap="xsmall", key="decision_words"
    ):
        rationale = _rationale(found, proposal)
        letter_slot.beside(found, Action.APPROVE, text=rationale, days=days)
    text_key, days_key = _rationale_key(found), _days_key(found)
    return days, lambda: {"text": value_of(text_key, ""), "days": value_of(days_key)}


def _rationale_key(found: Application) -> str:
    return f"rationale_{found.application_no}"


def _days_key(found: Application) -> str:
    return f"days_{found.application_no}"


def _rationale(found: Application, proposal: StandingProposal | None) -> str:
    """The words to the applicant: those of the proposal, else the usual ones."""
    usual = plain("applications.usual_rationale")
    return st.text_input(
        t("decision.rationale"),
        value=proposal.rationale if proposal and proposal.days else usual,
        key=_rationale_key(found),
        persist_state="session",
    )


def _approval(
    found: Application,
    weighed: Judging,
    user: User,
    proposal: StandingProposal | None,
    following: str | None,
) -> None:
    if proposal:
        proposing.show(proposal, found, user, following)
    days, words = _form(found, weighed, "decision.decision", proposal)
    sending.button(
        t("action.approve_days", n=days),
        answers.command(found, Action.APPROVE, user),
        answers.send_from_button,
        following,
        words,
        key="decision_approve",
        stretch=True,
        icon=":material/check:",
        type="secondary" if proposal else "primary",
        shortcut="A",
    )


def _proposal(
    found: Application,
    weighed: Judging,
    user: User,
    proposal: StandingProposal | None,
    following: str | None,
) -> None:
    if proposal:
        proposing.show(proposal, found, user, following)
    days, words = _form(found, weighed, "decision.proposal", proposal)
    with st.container(key="decision_propose"):
        st.button(
            t("judging.propose_days", days=t("unit.days", n=days)),
            key=f"decision_propose_{found.application_no}_{found.version}",
            on_click=proposing.send_from_button,
            args=(found, user, following, words),
            width="stretch",
            icon=":material/lightbulb:",
            type="primary",
            shortcut="P",
        )


def _days_control(found: Application, proposal: StandingProposal | None) -> int:
    """The days to grant: what is proposed, else what was asked for, or what the pool still has."""
    proposed = proposal.days if proposal else None
    suggested = proposed or max(1, min(found.max_days, found.round_left))
    key, offered = _days_key(found), range(1, found.max_days + 1)
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
