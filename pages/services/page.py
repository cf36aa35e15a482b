"""Palvelut: choose a training, see its places, take people in, let them wait or decline."""

import streamlit as st

from data_access import enrolments
from data_access.accounts import User
from data_access.enrolments import Training
from pages.services import detail, queue_panel, training_panel
from pages.services.counter import COUNTER, OPENED
from programme.roles import Right
from ui.deciding import reason
from ui.deciding.opened import following
from ui.layout import empty_state, page_header
from ui.live import live_status
from ui.part import part
from ui.reads import ask, is_demo, today
from ui.texts import t
from ui.viewer import viewer


@part
def main() -> None:
    """One run of the page."""
    user = viewer(Right.SEE_APPLICATIONS)
    header = page_header("page.services", demo=is_demo())
    trainings = ask(enrolments.trainings)
    number = _queue(trainings, user) if trainings else None
    if not trainings:
        empty_state("no_training", "enrolments.no_training")
    with header.receipt:
        COUNTER.receipt(user)
    live_status(header.live, hold=reason.is_open(number))


def _queue(trainings: list[Training], user: User) -> str | None:
    """Draw training, list and what is open of it; returns its number."""
    left, right = st.columns([9, 11], gap="medium")
    with left:
        training = training_panel.show(trainings)
        listed = queue_panel.show(training)
    number = OPENED.number(listed)
    found = ask(enrolments.one_enrolment, number, today()) if number else None
    with right, st.container(key="enrolment_detail"):
        if found:
            detail.show(found, training, user, following(listed, found.number))
        elif number:
            st.warning(t("enrolments.unknown", number=number), icon=":material/search_off:")
        else:
            empty_state("no_enrolment", "enrolments.nothing_chosen")
    return number


main()
