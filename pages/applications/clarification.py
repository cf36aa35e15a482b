"""The dialog of a question to the applicant, with the day by which an answer is wanted."""

from datetime import date, timedelta

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from pages.applications import answers, dialogs, letter_slot
from pages.applications.days import working_day
from programme.lifecycle import Action
from ui.reads import today
from ui.texts import t

#: How long an applicant has to complete an application, unless the office says otherwise.
DAYS_TO_ANSWER = 14


def draw(found: Application, user: User, following: str | None) -> None:
    """Draw the dialog; `following` opens once the question stands."""
    dialogs.about(found)
    question = st.text_area(
        t("applications.question_label"),
        key=f"question_{found.application_no}",
        persist_state="session",
    )
    due = _deadline(found)
    letter_slot.folded(found, Action.CLARIFY, text=question or "", due_on=due)
    drawn = answers.command(found, Action.CLARIFY, user)
    dialogs.buttons(
        found,
        t("applications.send_question"),
        lambda: answers.send(drawn, following, text=question or "", due_on=due),
    )


def _deadline(found: Application) -> date:
    usual = today() + timedelta(days=DAYS_TO_ANSWER)
    return working_day(t("decision.deadline"), f"due_{found.application_no}", today(), usual)
