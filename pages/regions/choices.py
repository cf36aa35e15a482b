"""What the viewer looks at. The address alone remembers it: here it is read and changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from charts.geography import REGION_CODES
from pages.regions.views import Classes, Places, View
from programme.counties import COUNTIES
from programme.divisions import Borders, Division, borders
from programme.periods import FUNDING_PERIODS, YEARS, Period, UnknownPeriod, parse
from programme.region_measures import MEASURES
from ui import address

MEASURE, REGION, VIEW, DIVISION = "measure", "region", "view", "division"
CLASSES, AGAINST, OTHER, PLACES = "classes", "against", "with", "places"
YEAR, INDEX = "year", "index"

#: Stands in the address for the whole country as the second side of a comparison.
EVERYWHERE = "all"

UNITS: Mapping[Division, tuple[str, ...]] = {
    Division.REGIONS: REGION_CODES,
    Division.WELLBEING: COUNTIES,
}


@dataclass(frozen=True)
class Choices:
    """What is shown; without a region the whole country, without a year the whole period.

    `against` is the period that changes are told from; `other` the second side of a comparison,
    EVERYWHERE for the whole country; `index` the outside index that is laid beside the activity.
    """

    measure: str
    period: Period
    region: str | None = None
    view: View = View.MAP
    division: Division = Division.REGIONS
    classes: Classes = Classes.QUANTILE
    against: Period | None = None
    other: str | None = None
    places: tuple[Places, ...] = ()
    year: int | None = None
    index: str | None = None

    @property
    def shown(self) -> Period:
        """The period of the figures on screen: the year that was stepped to, or all of it."""
        return parse(str(self.year)) if self.year else self.period

    @property
    def borders(self) -> Borders:
        """The borders of the division in that period."""
        return borders(self.division, self.shown.last)

    @property
    def before(self) -> Period | None:
        """The period that changes are told from, where it is one that they can be told from."""
        return self.against if self.against in earlier(self.shown) else None


def earlier(period: Period) -> list[Period]:
    """The periods before this one that are as long: only with them can sums be compared."""
    kind = FUNDING_PERIODS if period in FUNDING_PERIODS else YEARS if period in YEARS else ()
    return [each for each in kind if each.last < period.first]


def measure() -> str:
    """The measure that the address asks for."""
    return _one_of(MEASURE, MEASURES)


def view() -> View:
    """The view that the address asks for."""
    return View(_one_of(VIEW, list(View)))


def read(period: Period) -> Choices:
    """What the address asks for; the usual wherever it names nothing that there is."""
    division = Division(_one_of(DIVISION, list(Division)))
    return Choices(
        measure=measure(),
        period=period,
        region=_maybe(REGION, UNITS[division]),
        view=view(),
        division=division,
        classes=Classes(_one_of(CLASSES, list(Classes))),
        against=_against(),
        other=_maybe(OTHER, (EVERYWHERE, *UNITS[division])),
        places=tuple(place for place in Places if place in _asked_places()),
        year=_year(period),
        index=st.query_params.get(INDEX),
    )


def understood() -> bool:
    """Whether there is all that the address asks for. What it is laid beside, its view knows."""
    units = UNITS[Division(_one_of(DIVISION, list(Division)))]
    known: Mapping[str, Collection[str]] = {
        MEASURE: MEASURES,
        REGION: units,
        VIEW: list(View),
        DIVISION: list(Division),
        CLASSES: list(Classes),
        OTHER: (EVERYWHERE, *units),
        YEAR: [str(year.code) for year in YEARS],
        AGAINST: [str(period.code) for period in (*FUNDING_PERIODS, *YEARS)],
    }
    asked = st.query_params
    return set(_asked_places()) <= set(Places) and all(
        asked.get(name) in (None, *values) for name, values in known.items()
    )


def choose(parameter: str, value: str | None) -> None:
    """Show something else; None stands for the usual."""
    address.put({parameter: value})


def choose_measure(code: str) -> None:
    """Show another measure."""
    address.put({MEASURE: None if code == MEASURES[0] else code})


def choose_view(view: str) -> None:
    """Look in another way."""
    address.put({VIEW: None if view == View.MAP else view})


def choose_division(division: str) -> None:
    """Divide the country otherwise: the units of the other division mean nothing in this one."""
    address.put(
        {DIVISION: None if division == Division.REGIONS else division, REGION: None, OTHER: None}
    )


def choose_places(places: Collection[Places]) -> None:
    """Mark these places on the map."""
    address.put({PLACES: ",".join(place for place in Places if place in places) or None})


def choose_region(code: str | None) -> None:
    """Show a region, or the whole country."""
    address.put({REGION: code})


def _one_of(parameter: str, values: Sequence[str]) -> str:
    """What the address asks for, or the usual, which is the first."""
    return _maybe(parameter, values) or values[0]


def _maybe(parameter: str, values: Sequence[str]) -> str | None:
    asked = st.query_params.get(parameter)
    return asked if asked in values else None


def _asked_places() -> list[str]:
    return [name for name in st.query_params.get(PLACES, "").split(",") if name]


def _against() -> Period | None:
    try:
        found = parse(st.query_params.get(AGAINST))
    except UnknownPeriod:
        return None
    return found if found.code else None


def _year(period: Period) -> int | None:
    """A year that is not of the period is one that was stepped to in another."""
    years = {str(year): year for year in period.years}
    return years.get(st.query_params.get(YEAR, ""))
