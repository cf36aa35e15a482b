"""Marks the reads that screens ask: what their answers depend on and who may have them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Read = TypeVar("Read", bound=Callable[..., Any])

#: The revision topics of the data (see the migrations).
TOPICS = ("applications", "activities", "deeds", "finance", "reference", "people", "presence")


@dataclass(frozen=True)
class Marks:
    """What an answer depends on, and whether only the office may have it."""

    topics: tuple[str, ...]
    office_only: bool


#: Every question of the screens.
QUESTIONS: dict[Callable[..., Any], Marks] = {}


def question(*topics: str, office_only: bool = False) -> Callable[[Read], Read]:
    """Mark `read(connection, …)` as a question of the screens.

    Its answer changes only when one of `topics` does. Unless it is for the office only, it must
    be answerable over a steering connection (`data_access.steering`).
    """
    unknown = set(topics) - set(TOPICS)
    if unknown:
        raise ValueError(f"unknown topics: {sorted(unknown)}")

    def mark(read: Read) -> Read:
        QUESTIONS[read] = Marks(topics, office_only)
        return read

    return mark
