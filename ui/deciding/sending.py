"""Sending what a viewer wants done to what is open, once, and keeping what became of it.

A request is sent once under its key, whatever the browser repeats; what was typed stays until it
stands. Only what the viewer has open is acted on: a click that was meant for one subject never
reaches another, however quickly the screen changes under the pointer.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar

import streamlit as st

from data_access.connect import DatabaseUnavailable, Trouble
from data_access.decisions import Answer, Command
from ui import reads
from ui.escape import Markdown
from ui.sign_in import still_signed_in
from ui.texts import t

_KEYS = "request_keys"

#: What else became of a request, where a queue knows more than the kinds below.
Other = TypeVar("Other")
Answered = TypeVar("Answered")


@dataclass(frozen=True)
class MovedOn:
    """A request that was not sent: its viewer had opened something else meanwhile."""

    number: str
    opened: str | None


@dataclass(frozen=True)
class Unsent:
    """A request that the database could not take."""

    number: str
    trouble: Trouble


@dataclass(frozen=True)
class Last(Generic[Other]):
    """What became of the last request in a place: kept under its name until the next."""

    name: str

    def keep(self, sent: Answer | MovedOn | Unsent | Other) -> None:
        """Remember what became of a request."""
        st.session_state[self.name] = sent

    def get(self) -> Answer | MovedOn | Unsent | Other | None:
        """The last request's outcome, None before the first."""
        kept: Answer | MovedOn | Unsent | Other | None = st.session_state.get(self.name)
        return kept

    def is_carried_out(self, drawn: Command) -> bool:
        """Whether the last command was this one: a second click has nothing to add."""
        sent = self.get()
        return isinstance(sent, Answer) and sent.command.request_key == drawn.request_key

    def attempt(self, number: str, act: Callable[[], Answered]) -> Answered | None:
        """What `act` answers; None where it could not be asked, which is kept when it is trouble.

        A callback or a dialog runs without passing the door: an ended session decides nothing,
        and the run that follows shows the sign-in form.
        """
        try:
            if not still_signed_in():
                return None
            answer = act()
            reads.look()
        except DatabaseUnavailable as failure:
            self.keep(Unsent(number, failure.trouble))
            return None
        return answer


def request_key(number: str, version: int, form: str) -> str:
    """The key of a form's request, the same on every run while its subject stays as it is."""
    keys: dict[tuple[str, int, str], str] = st.session_state.setdefault(_KEYS, {})
    return keys.setdefault((number, version, form), str(uuid.uuid4()))


def undo_of(answer: Answer, undo: StrEnum, username: str) -> Command | None:
    """The command by which a user takes an answered one back; None while it has no version."""
    if answer.version is None:
        return None
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"undo {answer.command.request_key}"))
    return Command(answer.command.number, undo, username, answer.version, key)


def button(
    label: str,
    drawn: Command,
    on_click: Callable[..., None],
    *arguments: object,
    key: str,
    stretch: bool = False,
    **look: Any,
) -> None:
    """A button for one command on one version of one subject, as `.st-key-<key>`.

    The callback gets the command and the arguments. Streamlit knows a button by its key alone:
    with the same key for every subject, a click on one that is drawn no more would count for the
    one drawn in its place.
    """
    width: Literal["stretch", "content"] = "stretch" if stretch else "content"
    with st.container(key=key, width=width):
        st.button(
            label,
            key=f"{key}_{drawn.number}_{drawn.seen_version}",
            on_click=on_click,
            args=(drawn, *arguments),
            width=width,
            **look,
        )


def say_saved(said: str) -> None:
    """What was just saved, in the receipt's place."""
    st.markdown(Markdown(f":green[:material/check_circle:] {said}"))


def say_unsaved(why: str, unsaved: Markdown | None = None) -> None:
    """Why something was not saved; always with the sentence that it was not."""
    with st.container(key="decision_not_saved"):
        unsaved = unsaved or t("error.not_saved")
        st.warning(Markdown(f"{why} **{unsaved}**"), icon=":material/sync_problem:")
