"""How the state of an application looks: a colour, an icon and a word, never one alone."""

from typing import Literal, NamedTuple

from programme.lifecycle import Status

Colour = Literal["blue", "violet", "orange", "gray", "green", "red"]


class Look(NamedTuple):
    """Streamlit's name of a colour and Material's name of an icon."""

    colour: Colour
    icon: str


_LOOKS = {
    Status.SUBMITTED: Look("blue", "inbox"),
    Status.IN_REVIEW: Look("violet", "pending"),
    Status.CLARIFICATION_REQUESTED: Look("orange", "edit_note"),
    Status.WAITLISTED: Look("gray", "hourglass_empty"),
    Status.REJECTED: Look("red", "cancel"),
    Status.WITHDRAWN: Look("gray", "undo"),
    Status.CANCELLED: Look("gray", "block"),
}
_GRANTED = Look("green", "check_circle")


def look(status: Status) -> Look:
    """The look of a state; all granted states share one."""
    return _LOOKS.get(status, _GRANTED)
