"""Sending what a viewer wants done to the application that is open (see `ui.deciding.sending`)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from data_access.accounts import User
from data_access.application import Application
from data_access.decisions import Act, Command, decide
from pages.applications.chosen import choose, on_screen
from pages.applications.last import LAST, Added, Kind
from programme.lifecycle import Action
from ui import reads
from ui.database import engine
from ui.deciding import sending
from ui.deciding.sending import MovedOn

#: Fields of Command that a form fills.
Words = Callable[[], dict[str, Any]]


def command(found: Application, action: Action, user: User) -> Command:
    """The command of a form drawn for this application as it stands; the words come when sent."""
    key = request_key(found, action)
    return Command(found.application_no, action, user.username, found.version, key)


def request_key(found: Application, form: str) -> str:
    """The key of a form's request, the same on every run while the application stays."""
    return sending.request_key(found.application_no, found.version, form)


def send_from_button(drawn: Command, following: str | None, words: Words = dict) -> None:
    """`send` as a button's callback: for the application that the viewer has open, else nothing."""
    if may_act_on(drawn.number):
        send(drawn, following, **words())
    elif not LAST.is_carried_out(drawn):
        LAST.keep(MovedOn(drawn.number, on_screen()))


def may_act_on(number: str) -> bool:
    """Whether the application is still the one that the viewer has open."""
    return on_screen() == number


def send(drawn: Command, following: str | None, act: Act = decide, **words: Any) -> bool:
    """Carry out a drawn command by `act` with these words (fields of Command).

    Opens `following` and returns True when it stands.
    """
    complete = replace(drawn, **words)
    answer = LAST.attempt(drawn.number, lambda: act(engine(), complete, reads.programme_clock()))
    if answer is None:
        return False
    LAST.keep(answer)
    choose(following if answer.saved else drawn.number)
    return answer.saved


def add(number: str, kind: Kind, act: Callable[[], Any], following: str | None = None) -> bool:
    """Add something to an application by `act`, whose answer has `saved` and `refusal`.

    Opens `following`, where there is one, and returns True when it stands.
    """
    answer = LAST.attempt(number, act)
    if answer is None:
        return False
    LAST.keep(Added(number, kind, answer.saved, answer.refusal))
    if answer.saved and following:
        choose(following)
    return bool(answer.saved)


def take_back(undo: Command) -> None:
    """Undo as a callback: for the decision that the receipt tells of, whatever is open now."""
    send(undo, undo.number)
