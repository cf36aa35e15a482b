"""Where no mail server is set: all letters that are due as one file, and marking them as sent."""

import streamlit as st

from data_access.accounts import User
from data_access.letters import files, outbox
from pages.letters import actions
from programme.calendar import local_date
from programme.roles import Right, may
from ui import reads
from ui.database import engine
from ui.download import fetched
from ui.language import language
from ui.layout import card
from ui.sign_in import session_id
from ui.texts import plain, t


def show(user: User) -> None:
    """Draw what is to be done by hand."""
    due = reads.ask(outbox.due, reads.now())
    with card("by_hand", t("letters.by_hand_title"), t("letters.by_hand_note")):
        if not due:
            st.markdown(t("letters.by_hand_none"))
        with st.container(horizontal=True, key="by_hand_actions"):
            if due:
                _download(due, user.username)
            fetched_ids = st.session_state.get(actions.FETCHED)
            if fetched_ids and may(user.role, Right.PREPARE):
                st.button(
                    t("letters.mark_fetched", n=len(fetched_ids)),
                    icon=":material/done_all:",
                    key="letters_mark_fetched",
                    on_click=actions.mark_fetched,
                    args=(user.username,),
                )


def _download(due: tuple[int, ...], username: str) -> None:
    own, clock = session_id(), reads.programme_clock()
    day = local_date(reads.now()).isoformat()
    st.download_button(
        t("letters.download_due", n=len(due)),
        lambda: fetched(
            own, lambda _: files.as_archive(engine(), due, username, clock), language()
        ),
        file_name=f"{plain('letters.archive')}-{day}.zip",
        mime="application/zip",
        icon=":material/download:",
        type="primary",
        key="letters_download_due",
        on_click=lambda: st.session_state.update({actions.FETCHED: due}),
    )
