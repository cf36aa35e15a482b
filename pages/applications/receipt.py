"""The receipt in the title row: what was just saved, with a way back while there is one."""

import streamlit as st

from data_access.accounts import User
from data_access.application import letter_leaves_at
from data_access.decisions import Answer, Command
from pages.applications import answers
from pages.applications.chosen import choose
from pages.applications.last import LAST, Added
from programme.lifecycle import Action, Status, allowed
from ui import formats
from ui.deciding import sending
from ui.deciding.sending import say_saved, undo_of
from ui.escape import Markdown
from ui.reads import ask
from ui.texts import plain, t

_SAID_OF = {
    Status.APPROVED: "approved",
    Status.REJECTED: "rejected",
    Status.CLARIFICATION_REQUESTED: "clarification",
    Status.WAITLISTED: "waitlisted",
    Status.IN_REVIEW: "in_review",
    Status.SCHEDULED: "scheduled",
    Status.COMPLETED: "completed",
    Status.CANCELLED: "cancelled",
    Status.WITHDRAWN: "withdrawn",
}


def show(user: User) -> None:
    """Draw the receipt of the last thing that was saved."""
    sent = LAST.get()
    if isinstance(sent, Answer) and sent.saved and sent.status in _SAID_OF:
        _of_decision(sent, Status(sent.status), user)
    elif isinstance(sent, Added) and sent.saved:
        say_saved(t(f"judging.receipt_{sent.kind}", number=sent.number))


def _of_decision(answer: Answer, status: Status, user: User) -> None:
    number = answer.command.number
    said = t(f"applications.receipt_{_SAID_OF[status]}", n=answer.days or 0, number=number)
    leaves_at = ask(letter_leaves_at, number, answer.version)
    if leaves_at:
        leaves = t("judging.letter_leaves", time=formats.time(leaves_at))
        said = Markdown(f"{said} {leaves}")
    say_saved(said)
    if answer.next_in_line:
        _next_in_line(answer.next_in_line)
    undo = undo_of(answer, Action.UNDO, answer.command.by)
    if leaves_at and undo and allowed(status, Action.UNDO, user.role):
        undo_button(undo, "decision_undo", shortcut="U")


def offers_undo() -> bool:
    """Whether the receipt may have the way back: its key then belongs to it."""
    sent = LAST.get()
    return isinstance(sent, Answer) and sent.saved and sent.status in _SAID_OF


def undo_button(undo: Command, key: str, *, shortcut: str | None = None) -> None:
    """Takes a decision back while its letter waits; the application opens again."""
    sending.button(
        t("action.undo"),
        undo,
        answers.take_back,
        key=key,
        icon=":material/undo:",
        type="tertiary",
        shortcut=shortcut,
    )


def _next_in_line(number: str) -> None:
    st.button(
        plain("judging.next_in_line", number=number),
        key="receipt_next_in_line",
        type="tertiary",
        icon=":material/hourglass_empty:",
        on_click=choose,
        args=(number,),
    )
