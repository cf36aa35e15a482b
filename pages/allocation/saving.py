"""Saving the allocation as proposals, which a manager confirms one by one: nothing is decided."""

import uuid
from collections.abc import Iterator

import streamlit as st

from data_access.accounts import User
from data_access.allocation import not_standing, proposals
from data_access.connect import DatabaseUnavailable
from data_access.decisions import Outcome, Refusal
from data_access.proposals import Proposal, ProposalAnswer, propose_all, standing_all
from pages.allocation.plan import Plan
from pages.allocation.words import rationale
from programme.allocation.notation import written
from programme.lifecycle import Status
from programme.roles import Right, may
from ui import reads
from ui.database import engine
from ui.escape import Markdown, joined
from ui.layout import card, page_link, small
from ui.reads import ask
from ui.sign_in import still_signed_in
from ui.texts import t

_KEY, _LAST = "allocation_request", "allocation_saved"


def button(plan: Plan, user: User) -> None:
    """Draw the button, with what it is about to write; only for who may propose."""
    if not may(user.role, Right.PREPARE):
        return
    standing = ask(standing_all)
    wanted = proposals(
        plan.round.demand, plan.proposed, _rationales(plan), user.username, _key(plan)
    )
    ready = not_standing(wanted, standing)
    # A second click on a button whose proposals are saved counts for no other button.
    st.button(
        t("allocation.save", n=len(ready)),
        icon=":material/playlist_add_check:",
        type="primary",
        key=f"allocation_save_{_key(plan)}",
        disabled=not ready,
        on_click=_save,
        args=(ready,),
    )
    st.markdown(small(joined(" ", _notes(plan, ready, set(standing["application_no"])))))


def _notes(plan: Plan, ready: list[Proposal], standing: set[str]) -> Iterator[Markdown]:
    """What is about to be written, what it takes the place of, and what is left out."""
    if ready:
        approvals = sum(each.outcome is Status.APPROVED for each in ready)
        waiting = t("allocation.to_waitlist", n=len(ready) - approvals)
        yield t("allocation.save_note", n=approvals, waiting=waiting)
    elif plan.requests:
        yield t("allocation.nothing_new")
    replaced = sum(each.application_no in standing for each in ready)
    if replaced:
        yield t("allocation.replaces", n=replaced)
    unclear = sum(each.status is Status.CLARIFICATION_REQUESTED for each in plan.requests)
    if unclear:
        yield t("allocation.unclear", n=unclear)


def _rationales(plan: Plan) -> dict[str, str]:
    found = plan.proposed
    return {number: rationale(days, found.reasons[number]) for number, days in found.grants.items()}


def _key(plan: Plan) -> str:
    """The request key of what is shown: another one for other data or another policy."""
    about = (reads.revision(), plan.round.code, written(plan.chosen.policy))
    known = st.session_state.get(_KEY)
    if known is None or known[0] != about:
        known = st.session_state[_KEY] = (about, str(uuid.uuid4()))
    key: str = known[1]
    return key


def _save(ready: list[Proposal]) -> None:
    """A callback: it runs without passing the door, and an ended session writes nothing."""
    try:
        if still_signed_in():
            st.session_state[_LAST] = propose_all(engine(), ready, reads.programme_clock())
        reads.look()
    except DatabaseUnavailable as failure:
        st.session_state[_LAST] = failure


def result() -> None:
    """What became of the last proposals, until others are saved or the page is left."""
    last = st.session_state.get(_LAST)
    if isinstance(last, DatabaseUnavailable):
        st.warning(
            f"{t(f'error.database_{last.trouble}')} **{t('allocation.save_again')}**",
            icon=":material/sync_problem:",
        )
    elif last:
        _answers(last)


def _answers(answers: list[ProposalAnswer]) -> None:
    skipped = [each for each in answers if not each.saved]
    with card("allocation_saved"):
        saved = t("allocation.saved", n=len(answers) - len(skipped))
        st.markdown(f":green[:material/check_circle:] {saved}")
        if skipped:
            st.markdown(t("allocation.skipped", n=len(skipped)))
        for answer in skipped:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                number = answer.proposal.application_no
                page_link("applications", number, application=number)
                st.markdown(t(f"allocation.skipped_{_why(answer)}"))


def _why(answer: ProposalAnswer) -> str:
    if answer.outcome is Outcome.CONFLICT:
        return "conflict"
    return "forbidden" if answer.refusal is Refusal.FORBIDDEN else "other"
