"""The two sides of a comparison: each a region or the country, in some period."""

from dataclasses import dataclass

from pages.regions.choices import EVERYWHERE, Choices
from pages.regions.figures import RegionFigures
from pages.regions.shown import Country, Shown, country_of, figures_of
from programme.periods import Period
from ui import period_row
from ui.texts import plain


@dataclass(frozen=True)
class Side:
    """A unit, or the country (None), in a period, with the figures of all."""

    code: str | None
    period: Period
    figures: RegionFigures
    country: Country
    shown: Shown

    @property
    def name(self) -> str:
        """The name of the unit, or that it is the country."""
        return plain("regions.everywhere") if self.code is None else self.figures.name(self.code)

    def is_like(self, other: "Side") -> bool:
        """Whether there is nothing to compare."""
        return (self.code, self.period) == (other.code, other.period)

    def name_beside(self, other: "Side") -> str:
        """What tells this side from the other: its unit, its period, or both."""
        period = period_row.name(self.period)
        if self.period == other.period:
            return self.name
        return period if self.code == other.code else f"{self.name} {period}"

    def text(self, measure: str) -> str:
        """The figure in words, as far as this viewer may see it."""
        if self.code is not None:
            return self.figures.text(self.code, measure)
        return self.shown.text(measure, self.country[measure])

    def visible(self, measure: str) -> float | None:
        """The figure, None where there is none or this viewer may not see it."""
        if self.code is not None:
            hidden = self.figures.hidden(self.code, measure)
            return None if hidden else self.figures.value(self.code, measure)
        value = self.country[measure]
        return None if self.shown.hides(measure, value) else value


def sides(shown: Shown) -> tuple[Side, Side]:
    """The chosen region in the chosen period, and what it is compared with."""
    chosen = shown.chosen
    period = chosen.against or chosen.shown
    first = Side(chosen.region, chosen.shown, shown.figures, shown.country, shown)
    second = Side(
        _other(chosen),
        period,
        figures_of(chosen, period, everything=shown.everything),
        country_of(period),
        shown,
    )
    return first, second


def _other(chosen: Choices) -> str | None:
    """The other region; where none is named the same one in another period, or the country."""
    if chosen.other is None:
        return chosen.region if chosen.against else None
    return None if chosen.other == EVERYWHERE else chosen.other
