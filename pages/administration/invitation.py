"""The form for somebody new: what is typed stays until the invitation is made."""

from dataclasses import dataclass

import streamlit as st

from pages.administration.role_choice import role_choice
from programme.roles import Role
from ui.language import LANGUAGES
from ui.texts import t

_MADE = "invitations_made"


@dataclass(frozen=True)
class Wanted:
    """Who is to be invited."""

    username: str
    display_name: str
    role: Role
    language: str


def invitation_form() -> Wanted:
    """Draw the fields; returns what stands in them."""
    made = st.session_state.get(_MADE, 0)
    name = _text(t("administration.column_name"), f"invite_name_{made}")
    username = _text(t("sign_in.username"), f"invite_username_{made}")
    role = role_choice(f"invite_role_{made}", Role.STEERING)
    language = st.segmented_control(
        t("administration.column_language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        default=next(iter(LANGUAGES)),
        required=True,
        key=f"invite_language_{made}",
    )
    return Wanted(username, name, role, language)


def begin_anew() -> None:
    """Empty the fields: the invitation is made."""
    st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1


def _text(label: str, key: str) -> str:
    return st.text_input(label, key=key, persist_state="session", autocomplete="off")
