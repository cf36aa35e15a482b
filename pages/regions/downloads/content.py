"""What the files hold: every measure of every unit, as the viewer sees it on the screen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from data_access.region_bases import BaseFigures, bases
from pages.regions import marks
from pages.regions.choices import Choices
from pages.regions.figures import RegionFigures, drawn
from pages.regions.shown import Shown, yearly_figures
from pages.regions.views import View
from programme.divisions import Division
from programme.indicators import INDICATORS
from programme.periods import Period
from programme.region_bases import LOADED, Base
from ui.period_row import name as period_name
from ui.reads import ask, is_demo, today
from ui.texts import plain


@dataclass(frozen=True)
class Content:
    """All that a file may be made of; nothing is read when it is made.

    `day` is the one that the figures are of, `demo` tells whether they are made up. `places` are
    the marks on the map, `marked` says what they are; `years` are the figures of each year, where
    the view shows them, and `bases` what figures are divided by.
    """

    shown: Shown
    day: date
    demo: bool
    places: pd.DataFrame | None = None
    marked: str = ""
    years: Mapping[int, RegionFigures] = field(default_factory=dict)
    bases: Mapping[Base, BaseFigures] = field(default_factory=dict)

    @property
    def chosen(self) -> Choices:
        """What the viewer looks at."""
        return self.shown.chosen

    @property
    def pictured(self) -> Period:
        """The period of the picture: small maps show all years, whichever was stepped to."""
        return self.chosen.period if self.years else self.chosen.shown

    def periods(self) -> Iterator[tuple[Period, RegionFigures]]:
        """The period with its figures, then the earlier one that changes are told from."""
        yield self.chosen.shown, self.shown.figures
        if self.chosen.before and self.shown.before:
            yield self.chosen.before, self.shown.before

    def country(self, measure: str) -> float | None:
        """The country's figure as a number; None where there is none, or none to show."""
        value = self.shown.country[measure]
        hidden = value is None or self.shown.hides(measure, value)
        return None if hidden or value is None else _whole(drawn(measure, value))

    def how(self, measure: str) -> str:
        """How the measure is counted, and where its base is from or that it is missing, if it is
        one that an office loads."""
        how, base = plain(f"regions.how_{measure}"), INDICATORS[measure].base
        return f"{how} {self._base(base)}" if base and base in LOADED else how

    def _base(self, base: Base) -> str:
        found, name = self.bases.get(base), plain(f"regions.base_{base}")
        if found is None:
            return plain("regions.base_absent", base=name)
        if self.chosen.division is Division.WELLBEING:
            return plain("regions.base_by_region", base=name)
        return plain("regions.base_source", base=name, year=str(found.year), source=found.source)

    def facts(self) -> Iterator[str]:
        """What a reader must know, line by line."""
        yield plain("export.as_of", date=self.day)
        if self.demo:
            yield plain("regions.download_demo")
        yield _borders(self.chosen.division)


def content_of(shown: Shown) -> Content:
    """The content of the page's files at this moment."""
    chosen = shown.chosen
    years = chosen.period.years if chosen.view is View.YEARS else ()
    return Content(
        shown,
        today(),
        is_demo(),
        marks.marks(chosen),
        marks.explained(chosen),
        yearly_figures(chosen, years, everything=shown.everything) if years else {},
        ask(bases, chosen.shown.last.year),
    )


def codes(figures: RegionFigures) -> list[str]:
    """Units by name, then what is in none of them."""
    return [*figures.codes(), *figures.rows_apart()]


def number(figures: RegionFigures, code: str, measure: str) -> float | None:
    """The figure rounded as the screen does; None where there is none, or none to show."""
    value = figures.value(code, measure)
    return None if value is None or figures.hidden(code, measure) else _whole(drawn(measure, value))


def _whole(value: float) -> float:
    """A whole number without the decimal point that files would show."""
    return int(value) if value.is_integer() else value


def called(period: Period) -> str:
    """What people call a period, with its years where that does not tell them."""
    years = f"{period.first.year}–{period.last.year}"
    return period_name(period) if period.code else f"{period_name(period)} {years}"


def _borders(division: Division) -> str:
    borders = plain("regions.borders")
    wellbeing = division is Division.WELLBEING
    return plain("regions.borders_wellbeing", borders=borders) if wellbeing else borders
