"""The dialog of actions that need words: a question to the sender, or the reason of a decision."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from data_access.accounts import User
from ui.deciding.answers import Counter, Found
from ui.escape import Markdown, markdown
from ui.texts import t

_OPEN = "reason_open_for"


@dataclass(frozen=True)
class Asking:
    """What the dialog says: its title, what the words are for, and the button that sends them."""

    title: Markdown
    label: Markdown
    confirm: Markdown


def begin(number: str, action: StrEnum) -> None:
    """Open the dialog of an action on a subject, from the next run on."""
    st.session_state[_OPEN] = (number, action)


def is_open(number: str | None) -> bool:
    """Whether the dialog stands over this subject."""
    asked = st.session_state.get(_OPEN)
    return asked is not None and asked[0] == number


def asked_for(found: Found) -> StrEnum | None:
    """The action that waits for its words, when it is one on `found`."""
    if not is_open(found.number):
        return None
    action: StrEnum = st.session_state[_OPEN][1]
    return action


def show(
    counter: Counter,
    found: Found,
    organisation: str,
    user: User,
    following: str | None,
    offered: Collection[StrEnum],
    asking: Callable[[StrEnum], Asking],
) -> None:
    """Draw the dialog while it is open, on every run, so that a live refresh keeps it.

    Without one, or when its action is `offered` no more because somebody was quicker, what came of
    the last command stands in the page itself.
    """
    action = asked_for(found)
    if action not in offered or action is None:
        if action is not None:
            _end()
        counter.refusal(found)
        return
    said = asking(action)
    dialog = st.dialog(said.title, on_dismiss=_end)(_dialog)
    dialog(counter, found, organisation, user, following, said, action)


def _end() -> None:
    st.session_state.pop(_OPEN, None)


def _dialog(
    counter: Counter,
    found: Found,
    organisation: str,
    user: User,
    following: str | None,
    asking: Asking,
    action: StrEnum,
) -> None:
    st.markdown(f"**{markdown(found.number)}** {markdown(organisation)}")
    words = st.text_area(
        asking.label, key=f"reason_{action}_{found.number}", persist_state="session"
    )
    counter.refusal(found)
    with st.container(horizontal=True):
        confirmed = st.button(asking.confirm, type="primary", key="decision_confirm")
        dismissed = st.button(t("action.dismiss"), key="decision_dismiss")
    if confirmed:
        drawn = counter.command(found, action, user)
        if counter.send(drawn, following, text=words or ""):
            _end()
        st.rerun()
    if dismissed:
        _end()
        st.rerun()
