"""Who else has the application open; nobody is locked out."""

import streamlit as st

from data_access.application import Application
from ui import presence
from ui.escape import markdown
from ui.texts import t


def show(found: Application) -> None:
    """Draw the names of the others, where there are any."""
    names = presence.others(found.application_no)
    if names:
        with st.container(key="presence", width="content"):
            st.markdown(t("judging.also_open", names=markdown(", ".join(names))))
