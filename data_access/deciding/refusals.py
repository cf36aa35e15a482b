"""Raised inside the transaction of a decision so that it rolls back."""

from data_access.deciding.types import Refusal


class Refused(Exception):
    """A rule says no."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class Stale(Exception):
    """The subject has moved on since it was seen."""
