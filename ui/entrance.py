"""What each run begins with: who is there, in which language, and the state of the data."""

import streamlit as st

from data_access.accounts import User
from ui import address, reads
from ui.language import keep_language
from ui.sign_in import signed_in_user
from ui.this_run import this_run

#: The run that has begun.
_ENTERED = "entered_run"


def enter() -> User | None:
    """The viewer of this run, None when signed out; raises DatabaseUnavailable.

    Whoever comes first in a run begins it: app.py, or a part that runs by itself.
    """
    user = signed_in_user()
    if st.session_state.get(_ENTERED) is not this_run():
        address.remember()
        reads.look()
        keep_language(user.language if user else None)
        st.session_state[_ENTERED] = this_run()
    return user
