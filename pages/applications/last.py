"""What became of the last thing that the viewer sent: kept until the next, told on the screen."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from data_access.connect import Trouble
from data_access.decisions import Answer, Command, Refusal

_LAST = "last_answer"

#: What can be added to an application.
Kind = Literal["proposal", "comment", "session"]


@dataclass(frozen=True)
class MovedOn:
    """A request that was not sent: its viewer had opened another application meanwhile."""

    number: str
    opened: str | None


@dataclass(frozen=True)
class Unsent:
    """A request for an application that the database could not take."""

    number: str
    trouble: Trouble


@dataclass(frozen=True)
class Added:
    """What became of something that was added to an application without deciding on it.

    Not `saved` and without a `refusal`, somebody was first.
    """

    number: str
    kind: Kind
    saved: bool
    refusal: Refusal | None = None


Sent = Answer | Added | MovedOn | Unsent


def keep(sent: Sent) -> None:
    """Remember what became of a request."""
    st.session_state[_LAST] = sent


def last() -> Sent | None:
    """The last request's outcome, None before the first."""
    kept: Sent | None = st.session_state.get(_LAST)
    return kept


def is_carried_out(drawn: Command) -> bool:
    """Whether the last command was this one: a second click on a button has nothing to add."""
    sent = last()
    return isinstance(sent, Answer) and sent.command.request_key == drawn.request_key
