"""The letter before the click: folded away, and written only while somebody looks at it."""

from typing import Any

import streamlit as st

from data_access.application import Application
from pages.applications import letter_preview
from programme.lifecycle import Action
from ui.texts import t


def beside(found: Application, action: Action, **words: Any) -> None:
    """A button that opens the letter of `action`; `words` are those of the form so far."""
    with st.popover(
        t("judging.letter"),
        icon=":material/mail:",
        key=f"letter_of_{action}_{found.application_no}",
        on_change="rerun",
    ) as letter:
        if letter.open:
            letter_preview.show(found.application_no, action, **words)


def folded(found: Application, action: Action, **words: Any) -> None:
    """The same in a dialog, where nothing more can open over what is there."""
    key = f"letter_folded_{action}_{found.application_no}"
    with st.expander(
        t("judging.letter"), icon=":material/mail:", key=key, on_change="rerun"
    ) as letter:
        if letter.open:
            letter_preview.show(found.application_no, action, **words)
