"""The letter that an intended decision will write, shown before the click."""

from datetime import date

import streamlit as st

from data_access.letters.applications import Decided
from data_access.letters.preview import preview_for
from programme.codes import RejectionGround
from programme.lifecycle import Action
from ui.escape import markdown, paragraphs
from ui.language import LANGUAGES
from ui.layout import card, small
from ui.reads import ask, now
from ui.texts import t


def show(
    application_no: str,
    action: Action,
    *,
    text: str = "",
    days: int | None = None,
    ground: RejectionGround | None = None,
    due_on: date | None = None,
) -> None:
    """Draw the letter of `action`, as `text`, `days`, `ground` and `due_on` stand in the form.

    What is not chosen yet is left open (…). Draws nothing for an action that writes no letter.
    """
    decided = Decided(text.strip(), days, ground, due_on)
    found = ask(preview_for, application_no, action, decided, now())
    if found is None:
        return
    language, letter = found
    with card("letter_preview"):
        st.markdown(small(t("letters.will_be_sent", language=LANGUAGES[language])))
        st.markdown(f"**{markdown(letter.subject)}**")
        st.markdown(paragraphs(letter.body))
