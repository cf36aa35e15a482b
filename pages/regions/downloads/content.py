"""What the files hold: every measure of every unit, as the viewer sees it on the screen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from data_access.region_bases import BaseFigures, bases
from pages.regions import marks
from pages.regions.choices import Choices
from pages.regions.downloads.beside import Comparison, Context, comparison_of, context_of
from pages.regions.figures import RegionFigures, drawn
from pages.regions.shown import Shown, yearly_figures
from pages.regions.sides import Side
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
    the view shows them, and `bases` what figures are divided by. `comparison` and `context` are
    what those views lay beside the figures.
    """

    shown: Shown
    day: date
    demo: bool
    places: pd.DataFrame | None = None
    marked: str = ""
    years: Mapping[int, RegionFigures] = field(default_factory=dict)
    bases: Mapping[Base, BaseFigures] = field(default_factory=dict)
    comparison: Comparison | None = None
    context: Context | None = None

    @property
    def chosen(self) -> Choices:
        """What the viewer looks at."""
        return self.shown.chosen

    @property
    def pictured(self) -> Period:
        """The period of the picture: small maps show all years, whichever was stepped to."""
        return self.chosen.period if self.years else self.chosen.shown

    @property
    def has_picture(self) -> bool:
        """Whether the view draws anything: two of them may have nothing to show yet."""
        drawn_if = {
            View.COMPARE: self.comparison is not None,
            View.CONTEXT: self.context is not None,
        }
        return drawn_if.get(self.chosen.view, True)

    @property
    def other(self) -> tuple[Period, RegionFigures] | None:
        """The period of a comparison's second side, or the one that changes are told from."""
        second = self.comparison.second if self.comparison else None
        if second and second.period != self.chosen.shown:
            return second.period, second.figures
        if self.chosen.before and self.shown.before:
            return self.chosen.before, self.shown.before
        return None

    def periods(self) -> Iterator[tuple[Period, RegionFigures]]:
        """The period with its figures, then the one that it is laid beside."""
        yield self.chosen.shown, self.shown.figures
        if self.other:
            yield self.other

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
        if self.context:
            index = self.context.index
            yield plain("regions.index_source", source=index.source, year=str(index.year))
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
        comparison_of(shown),
        context_of(shown),
    )


def codes(figures: RegionFigures) -> list[str]:
    """Units by name, then what is in none of them."""
    return [*figures.codes(), *figures.rows_apart()]


def number(figures: RegionFigures, code: str, measure: str) -> float | None:
    """The figure rounded as the screen does; None where there is none, or none to show."""
    value = figures.value(code, measure)
    return None if value is None or figures.hidden(code, measure) else _whole(drawn(measure, value))


def of_side(side: Side, measure: str) -> float | None:
    """The same of a side of a comparison."""
    value = side.visible(measure)
    return None if value is None else _whole(drawn(measure, value))


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
