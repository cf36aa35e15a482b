"""Hakemukset: choose an application from the queue, see what it asks, decide; or many at once."""

import streamlit as st

from data_access import application
from pages.applications import bulk_dialog, chosen, detail, dialogs, queue_panel, receipt
from programme.roles import Right
from ui.layout import empty_state, page_header
from ui.live import live_status
from ui.reads import ask, is_demo, today
from ui.texts import t
from ui.viewer import viewer


def main() -> None:
    """One run of the page."""
    user = viewer(Right.SEE_APPLICATIONS)
    header = page_header("page.applications", demo=is_demo())
    left, right = st.columns([11, 9], gap="medium")
    with left:
        rows = queue_panel.show(user)
    number = chosen.application_no(rows)
    found = ask(application.application, number, today()) if number else None
    with header.receipt:
        receipt.show(user)
    with right, st.container(key="application_detail"):
        if found:
            detail.show(found, user, chosen.neighbours(rows, found.application_no))
        elif number:
            st.warning(t("applications.unknown", number=number), icon=":material/search_off:")
        else:
            empty_state("no_application", "applications.nothing_chosen")
    one_by_one = found is not None and dialogs.is_open(found)
    if not one_by_one:
        bulk_dialog.show_if_open(user)
    live_status(header.live, hold=one_by_one or bulk_dialog.is_open(), presence=True)


main()
