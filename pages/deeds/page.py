"""Tekojen Tori: choose a deed from the queue, read and edit it, publish it or ask for more."""

import streamlit as st

from data_access import deed_submissions
from pages.deeds import detail, queue_panel
from pages.deeds.counter import COUNTER, OPENED
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
    header = page_header("page.deeds", demo=is_demo())
    left, right = st.columns([9, 11], gap="medium")
    with left:
        listed = queue_panel.show()
    number = OPENED.number(listed)
    found = ask(deed_submissions.submission, number, today()) if number else None
    with header.receipt:
        COUNTER.receipt(user)
    with right, st.container(key="deed_detail"):
        if found:
            detail.show(found, user, following(listed, found.number))
        elif number:
            st.warning(t("deeds.unknown", number=number), icon=":material/search_off:")
        else:
            empty_state("no_submission", "deeds.nothing_chosen")
    live_status(header.live, hold=reason.is_open(number))


main()
