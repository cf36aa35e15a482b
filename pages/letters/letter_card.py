"""One letter: how it fares, what can be done with it, and its text as it was written."""

import streamlit as st

from data_access.accounts import User
from data_access.letters import files, handling
from data_access.letters.outbox import Shown
from data_access.letters.states import State
from pages.letters import actions, words
from programme.letters import Hindrance
from programme.roles import Right, may
from ui import reads
from ui.database import engine
from ui.download import fetched
from ui.escape import joined, markdown, paragraphs
from ui.language import LANGUAGES, language
from ui.layout import card, small
from ui.sign_in import session_id
from ui.texts import t

_OFFERED = (
    ("mark_sent", handling.MARKABLE, ":material/done_all:"),
    ("send_again", handling.SENDABLE, ":material/send:"),
    ("drop", handling.DROPPABLE, ":material/block:"),
)


def show(letter: Shown, user: User) -> None:
    """Draw the card of a letter."""
    with card("letter"):
        _title(letter)
        st.markdown(small(joined(" · ", [*words.facts(letter), LANGUAGES[letter.language]])))
        _trouble(letter)
        if may(user.role, Right.PREPARE):
            _actions(letter, user)
        _text(letter)


def _title(letter: Shown) -> None:
    look = words.LOOKS[letter.state]
    with st.container(horizontal=True, vertical_alignment="center", key="letter_title"):
        st.header(joined(" ", [letter.number, letter.organisation]), anchor=False, width="content")
        st.badge(
            t(f"letters.state_{letter.state}"), icon=f":material/{look.icon}:", color=look.colour
        )


def _trouble(letter: Shown) -> None:
    if letter.failure and letter.failure != Hindrance.CONNECTION_LOST:
        st.markdown(markdown(words.hindrance(letter.failure)))
    if letter.state is State.MAY_HAVE_LEFT:
        st.warning(t("letters.may_have_left_note"), icon=":material/help:")


def _actions(letter: Shown, user: User) -> None:
    with st.container(horizontal=True, key="letter_actions"):
        for name, states, icon in _OFFERED:
            if letter.state in states:
                st.button(
                    t(f"letters.do_{name}"),
                    icon=icon,
                    # By letter: with the same key for all, a click could count for another.
                    key=f"letter_{name}_{letter.letter_id}_{letter.state}",
                    on_click=actions.act,
                    args=(name, letter.letter_id, letter.number, letter.state, user.username),
                )
        if letter.body:
            _download(letter, user.username)


def _download(letter: Shown, username: str) -> None:
    own, clock = session_id(), reads.programme_clock()
    st.download_button(
        t("letters.download"),
        lambda: fetched(
            own,
            lambda _: files.as_file(engine(), letter.letter_id, username, clock),
            language(),
        ),
        file_name=f"{letter.number}-{letter.letter_id}.eml",
        mime="message/rfc822",
        icon=":material/download:",
        key=f"letter_download_{letter.letter_id}",
        on_click="ignore",
    )


def _text(letter: Shown) -> None:
    with card("letter_text"):
        if letter.subject is None or letter.body is None:
            st.markdown(t("letters.no_text"))
            return
        st.markdown(f"**{markdown(letter.subject)}**")
        st.markdown(paragraphs(letter.body))
