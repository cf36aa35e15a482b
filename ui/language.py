"""The viewer's language: the address first, then the viewer's own choice, then Finnish."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui import address

LANGUAGES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
"""Language codes with the name each language has in itself, in the order they are offered."""
DEFAULT = "fi"
PARAMETER = "lang"

_CHOSEN = "chosen_language"
# Looked up once a run and asked for with every text; a run has its thread for itself.
_of_this_run: ContextVar[str | None] = ContextVar("language_of_this_run", default=None)
_forced: ContextVar[str | None] = ContextVar("forced_language", default=None)


def language() -> str:
    """Code of the language texts are in just now; Finnish where there is no viewer."""
    known = _forced.get() or _of_this_run.get()
    if known is not None:
        return known
    return _look_up()


def _look_up() -> str:
    if get_script_run_ctx(suppress_warning=True) is None:
        return DEFAULT
    return (
        _known(st.query_params.get(PARAMETER)) or _known(st.session_state.get(_CHOSEN)) or DEFAULT
    )


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Texts within the block are in this language, whoever the viewer is."""
    if code not in LANGUAGES:
        raise ValueError(f"no texts in {code!r}; the languages are {', '.join(LANGUAGES)}")
    token = _forced.set(code)
    try:
        yield
    finally:
        _forced.reset(token)


def keep_language(preferred: str | None = None) -> None:
    """Carry the language over page changes, which drop it from the address.

    Run once at the start of each run. `preferred` is what the account says; an address or a
    choice made on this screen goes before it. The address is not written here: each page change
    would then take two steps back in the browser.
    """
    asked = _known(st.query_params.get(PARAMETER))
    if asked:
        st.session_state[_CHOSEN] = asked
    elif preferred:
        st.session_state.setdefault(_CHOSEN, preferred)
    _of_this_run.set(_look_up())


def choose_language(code: str) -> None:
    """Change the viewer's language; the rest of the address stays."""
    st.session_state[_CHOSEN] = code
    address.put({PARAMETER: code})
    _of_this_run.set(code)


def _known(code: str | None) -> str | None:
    return code if code in LANGUAGES else None
