"""What one run of the page shows: the choices, and the figures that belong to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from data_access.region_hiding import hidden_people
from data_access.region_measures import national, region_measures, region_years
from pages.regions import changes
from pages.regions.choices import Choices
from pages.regions.figures import RegionFigures, number, too_few_people, with_unit
from programme.periods import Period, parse
from programme.region_measures import MEASURES
from programme.roles import Right, Role, may
from ui.language import language
from ui.reads import ask, made_of, today
from ui.texts import plain

Country = Mapping[str, float | None]


@dataclass(frozen=True)
class Shown:
    """The choices, the units' figures and the country's, and what the viewer may see.

    `before` has the units' figures of the period that changes are told from, if there is one.
    """

    chosen: Choices
    figures: RegionFigures
    country: Country
    before: RegionFigures | None
    everything: bool

    def country_text(self, measure: str) -> str:
        """The country's figure in words and without its unit."""
        return self.text(measure, self.country[measure])

    def text(self, measure: str, value: float | None, *, unit: bool = False) -> str:
        """A figure of any scope in words, as far as this viewer may see it."""
        if value is None:
            return plain("value.no")
        if self.hides(measure, value):
            return plain("map.suppressed")
        return with_unit(measure, value) if unit else number(measure, value)

    def hides(self, measure: str, value: float | None) -> bool:
        """Whether a figure counts too few people for this viewer."""
        return not self.everything and too_few_people(measure, value)

    def change(self, code: str | None, measure: str) -> float | None:
        """How much more a unit's figure, or the country's, is than in the period before."""
        before = self.chosen.before
        if before is None or self.before is None:
            return None
        if code is None:
            return changes.between(measure, self.country[measure], country_of(before)[measure])
        return changes.change(self.figures, self.before, code, measure)


def shown(chosen: Choices, role: Role) -> Shown:
    """The figures of what is chosen, as somebody of this role may see them."""
    everything = may(role, Right.SEE_APPLICATIONS)
    before = chosen.before
    return Shown(
        chosen,
        _now(chosen, everything=everything),
        country_of(chosen.shown),
        figures_of(chosen, before, everything=everything) if before else None,
        everything,
    )


def figures_of(chosen: Choices, period: Period, *, everything: bool) -> RegionFigures:
    """The figures of the same division in some period."""
    frame = ask(region_measures, chosen.division, period, today())
    return _seen(frame, chosen, period, everything)


def yearly_figures(
    chosen: Choices, years: Collection[int], *, everything: bool
) -> dict[int, RegionFigures]:
    """The figures of the same division in each of these years that has begun."""
    names = ask(region_measures, chosen.division, chosen.period, today()).drop(columns=[*MEASURES])
    found = ask(region_years, chosen.division, today())
    return {
        int(year): _seen(_of_year(names, frame), chosen, parse(str(year)), everything)
        for year, frame in found.groupby("year")
        if year in years
    }


def country_of(period: Period) -> Country:
    """The country's figures in some period."""
    return ask(national, period, today())


def _of_year(names: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The units of the period, and what has no place on the map, with the figures of a year."""
    return names.merge(figures.drop(columns="year"), on="code", how="left")


def _now(chosen: Choices, *, everything: bool) -> RegionFigures:
    """A year that is stepped to comes with all years, which are asked for once."""
    if chosen.year:
        years = yearly_figures(chosen, [chosen.year], everything=everything)
        if chosen.year in years:
            return years[chosen.year]
    return figures_of(chosen, chosen.shown, everything=everything)


def _seen(frame: pd.DataFrame, chosen: Choices, period: Period, everything: bool) -> RegionFigures:
    """The figures through the eyes of the viewer."""
    hidden = {} if everything else ask(hidden_people, chosen.division, today())
    theirs = hidden.get(period.code, frozenset())
    return made_of(
        frame,
        ("figures", everything, theirs, language()),
        lambda: RegionFigures(frame, everything=everything, hidden=theirs),
    )
