"""The way to HiGHS, the solver: whole numbers in, the one best whole-numbered answer out.

One thread and one seed; what is best must be proven so. The solver calculates in floating point,
so an answer that is not whole is not accepted.
"""

from collections.abc import Mapping, Sequence

import highspy
import numpy as np

#: A sum of columns with whole factors: column → factor.
Terms = Mapping[int, int]

_WHOLE = 1e-5
_OPTIONS = {
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
}


class _Silent(highspy.Highs):
    """The solver without the banner that it would print as soon as it is made."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the solver's own name
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call] # the solver has no type here


class Unsolved(RuntimeError):
    """The solver found no proven best answer, which a sound model never lets happen."""


class Solver:
    """A model of whole-numbered columns; each optimum can be kept as a condition for the next."""

    def __init__(self) -> None:
        self._highs = _Silent()  # type: ignore[no-untyped-call] # nor here
        for name, value in _OPTIONS.items():
            self._highs.setOptionValue(name, value)

    def columns(self, upper: Sequence[int]) -> range:
        """Add whole numbers from 0 up to each of `upper`; returns their places."""
        first, count = self._highs.getNumCol(), len(upper)
        added = range(first, first + count)
        self._highs.addVars(count, np.zeros(count), np.array(upper, float))
        kinds = np.full(count, highspy.HighsVarType.kInteger, dtype=object)
        self._highs.changeColsIntegrality(count, _places(added), kinds)
        return added

    def between(self, low: int | None, terms: Terms, high: int | None) -> None:
        """Demand low ≤ sum of terms ≤ high; None stands for no limit."""
        self._highs.addRow(
            -highspy.kHighsInf if low is None else low,
            highspy.kHighsInf if high is None else high,
            len(terms),
            _places(terms),
            np.array(list(terms.values()), float),
        )

    def fix(self, column: int, value: int) -> None:
        """Let a column be nothing but this value."""
        self._highs.changeColBounds(column, value, value)

    def highest(self, terms: Terms) -> list[int]:
        """All columns where the sum of terms is as high as it can be; raises Unsolved."""
        self._aim_at(terms)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise Unsolved(self._highs.modelStatusToString(self._highs.getModelStatus()))
        return _whole(self._highs.getSolution().col_value)

    def _aim_at(self, terms: Terms) -> None:
        costs = np.zeros(self._highs.getNumCol())
        costs[list(terms)] = list(terms.values())
        self._highs.changeColsCost(len(costs), _places(range(len(costs))), costs)
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)


def value(terms: Terms, columns: Sequence[int]) -> int:
    """The sum of terms at these columns."""
    return sum(factor * columns[place] for place, factor in terms.items())


def _whole(values: Sequence[float]) -> list[int]:
    nearest = [round(each) for each in values]
    if any(abs(each - near) > _WHOLE for each, near in zip(values, nearest, strict=True)):
        raise Unsolved("the answer is not whole")
    return nearest


def _places(columns: Mapping[int, int] | range) -> np.ndarray:
    return np.array(list(columns), dtype=np.int32)
