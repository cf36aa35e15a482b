"""The texts of letters: what they say, in each language, and the office's own in their place."""

import streamlit as st

from data_access.accounts import User
from data_access.letters import editing
from data_access.letters.editing import Edition
from data_access.letters.preview import trial
from pages.letters import actions, text_form, views, words
from programme.codes import Language
from programme.letter_texts import REQUIRED, Fault, Text, faults, placeholders
from programme.letters import Template
from programme.roles import Right, may
from ui.escape import Markdown, markdown, paragraphs
from ui.layout import card, small
from ui.reads import ask, now
from ui.texts import t


def show(user: User) -> None:
    """Draw the view."""
    template, language = views.template()
    found = ask(editing.edition, template, language)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        actions.refusal()
        text = _text(found, template, language, user)
    with right:
        _preview(text, template, language)
        _places(template)


def _text(found: Edition, template: Template, language: Language, user: User) -> Text:
    with card("letter_template", t(f"letters.template_{template}"), _whose(found)):
        if may(user.role, Right.DECIDE):
            return text_form.show(found, template, language, user.username)
        st.markdown(f"**{markdown(found.text.subject)}**")
        st.markdown(paragraphs(found.text.body))
    return found.text


def _whose(found: Edition) -> Markdown:
    if found.own is None or found.changed_at is None:
        return t("letters.text_standard")
    moment = words.moment(found.changed_at)
    return t("letters.text_own", who=found.changed_by or "", moment=moment)


def _preview(text: Text, template: Template, language: Language) -> None:
    with card("letter_preview", t("letters.preview"), t("letters.preview_note")):
        wrong = faults(template, text)
        for fault in wrong:
            st.markdown(f":red[:material/error:] {said(fault)}")
        if not wrong:
            shown = trial(text, template, language, now())
            st.markdown(f"**{markdown(shown.subject)}**")
            st.markdown(paragraphs(shown.body))


def said(fault: Fault) -> Markdown:
    """What is wrong with a text, in a sentence."""
    return t(f"letters.fault_{fault.kind}", name=f"{{{fault.name}}}")


def _places(template: Template) -> None:
    with card("letter_places", t("letters.places"), t("letters.places_note")):
        for name in sorted(placeholders(template)):
            needed = t("letters.place_needed") if name in REQUIRED[template] else Markdown("")
            place = markdown(f"{{{name}}}")
            st.markdown(Markdown(f"**{place}** {t(f'letters.place_{name}')} {small(needed)}"))
