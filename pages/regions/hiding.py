"""Which figures of a frame stay hidden from those who may not see everything."""

import pandas as pd

from programme.indicators import INDICATORS
from programme.suppression import hidden_cells

#: Code and measure of a figure.
Cell = tuple[str, str]


def hidden_in(frame: pd.DataFrame) -> frozenset[Cell]:
    """The counts of people that are too small, and those that would give them away.

    `frame` is one of `data_access.region_measures`, whose rows make the country's figure.
    """
    people = [code for code in frame if code in INDICATORS and INDICATORS[code].counts_people]
    by_measure = frame.set_index("code")[people].astype(float)
    return frozenset(
        (code, measure) for measure in people for code in _hidden(by_measure[measure].dropna())
    )


def _hidden(counts: "pd.Series[float]") -> frozenset[str]:
    of_code = dict(counts.items())
    return hidden_cells(of_code, [list(of_code)])
