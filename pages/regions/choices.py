"""What the viewer looks at: measure, period and region. The address alone remembers it."""

from dataclasses import dataclass

import streamlit as st

from charts.geography import REGION_CODES, Vintage
from data_access.regions import MEASURES
from programme.periods import Period
from ui import address

MEASURE, REGION = "measure", "region"

#: Changes with each choice of a region: see `charts.regions.region_map`.
_TURN = "region_turn"
_LAST_YEAR_OF_OLD_BORDERS = 2020


@dataclass(frozen=True)
class Choices:
    """What is shown; without a region the whole country."""

    measure: str
    period: Period
    region: str | None

    @property
    def vintage(self) -> Vintage:
        """The borders of the period; later periods have those of 2021."""
        return "2016" if self.period.last.year <= _LAST_YEAR_OF_OLD_BORDERS else "2021"


def measure() -> str:
    """The measure of the address; the share of municipalities where it names none that there is."""
    asked = st.query_params.get(MEASURE)
    return asked if asked in MEASURES else MEASURES[0]


def region() -> str | None:
    """The region of the address; the whole country where it names none that there is."""
    asked = st.query_params.get(REGION)
    return asked if asked in REGION_CODES else None


def understood() -> bool:
    """Whether there is such a measure and such a region as the address asks for."""
    asked = st.query_params
    return asked.get(MEASURE) in (None, *MEASURES) and asked.get(REGION) in (None, *REGION_CODES)


def choose_measure(code: str) -> None:
    """Show another measure."""
    address.put({MEASURE: None if code == MEASURES[0] else code})


def choose_region(code: str | None) -> None:
    """Show a region, or the whole country."""
    address.put({REGION: code})
    st.session_state[_TURN] = turn() + 1


def turn() -> int:
    """How many times a region has been chosen on this screen."""
    count: int = st.session_state.get(_TURN, 0)
    return count
