"""Where the commands of one queue are given and answered: a receipt, or why nothing was saved."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from data_access.accounts import User
from data_access.decisions import Answer, Command, Outcome, Refusal, decide
from programme.moves import LifeCycle
from ui import reads
from ui.database import engine
from ui.deciding import sending
from ui.deciding.opened import Opened
from ui.deciding.sending import Last, MovedOn, Unsent
from ui.escape import Markdown
from ui.formats import time
from ui.texts import t


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
class Counter:
    """Where the commands of one queue are given and answered."""

    opened: Opened
    life_cycle: LifeCycle[Any, Any]
    undo: StrEnum
    words: Words

    @property
    def _last(self) -> Last[None]:
        return Last(f"last_answer_{self.opened.parameter}")

    def command(self, found: Found, action: StrEnum, user: User) -> Command:
        """The command of a form drawn for `found` as it stands; the words come when it is sent."""
        key = sending.request_key(found.number, found.version, action)
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
        """A button that sends the command; `typed` says at the click what goes with it."""
        sending.button(label, drawn, self._send_if_open, following, typed, key=key, **look)

    def undo_button(self, found: Found, user: User) -> None:
        """Takes the last decision back while its letter waits."""
        self._undo_button(self.command(found, self.undo, user), "decision_undo_here")

    def _undo_button(self, drawn: Command, key: str) -> None:
        sending.button(
            t("action.undo"),
            drawn,
            self._take_back,
            key=key,
            icon=":material/undo:",
            type="tertiary",
        )

    def _take_back(self, undo: Command) -> None:
        """Undo as a callback: for the decision that the receipt tells of, whatever is open now."""
        self.send(undo, undo.number)

    def _send_if_open(
        self, drawn: Command, following: str | None, typed: Callable[[], dict[str, Any]]
    ) -> None:
        opened = self.opened.on_screen()
        if opened == drawn.number:
            self.send(drawn, following, **typed())
        elif not self._last.is_carried_out(drawn):
            self._last.keep(MovedOn(drawn.number, opened))

    def send(self, drawn: Command, following: str | None, **typed: Any) -> bool:
        """Carry out a drawn command; opens `following` and returns True when it stands."""
        complete = replace(drawn, **typed)
        answer = self._last.attempt(
            drawn.number, lambda: decide(engine(), complete, reads.programme_clock())
        )
        if answer is None:
            return False
        self._last.keep(answer)
        self.opened.choose(following if answer.saved else drawn.number)
        return answer.saved

    def receipt(self, user: User) -> None:
        """What was just saved, with a way back while there is one."""
        answer = self._last.get()
        if not isinstance(answer, Answer) or not answer.saved or answer.status is None:
            return
        sending.say_saved(self.words.receipt(answer))
        undo = sending.undo_of(answer, self.undo, user.username)
        if undo and self.life_cycle.allowed(answer.status, self.undo, user.role):
            self._undo_button(undo, "decision_undo")

    def refusal(self, found: Found) -> None:
        """Why the last command on `found` was not saved, until it is or another is sent."""
        sent = self._last.get()
        match sent:
            case MovedOn(number, opened) if opened == found.number:
                sending.say_unsaved(self.words.moved_on(number))
            case Unsent(number, trouble) if number == found.number:
                sending.say_unsaved(t(f"error.database_{trouble}"))
            case Answer() if not sent.saved and sent.command.number == found.number:
                sending.say_unsaved(self._why_not(sent))

    def _why_not(self, answer: Answer) -> Markdown:
        if answer.outcome is Outcome.CONFLICT:
            return self.words.conflict(answer, time(answer.at) if answer.at else "")
        return _refused(answer)


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
