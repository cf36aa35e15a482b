"""What is done with letters on this page, in callbacks, and what is said of it afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

import streamlit as st

from data_access.connect import DatabaseUnavailable
from data_access.letters import handling
from data_access.letters.handling import Handled
from data_access.letters.states import State
from pages.letters import views
from ui import address, reads
from ui.database import engine
from ui.escape import joined
from ui.texts import t

#: Kept after an archive was fetched: the letters in it, to be marked as sent.
FETCHED = "letters_fetched"

_DONE, _REFUSED = "letters_done", "letters_refused"

Act: TypeAlias = Callable[..., Handled]
ACTS: dict[str, Act] = {
    "send_again": handling.send_again,
    "mark_sent": handling.mark_sent,
    "drop": handling.drop,
}


def receipt() -> None:
    """What was just done."""
    done = st.session_state.get(_DONE)
    if done:
        st.markdown(f":green[:material/check_circle:] {done}")


def refusal() -> None:
    """Why what was asked for was not done."""
    refused = st.session_state.get(_REFUSED)
    if refused:
        with st.container(key="letters_refusal"):
            st.warning(refused, icon=":material/sync_problem:")


def act(name: str, letter_id: int, number: str, seen: State, by: str) -> None:
    """Do it with that letter as it was seen, and go where it is now."""
    with writing():
        handled = ACTS[name](engine(), letter_id, seen, by, reads.programme_clock())
        if handled is Handled.DONE:
            done(t(f"letters.done_{name}", number=number))
            address.put({views.LETTER: None})
        else:
            refuse(t(f"letters.refused_{handled}", number=number))


def mark_fetched(by: str) -> None:
    """Mark the letters of the archive that was fetched as sent."""
    with writing():
        count = handling.mark_all_sent(
            engine(), st.session_state.get(FETCHED, ()), by, reads.programme_clock()
        )
        st.session_state.pop(FETCHED, None)
        done(t("letters.done_marked", n=count))


def done(said: str) -> None:
    """Say it in the title row."""
    st.session_state[_DONE] = said


def refuse(said: str) -> None:
    """Say why it was not done, above what it was about."""
    st.session_state[_REFUSED] = said


@contextmanager
def writing() -> Iterator[None]:
    """The block changes something: what was said before is over, and news are looked at. A
    database that cannot be used is said."""
    st.session_state.pop(_DONE, None)
    st.session_state.pop(_REFUSED, None)
    try:
        yield
        reads.look()
    except DatabaseUnavailable as failure:
        refuse(joined(" ", [t(f"error.database_{failure.trouble}"), t("error.not_saved")]))
