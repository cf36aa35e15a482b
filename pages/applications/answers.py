"""Sending what a viewer wants done to the application that is open.

A request is sent once under its key, whatever the browser repeats; what was typed stays until it
stands. Only what the viewer has open is acted on: a click that was meant for one application
never reaches another, however quickly the screen changes under the pointer.
"""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.connect import DatabaseUnavailable
from data_access.decisions import Act, Answer, Command, decide
from pages.applications import last
from pages.applications.chosen import choose, on_screen
from pages.applications.last import Added, Kind, MovedOn, Unsent
from programme.lifecycle import Action
from ui import reads
from ui.database import engine
from ui.sign_in import still_signed_in

_KEYS = "request_keys"

#: Fields of Command that a form fills.
Words = Callable[[], dict[str, Any]]


def command(found: Application, action: Action, user: User) -> Command:
    """The command of a form drawn for this application as it stands; the words come when sent."""
    key = request_key(found, action)
    return Command(found.application_no, action, user.username, found.version, key)


def request_key(found: Application, form: str) -> str:
    """The key of a form's request, the same on every run while the application stays."""
    keys: dict[tuple[str, int, str], str] = st.session_state.setdefault(_KEYS, {})
    return keys.setdefault((found.application_no, found.version, form), str(uuid.uuid4()))


def button(
    label: str,
    drawn: Command,
    on_click: Callable[..., None],
    *arguments: object,
    key: str,
    words: Words | None = None,
    stretch: bool = False,
    **look: Any,
) -> None:
    """A button for one command on one version of one application, as `.st-key-<key>`.

    Streamlit knows a button by its key alone: with the same key for every application, a click on
    one that is drawn no more would count for the one drawn in its place. `words` is called when
    the button is clicked: what was written just before is not on the screen of this run yet.
    """
    width: Literal["stretch", "content"] = "stretch" if stretch else "content"
    with st.container(key=key, width=width):
        st.button(
            label,
            key=f"{key}_{drawn.number}_{drawn.seen_version}",
            on_click=on_click,
            args=(drawn, *arguments),
            kwargs={"words": words} if words else None,
            width=width,
            **look,
        )


def send_from_button(drawn: Command, following: str | None, words: Words = dict) -> None:
    """`send` as a button's callback: for the application that the viewer has open, else nothing."""
    if may_act_on(drawn.number):
        send(drawn, following, **words())
    elif not last.is_carried_out(drawn):
        last.keep(MovedOn(drawn.number, on_screen()))


def may_act_on(number: str) -> bool:
    """Whether the application is still the one that the viewer has open."""
    return on_screen() == number


def send(drawn: Command, following: str | None, act: Act = decide, **words: Any) -> bool:
    """Carry out a drawn command by `act` with these words (fields of Command).

    Opens `following` and returns True when it stands.
    """
    complete = replace(drawn, **words)
    answer = _attempt(drawn.number, lambda: act(engine(), complete, reads.programme_clock()))
    if answer is None:
        return False
    last.keep(answer)
    choose(following if answer.saved else drawn.number)
    return answer.saved


def add(number: str, kind: Kind, act: Callable[[], Any], following: str | None = None) -> bool:
    """Add something to an application by `act`, whose answer has `saved` and `refusal`.

    Opens `following`, where there is one, and returns True when it stands.
    """
    answer = _attempt(number, act)
    if answer is None:
        return False
    last.keep(Added(number, kind, answer.saved, answer.refusal))
    if answer.saved and following:
        choose(following)
    return bool(answer.saved)


def _attempt(number: str, act: Callable[[], Any]) -> Any:
    """What `act` answers; None where it could not be asked.

    A callback or a dialog runs without passing the door: an ended session decides nothing, and
    the run that follows shows the sign-in form.
    """
    try:
        if not still_signed_in():
            return None
        answer = act()
        reads.look()
    except DatabaseUnavailable as failure:
        last.keep(Unsent(number, failure.trouble))
        return None
    return answer


def take_back(undo: Command) -> None:
    """Undo as a callback: for the decision that the receipt tells of, whatever is open now."""
    send(undo, undo.number)


def undo_of(answer: Answer) -> Command | None:
    """The command that takes an answered one back; None while it has no version."""
    if answer.version is None:
        return None
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"undo {answer.command.request_key}"))
    return Command(answer.command.number, Action.UNDO, answer.command.by, answer.version, key)
