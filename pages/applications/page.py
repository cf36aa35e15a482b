"""Hakemukset: choose an application from the queue, see what it asks, decide; or many at once."""

import streamlit as st

from data_access import application, queue
from pages.applications import (
    bulk_dialog,
    chosen,
    detail,
    dialogs,
    filters,
    queue_panel,
    receipt,
)
from programme.roles import Right
from ui import presence
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
    header = page_header("page.applications", demo=is_demo())
    # What was decided and what comes next are on screen before the list around them is drawn.
    with header.receipt:
        receipt.show(user)
    search = filters.search()
    listed = ask(queue.applications, search, today(), user.username)
    number = chosen.application_no(listed.rows)
    found = ask(application.application, number, today()) if number else None
    left, right = st.columns([11, 9], gap="medium")
    with right, st.container(key="application_detail"):
        if found:
            detail.show(found, user, chosen.neighbours(listed.rows, found.application_no))
        elif number:
            st.warning(t("applications.unknown", number=number), icon=":material/search_off:")
        else:
            empty_state("no_application", "applications.nothing_chosen")
    with left:
        queue_panel.show(listed, search, number, user)
    if found:
        presence.tell(found.application_no)
    one_by_one = found is not None and dialogs.is_open(found)
    if not one_by_one:
        bulk_dialog.show_if_open(user)
    live_status(header.live, hold=one_by_one or bulk_dialog.is_open(), presence=True)


main()
