"""What became of the last thing that the viewer sent: kept until the next, told on the screen."""

from dataclasses import dataclass
from typing import Literal

from data_access.decisions import Refusal
from ui.deciding.sending import Last

#: What can be added to an application.
Kind = Literal["proposal", "comment", "session"]


@dataclass(frozen=True)
class Added:
    """What became of something that was added to an application without deciding on it.

    Not `saved` and without a `refusal`, somebody was first.
    """

    number: str
    kind: Kind
    saved: bool
    refusal: Refusal | None = None


LAST: Last[Added] = Last("last_answer")
