"""An application that the files tell something new of, and the round that it is in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data_access.exchange.loading.history.histories import History


@dataclass(frozen=True, slots=True)
class Window:
    """A round's limits: when it was open and the most days of one application."""

    opens_at: datetime
    closes_at: datetime
    max_days: int


@dataclass(slots=True)
class Subject:
    """One application in the files and in the database.

    `target` is the row that has to come out (`told` are its columns that the file has, `row` its
    line); `stored` is the row as it is in the database, None for a new one, and `stored_letter`
    the status of the letter that its last event caused.
    """

    application_id: int
    history: History
    target: dict[str, Any]
    told: frozenset[str]
    row: int | None
    stored: Mapping[str, Any] | None = None
    stored_letter: str | None = None

    @property
    def last_version(self) -> int:
        """The version to end at."""
        return int(self.target["version"])
