"""The two views of the page, and what is chosen in them, kept in the address."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from data_access.letters.states import State
from programme.codes import Language
from programme.letters import Template
from ui import address, formats
from ui.controls import value_of
from ui.language import LANGUAGES
from ui.page_views import choose_view
from ui.texts import plain, t

VIEWS = ("outbox", "texts")
STATE, LETTER, WANTED = "state", "letter", "search"
TEMPLATE, LANGUAGE = "template", "text"

Chosen = TypeVar("Chosen", bound=StrEnum)


def show() -> str:
    """Draw the choice of view; returns the one of the address."""
    return choose_view(
        "letters",
        t("letters.view"),
        VIEWS,
        lambda name: t(f"letters.view_{name}"),
        forgotten=(STATE, LETTER, WANTED, TEMPLATE, LANGUAGE),
    )


def state(counts: Mapping[State, int]) -> State:
    """Draw the choice of state, each with its number of letters; returns the one of the address."""
    chosen = _asked(STATE, State, State.WAITING)
    st.session_state["letters_state"] = chosen
    st.segmented_control(
        t("letters.state"),
        list(State),
        format_func=lambda each: t(
            "letters.state_count",
            state=t(f"letters.state_{each}"),
            count=formats.number(counts[each]),
        ),
        key="letters_state",
        required=True,
        on_change=lambda: address.put(
            {LETTER: None, STATE: value_of("letters_state", State.WAITING)}
        ),
        label_visibility="collapsed",
        wrap=True,
    )
    return chosen


def is_wanted() -> bool:
    """Whether something is looked for."""
    return bool(st.query_params.get(WANTED))


def wanted() -> str:
    """Draw the field of what is looked for; returns that of the address."""
    asked = st.query_params.get(WANTED, "")
    st.session_state["letters_search"] = asked
    st.text_input(
        t("letters.search"),
        key="letters_search",
        icon=":material/search:",
        max_chars=100,
        on_change=lambda: address.put({WANTED: value_of("letters_search") or None}),
    )
    return asked


def letter() -> int | None:
    """The letter of the address."""
    asked = st.query_params.get(LETTER, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None


def open_letter(letter_id: str) -> None:
    """Show a letter beside the list."""
    address.put({LETTER: letter_id})


def template() -> tuple[Template, Language]:
    """Draw the choices of template and language; returns those of the address."""
    chosen = _asked(TEMPLATE, Template, Template.APPROVED)
    spoken = _asked(LANGUAGE, Language, Language.FI)
    with st.container(horizontal=True, vertical_alignment="bottom", key="letters_choices"):
        st.session_state["letters_template"] = chosen
        st.selectbox(
            t("letters.template"),
            list(Template),
            format_func=lambda each: plain(f"letters.template_{each}"),
            key="letters_template",
            on_change=_put,
            args=(TEMPLATE, "letters_template", chosen),
            width=340,
        )
        st.session_state["letters_language"] = spoken
        st.segmented_control(
            t("letters.language"),
            list(Language),
            format_func=lambda each: LANGUAGES[each],
            key="letters_language",
            required=True,
            on_change=_put,
            args=(LANGUAGE, "letters_language", spoken),
        )
    return chosen, spoken


def _asked(parameter: str, known: type[Chosen], otherwise: Chosen) -> Chosen:
    asked = st.query_params.get(parameter)
    return next((each for each in known if each == asked), otherwise)


def _put(parameter: str, key: str, otherwise: str) -> None:
    address.put({parameter: value_of(key, otherwise)})
