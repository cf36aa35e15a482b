"""The form in which a manager writes the office's own text of a letter.

What is typed stays through live news, a refusal and a change of language; it is held against the
text that it was begun from, so that nobody overwrites what somebody else has written meanwhile.
"""

from dataclasses import dataclass

import streamlit as st

from data_access.letters import editing
from data_access.letters.editing import EditAnswer, Edition, Outcome
from pages.letters import actions
from programme.codes import Language
from programme.letter_texts import BODY_LENGTH, SUBJECT_LENGTH, Text
from programme.letters import Template
from ui import reads
from ui.controls import value_of
from ui.database import engine
from ui.texts import t


@dataclass(frozen=True)
class Draft:
    """What is typed, and the office's own text that it was begun from (None of none)."""

    text: Text
    begun_from: Text | None


@dataclass(frozen=True)
class _Place:
    """Which text is edited, and under which names the session keeps it."""

    template: Template
    language: Language

    @property
    def draft(self) -> str:
        return f"letter_draft_{self.template}_{self.language}"

    @property
    def subject(self) -> str:
        return f"letter_subject_{self.template}_{self.language}"

    @property
    def body(self) -> str:
        return f"letter_body_{self.template}_{self.language}"


def show(found: Edition, template: Template, language: Language, by: str) -> Text:
    """Draw the form; returns the text as it is typed."""
    place = _Place(template, language)
    draft = _draft(place, found)
    st.session_state[place.subject] = draft.text.subject
    st.session_state[place.body] = draft.text.body
    st.text_input(
        t("letters.subject"),
        key=place.subject,
        max_chars=SUBJECT_LENGTH,
        on_change=_type,
        args=(place,),
    )
    st.text_area(
        t("letters.body"),
        key=place.body,
        height=430,
        max_chars=BODY_LENGTH,
        on_change=_type,
        args=(place,),
    )
    _buttons(place, found, draft, by)
    return draft.text


def _buttons(place: _Place, found: Edition, draft: Draft, by: str) -> None:
    changed = draft.text != found.text
    with st.container(horizontal=True, key="letter_text_actions"):
        st.button(
            t("letters.save"),
            icon=":material/save:",
            type="primary",
            key="letter_text_save",
            on_click=_save,
            args=(place, by),
        )
        if changed:
            st.button(
                t("letters.discard"),
                icon=":material/undo:",
                key="letter_text_discard",
                on_click=_forget,
                args=(place,),
            )
        if found.own is not None:
            st.button(
                t("letters.reset"),
                icon=":material/restart_alt:",
                key="letter_text_reset",
                on_click=_reset,
                args=(place, found.own, by),
            )


def _draft(place: _Place, found: Edition) -> Draft:
    """What is being typed; as long as nothing is, the text that is used now."""
    kept: Draft | None = st.session_state.get(place.draft)
    return kept or Draft(found.text, found.own)


def _type(place: _Place) -> None:
    subject, body = value_of(place.subject), value_of(place.body)
    if subject is None or body is None:  # signed out meanwhile
        return
    before = _draft(place, reads.ask(editing.edition, place.template, place.language))
    st.session_state[place.draft] = Draft(Text(subject, body), before.begun_from)


def _save(place: _Place, by: str) -> None:
    draft = _draft(place, reads.ask(editing.edition, place.template, place.language))
    with actions.writing():
        answer = editing.save(
            engine(),
            place.template,
            place.language,
            draft.text,
            seen=draft.begun_from,
            by=by,
            clock=reads.programme_clock(),
        )
        _tell(place, answer, "letters.done_save")


def _reset(place: _Place, seen: Text, by: str) -> None:
    with actions.writing():
        answer = editing.reset(engine(), place.template, place.language, seen=seen, by=by)
        _tell(place, answer, "letters.done_reset")


def _tell(place: _Place, answer: EditAnswer, done: str) -> None:
    if answer.outcome is Outcome.SAVED:
        _forget(place)
        actions.done(t(done))
        return
    actions.refuse(t(f"letters.text_refused_{answer.outcome}"))
    if answer.outcome is Outcome.OVERTAKEN:  # told of it, one may save over it
        reads.look()
        now = reads.ask(editing.edition, place.template, place.language)
        st.session_state[place.draft] = Draft(answer.text, now.own)


def _forget(place: _Place) -> None:
    st.session_state.pop(place.draft, None)
