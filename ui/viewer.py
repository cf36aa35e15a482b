"""Who looks at a page, and whether they may: the page's own check, after the door's."""

import streamlit as st

from data_access.accounts import User
from programme.roles import Right, may
from ui.sign_in import signed_in_user
from ui.trouble import no_access


def viewer(right: Right) -> User:
    """The signed-in user, who has `right`; anybody else gets a word about it and nothing more."""
    user = signed_in_user()
    if user is None or not may(user.role, right):
        no_access()
        st.stop()
    return user
