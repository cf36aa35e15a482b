"""The choice of a role, each with what it lets one do."""

import streamlit as st

from programme.roles import Role
from ui.texts import t


def role_choice(key: str, suggested: Role) -> Role:
    """Draw the choice; `suggested` stands until another is chosen."""
    chosen = st.radio(
        t("administration.column_role"),
        [str(role) for role in Role],
        index=list(Role).index(suggested),
        format_func=_in_words,
        key=key,
    )
    return Role(chosen)


def _in_words(role: str) -> str:
    return t(
        "administration.role_and_right",
        role=t(f"role.{role}"),
        right=t(f"administration.may_{role}"),
    )
