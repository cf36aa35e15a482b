"""Sending a proposal for a decision, and confirming the one that stands in one click."""

from typing import Any

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.proposals import ACTIONS, Proposal, StandingProposal, propose
from pages.applications import answers, letter_slot
from programme.codes import ProposalSource, RejectionGround
from programme.lifecycle import Action, Status, allowed
from ui import formats, reads
from ui.database import engine
from ui.deciding import sending
from ui.escape import Markdown, joined
from ui.layout import small
from ui.texts import t


def drawn(
    found: Application,
    user: User,
    outcome: Status,
    *,
    rationale: str,
    days: int | None = None,
    ground: RejectionGround | None = None,
) -> Proposal:
    """The proposal of a form drawn for this application as it stands."""
    return Proposal(
        application_no=found.application_no,
        seen_version=found.version,
        outcome=outcome,
        days=days,
        ground=ground,
        rationale=rationale,
        by=user.username,
        request_key=answers.request_key(found, f"propose {outcome} {days} {ground} {rationale}"),
    )


def send(proposal: Proposal, following: str | None) -> bool:
    """Send a proposal; opens `following` and returns True when it stands."""
    return answers.add(
        proposal.application_no,
        "proposal",
        lambda: propose(engine(), proposal, reads.programme_clock()),
        following,
    )


def send_from_button(
    found: Application, user: User, following: str | None, words: answers.Words
) -> None:
    """Propose an approval as a button's callback: for what the viewer has open, else nothing."""
    if answers.may_act_on(found.application_no):
        said = words()
        send(
            drawn(found, user, Status.APPROVED, rationale=said["text"], days=said["days"]),
            following,
        )


def show(standing: StandingProposal, found: Application, user: User, following: str | None) -> None:
    """Draw the proposal that stands; whoever may decide confirms it in one click."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="proposal"):
        st.markdown(_said(standing), width="stretch")
        action = ACTIONS[standing.outcome]
        if not allowed(found.status, action, user.role):
            return
        if action is not Action.APPROVE:  # that letter stands beside the rationale
            letter_slot.beside(found, action, text=standing.rationale, ground=standing.ground)
        sending.button(
            _confirm(standing),
            answers.command(found, action, user),
            answers.send_from_button,
            following,
            lambda: _words(standing),
            key="proposal_confirm",
            icon=":material/done_all:",
            type="primary",
        )


def _words(standing: StandingProposal) -> dict[str, Any]:
    return {"text": standing.rationale, "days": standing.days, "ground": standing.ground}


def _said(standing: StandingProposal) -> Markdown:
    source = "allocation" if standing.source is ProposalSource.ALLOCATION else "office"
    when = t("applications.when", day=standing.proposed_at, time=formats.time(standing.proposed_at))
    said = t(f"judging.proposed_{source}", actor=standing.proposed_by, what=what(standing))
    return joined("  \n", (said, small(joined(" ", (when, _quoted(standing))))))


def what(proposed: Any) -> Markdown:
    """What is proposed, of anything with an outcome, days and a ground."""
    if proposed.outcome is Status.APPROVED:
        return t("unit.days", n=proposed.days or 0)
    if proposed.ground:
        return t("judging.rejection_because", ground=t(f"reason.{proposed.ground}"))
    return t("judging.to_waitlist")


def _quoted(standing: StandingProposal) -> Markdown:
    return t("applications.quoted", text=standing.rationale)


def _confirm(standing: StandingProposal) -> Markdown:
    if standing.outcome is Status.APPROVED:
        return t("judging.confirm_days", days=t("unit.days", n=standing.days or 0))
    return t(f"judging.confirm_{standing.outcome}")
