"""The dialog of a rejection, or of proposing one: wants a ground and a rationale."""

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from pages.applications import answers, dialogs, letter_slot, proposing
from programme.codes import RejectionGround
from programme.lifecycle import Action, Status
from ui import kept
from ui.texts import t


def reject(found: Application, user: User, following: str | None) -> None:
    """A manager's: the rejection itself."""
    ground, rationale = _words(found)
    st.markdown(t("applications.pool_stays", n=found.round_left))
    letter_slot.folded(found, Action.REJECT, text=rationale, ground=ground)
    drawn = answers.command(found, Action.REJECT, user)
    dialogs.buttons(
        found,
        t("applications.reject"),
        lambda: answers.send(drawn, following, text=rationale, ground=ground),
    )


def propose(found: Application, user: User, following: str | None) -> None:
    """An officer's: the same words, for a manager to confirm."""
    ground, rationale = _words(found)
    proposal = proposing.drawn(found, user, Status.REJECTED, ground=ground, rationale=rationale)
    dialogs.buttons(
        found,
        t("judging.propose_rejection"),
        lambda: proposing.send(proposal, following),
    )


def _words(found: Application) -> tuple[RejectionGround | None, str]:
    dialogs.about(found)
    key = f"ground_{found.application_no}"
    kept.put_back(key, list(RejectionGround), None)
    ground = st.radio(
        t("decision.reason"),
        list(RejectionGround),
        index=None,
        format_func=lambda code: t(f"reason.{code}"),
        key=key,
        on_change=kept.keep,
        args=(key,),
    )
    rationale = st.text_area(
        t("applications.rationale_to_applicant"),
        key=f"rejection_{found.application_no}",
        persist_state="session",
    )
    return ground, rationale or ""
