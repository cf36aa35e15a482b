"""Which counts of people stay hidden from those who may not see everything, period by period."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from data_access.indicators import Scope, Values, people_of_units
from data_access.questions import question
from programme.divisions import Division
from programme.indicators import INDICATORS
from programme.periods import FUNDING_PERIODS, WHOLE, YEARS, Period
from programme.suppression import hidden_cells, periods_that_add_up

_PEOPLE = tuple(code for code, each in INDICATORS.items() if each.counts_people)
_PERIODS = (WHOLE, *FUNDING_PERIODS, *YEARS)
_ADD_UP = tuple(periods_that_add_up())

#: Code of a unit, and period.
_Cell = tuple[str, Period]


@question("activities", "reference")
def hidden_people(
    connection: Connection, division: Division, as_of: date
) -> dict[str | None, frozenset[tuple[str, str]]]:
    """Code of a period → the cells (code of the unit, measure) that are not shown.

    They are counts of fewer than five people, and others from which such a count could be
    computed: from the country's figure and the other units', or from other periods.
    """
    scopes = [Scope(period, as_of, division=division) for period in _PERIODS]
    found = dict(zip(_PERIODS, people_of_units(connection, *scopes), strict=True))
    hidden = {measure: _hidden(_counts(found, measure)) for measure in _PEOPLE}
    return {
        period.code: frozenset(
            (code, measure)
            for measure, cells in hidden.items()
            for code, when in cells
            if when == period
        )
        for period in _PERIODS
    }


def _counts(found: Mapping[Period, Mapping[str, Values]], measure: str) -> dict[_Cell, float]:
    return {
        (code, period): count
        for period, by_code in found.items()
        for code, values in by_code.items()
        if (count := values[measure]) is not None
    }


def _hidden(counts: Mapping[_Cell, float]) -> frozenset[_Cell]:
    codes = {code for code, _ in counts}
    of_period = [[(code, period) for code in codes] for period in _PERIODS]
    of_code = [[(code, each) for each in group] for code in codes for group in _ADD_UP]
    return hidden_cells(counts, [*of_period, *of_code])
