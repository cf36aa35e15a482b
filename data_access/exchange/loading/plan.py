"""What a load would do, and what it did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from data_access.exchange.loading.checking.comparing import Comparison
from data_access.exchange.loading.history.contention import Placed
from data_access.exchange.problems import Problem


class Counts(NamedTuple):
    """Rows of a table: new, changed and as they are already, and those that cannot be loaded."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Replays:
    """The histories to write, in the order of time.

    `peaks` are the most days that a round gives on the way; `actors` are the users who act in the
    histories, and whether they need to be a manager for it.
    """

    ordered: Sequence[Placed] = ()
    peaks: Mapping[str, int] = field(default_factory=dict)
    actors: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What is wrong, how many rows of each table are new, changed, …, and what is to be written."""

    problems: Sequence[Problem] = ()
    counts: Mapping[str, Counts] = field(default_factory=dict)
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    replays: Replays = field(default_factory=Replays)

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return any(counts.new or counts.changed for counts in self.counts.values())


@dataclass(frozen=True)
class Report:
    """What became of a load: nothing was written when there are problems or it was a dry run, nor
    when the data has changed so that it would do something else than was agreed to (`overtaken`).
    """

    problems: Sequence[Problem]
    counts: Mapping[str, Counts]
    written: bool
    overtaken: bool = False
