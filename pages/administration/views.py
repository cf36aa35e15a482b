"""The four views of the page, and the choices within one, kept in the address."""

from collections.abc import Callable, Sequence

import streamlit as st

from ui import address
from ui.controls import value_of
from ui.page_views import choose_view
from ui.texts import plain, t

VIEWS = ("users", "sessions", "access", "audit")
PAGE = "page"

_ANY = ""


def show() -> str:
    """Draw the choice of view; returns the one of the address."""
    return choose_view(
        "administration",
        t("administration.view"),
        VIEWS,
        lambda name: t(f"administration.view_{name}"),
        forgotten=("person", "action", "table", "day", "user", PAGE),
    )


def choice(
    parameter: str, label: str, options: Sequence[str], name_of: Callable[[str], str]
) -> str | None:
    """A select box whose choice stands in the address under `parameter`; None is any."""
    asked = st.query_params.get(parameter)
    chosen = asked if asked in options else _ANY
    key = f"filter_{parameter}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        [_ANY, *options],
        format_func=lambda option: name_of(option) if option else plain("administration.any"),
        key=key,
        on_change=_put_into_address,
        args=(parameter, key),
    )
    return chosen or None


def page_number(pages: int) -> int:
    """The page of the address, from 1; one that does not exist is the nearest that does."""
    asked = st.query_params.get(PAGE, "1")
    return min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 10 else 1


def turn_to(page: int) -> None:
    """Go to a page of the log."""
    address.put({PAGE: str(page)})


def _put_into_address(parameter: str, key: str) -> None:
    chosen = value_of(key, _ANY)
    address.put({PAGE: None, parameter: None if chosen == _ANY else chosen})
