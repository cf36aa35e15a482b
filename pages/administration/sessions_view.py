"""The sessions that go on, each with a button to end it."""

import streamlit as st

from data_access import administration
from data_access.accounts import User
from data_access.administration import Session
from pages.administration import changes, dialogs, words
from ui.database import engine
from ui.layout import small
from ui.row_table import Cell, Column, Row, action_table
from ui.texts import plain, t


def show(user: User) -> None:
    """Draw the view."""
    sessions = administration.open_sessions(engine(), user.username)
    action_table(
        "session_table",
        plain("administration.view_sessions"),
        [
            Column(plain(f"administration.column_{name}"))
            for name in ("who", "started", "last_seen", "ends")
        ],
        [_row(session) for session in sessions],
        plain("administration.end_session"),
        _end,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(t("action.refresh"), icon=":material/refresh:", key="refresh")
        st.markdown(small(t("administration.sessions_note")))


def _end(handle: str) -> None:
    dialogs.begin("end_session", handle)


def _row(session: Session) -> Row:
    note = f"{session.username} · {plain(f'role.{session.role}')}"
    if changes.is_own(session):
        note = f"{note} · {plain('administration.this_session')}"
    return Row(
        session.handle,
        [
            Cell(session.display_name, note=note),
            *(
                Cell(words.moment(at))
                for at in (session.started_at, session.last_seen_at, session.ends_at)
            ),
        ],
        action=plain(
            "administration.end_session_of",
            who=session.display_name,
            moment=words.moment(session.started_at),
        ),
    )
