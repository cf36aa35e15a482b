"""What a queue of the office has to know for `data_access.decisions` to carry its commands out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, Row

from data_access.deciding.types import Answer, Command, Outcome, Refusal
from programme.moves import LifeCycle, Transition


@dataclass(frozen=True)
class Move:
    """One move of a life cycle that `command` makes with the locked `subject`.

    It starts from `version` and happens at `at`. Only the last move of a command is `final`: it
    carries the command's words and request key.
    """

    step: Transition[Any, Any]
    command: Command
    subject: Row[Any]
    version: int
    at: datetime
    final: bool


class Earlier(NamedTuple):
    """What a request key was used for before, and the version that its subject has now."""

    number: str
    actor: str
    to_status: str
    version: int


class Queue(Protocol):
    """The subjects of one kind, with their life cycle, rules and writes.

    A locked subject is a row with at least `status`, `version` and `changed_at`.
    """

    @property
    def life_cycle(self) -> LifeCycle[Any, Any]:
        """Its states and moves."""

    @property
    def actions(self) -> type[StrEnum]:
        """The class of its actions: a command says by its action which queue it is for."""

    @property
    def rules(self) -> Mapping[str, Refusal | Outcome]:
        """Rules of the database, by what its messages hold, and what breaking one means."""

    def lock(self, connection: Connection, number: str) -> Row[Any] | None:
        """The subject of that number, locked until the transaction ends; None of none.

        What several subjects share (a pool) is locked first, so that no two decisions wait for
        each other.
        """

    def earlier(self, connection: Connection, request_key: str) -> Earlier | None:
        """What this request was carried out as before, else None."""

    def check(
        self, connection: Connection, command: Command, subject: Row[Any], at: datetime
    ) -> None:
        """Raise Refused when a rule speaks against the command; the database holds it too."""

    def take(self, connection: Connection, move: Move) -> None:
        """Write one move; raises Stale when the subject has moved on."""

    def describe(self, connection: Connection, answer: Answer) -> Answer:
        """`answer` completed with the subject as it stands in the database now."""
