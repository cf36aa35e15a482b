"""Sending a command and saying what became of it: a receipt, or why nothing was saved.

A command is sent once under its request key, whatever the browser repeats; what was typed stays
until the decision stands. Only what the viewer has open is decided: a click that was meant for
one subject never reaches another, however quickly the screen changes under the pointer.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

import streamlit as st

from data_access.accounts import User
from data_access.connect import DatabaseUnavailable
from data_access.decisions import Answer, Command, Outcome, Refusal, decide
from programme.moves import LifeCycle
from ui import reads
from ui.database import engine
from ui.deciding.opened import Opened
from ui.escape import Markdown
from ui.formats import time
from ui.sign_in import still_signed_in
from ui.texts import t

_KEYS = "request_keys"


class Found(Protocol):
    """What is decided on, as it is on screen."""

    @property
    def number(self) -> str:
        """Its number."""

    @property
    def version(self) -> int:
        """The version that is on screen."""


class Words(Protocol):
    """What a queue says of its answers."""

    def receipt(self, answer: Answer) -> Markdown:
        """What was just saved."""

    def conflict(self, answer: Answer, at: str) -> Markdown:
        """Who was quicker, and what they did at that time."""

    def moved_on(self, number: str) -> Markdown:
        """That a command was not sent, because its viewer had opened something else."""


@dataclass(frozen=True)
class MovedOn:
    """A command that was not sent: its viewer had opened something else meanwhile."""

    unsent: Command
    opened: str | None


@dataclass(frozen=True)
class Counter:
    """Where the commands of one queue are given and answered."""

    opened: Opened
    life_cycle: LifeCycle[Any, Any]
    undo: StrEnum
    words: Words

    @property
    def _last(self) -> str:
        return f"last_answer_{self.opened.parameter}"

    def command(self, found: Found, action: StrEnum, user: User) -> Command:
        """The command of a form drawn for `found` as it stands; the words come when it is sent."""
        keys: dict[tuple[str, int, StrEnum], str] = st.session_state.setdefault(_KEYS, {})
        key = keys.setdefault((found.number, found.version, action), str(uuid.uuid4()))
        return Command(found.number, action, user.username, found.version, key)

    def button(
        self,
        label: str,
        drawn: Command,
        following: str | None,
        *,
        key: str,
        typed: Callable[[], dict[str, Any]] = dict,
        **look: Any,
    ) -> None:
        """A button that sends a command on one version of one subject, as `.st-key-<key>`.

        `typed` says at the click what goes with it. Streamlit knows a button by its key alone:
        with the same key for every subject, a click on one that is drawn no more would count for
        the one drawn in its place.
        """
        self._button(label, drawn, self._send_if_open, (drawn, following, typed), key, look)

    def undo_button(self, found: Found, user: User) -> None:
        """Takes the last decision back while its letter waits."""
        drawn = self.command(found, self.undo, user)
        self._undo_button(drawn, "decision_undo_here")

    def _undo_button(self, drawn: Command, key: str) -> None:
        look = {"icon": ":material/undo:", "type": "tertiary"}
        self._button(t("action.undo"), drawn, self._take_back, (drawn,), key, look)

    def _take_back(self, undo: Command) -> None:
        """Undo as a callback: for the decision that the receipt tells of, whatever is open now."""
        self.send(undo, undo.number)

    def _button(
        self,
        label: str,
        drawn: Command,
        on_click: Callable[..., None],
        arguments: tuple[object, ...],
        key: str,
        look: dict[str, Any],
    ) -> None:
        with st.container(key=key, width="content"):
            st.button(
                label,
                key=f"{key}_{drawn.number}_{drawn.seen_version}",
                on_click=on_click,
                args=arguments,
                **look,
            )

    def _send_if_open(
        self, drawn: Command, following: str | None, typed: Callable[[], dict[str, Any]]
    ) -> None:
        opened = self.opened.on_screen()
        if opened == drawn.number:
            self.send(drawn, following, **typed())
        elif not self._is_carried_out(drawn):
            st.session_state[self._last] = MovedOn(drawn, opened)

    def _is_carried_out(self, drawn: Command) -> bool:
        """Whether the last command was this one: a second click has nothing to add."""
        last = st.session_state.get(self._last)
        return isinstance(last, Answer) and last.command.request_key == drawn.request_key

    def send(self, drawn: Command, following: str | None, **typed: Any) -> bool:
        """Carry out a drawn command; opens `following` and returns True when it stands.

        A callback or a dialog runs without passing the door: an ended session decides nothing,
        and the run that follows shows the sign-in form.
        """
        complete = replace(drawn, **typed)
        try:
            if not still_signed_in():
                return False
            answer = decide(engine(), complete, reads.programme_clock())
            reads.look()
        except DatabaseUnavailable as failure:
            st.session_state[self._last] = (complete, failure)
            return False
        st.session_state[self._last] = answer
        self.opened.choose(following if answer.saved else drawn.number)
        return answer.saved

    def receipt(self, user: User) -> None:
        """What was just saved, with a way back while there is one."""
        answer = st.session_state.get(self._last)
        if not isinstance(answer, Answer) or not answer.saved or answer.status is None:
            return
        st.markdown(Markdown(f":green[:material/check_circle:] {self.words.receipt(answer)}"))
        if self.life_cycle.allowed(answer.status, self.undo, user.role) and answer.version:
            key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"undo {answer.command.request_key}"))
            undo: Command = Command(
                answer.command.number, self.undo, user.username, answer.version, key
            )
            self._undo_button(undo, "decision_undo")

    def refusal(self, found: Found) -> None:
        """Why the last command on `found` was not saved, until it is or another is sent."""
        last = st.session_state.get(self._last)
        if isinstance(last, MovedOn):
            if last.opened == found.number:
                _warn(self.words.moved_on(last.unsent.number))
        elif isinstance(last, tuple):
            unsent, failure = last
            if unsent.number == found.number:
                _warn(t(f"error.database_{failure.trouble}"))
        elif isinstance(last, Answer) and not last.saved and last.command.number == found.number:
            _warn(self._why_not(last))

    def _why_not(self, answer: Answer) -> Markdown:
        if answer.outcome is Outcome.CONFLICT:
            return self.words.conflict(answer, time(answer.at) if answer.at else "")
        return _refused(answer)


def _warn(text: Markdown) -> None:
    with st.container(key="decision_not_saved"):
        st.warning(f"{text} **{t('error.not_saved')}**", icon=":material/sync_problem:")


def _refused(answer: Answer) -> Markdown:
    match answer.refusal:
        case Refusal.PLACES:
            return t("deciding.refused_places", n=answer.places_left or 0)
        case Refusal.PEOPLE_RANGE:
            return t("deciding.refused_people_range", n=answer.max_people or 1)
        case Refusal.FORBIDDEN | Refusal.RATIONALE_MISSING:
            return t(f"error.{answer.refusal}")
        case _:
            return t(f"deciding.refused_{answer.refusal}")
