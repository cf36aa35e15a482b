"""Telling the others what this tab has open: when it opens something else, and when it leaves."""

from contextlib import suppress
from datetime import UTC, datetime

import streamlit as st

from data_access import presence
from data_access.changes import PRESENCE
from data_access.connect import DatabaseUnavailable
from ui import reads, registry
from ui.database import engine
from ui.sign_in import session_id

#: What this tab has told the others.
_TOLD = "presence_told"


def tell(application_no: str) -> None:
    """This viewer has the application open: written once, not on every run."""
    session = session_id()
    if session is None or st.session_state.get(_TOLD) == application_no:
        return
    with suppress(DatabaseUnavailable):  # whoever can only read is not seen by the others
        presence.opened(engine(), session, application_no, datetime.now(UTC))
        st.session_state[_TOLD] = application_no
        reads.look_again(PRESENCE)


def leave_elsewhere(url_path: str) -> None:
    """On a page where no application is open, none is: before the page runs."""
    session = session_id()
    is_elsewhere = url_path != registry.page("applications").url_path
    if session and is_elsewhere and st.session_state.pop(_TOLD, None):
        with suppress(DatabaseUnavailable):  # nobody is there for longer than some minutes anyway
            presence.left(engine(), session)


def others(application_no: str) -> tuple[str, ...]:
    """Names of the others who have the application open."""
    session = session_id()
    if session is None:
        return ()
    # Rounded, so that the answer is shared for a minute.
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    return reads.ask(presence.others, application_no, session, now)
