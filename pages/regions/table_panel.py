"""The numbers of the maps as a table: sorted as the viewer likes, and the way in by keyboard."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.regions import changes, downloads
from pages.regions.choices import choose_region
from pages.regions.figures import RegionFigures
from pages.regions.measures import MAIN
from pages.regions.shown import Country, Shown
from programme.indicators import INDICATORS
from ui.layout import small
from ui.period_row import name
from ui.row_table import Cell, Column, Row, choice_table
from ui.texts import plain, t

_KEY = "region_table_rows"
_COUNTRY = "country"


@dataclass(frozen=True)
class Figures:
    """A column of figures: its heading, and its cell for a unit or (None) for the country.

    A column that is `wide` is left out on a phone.
    """

    heading: str
    cell: Callable[[str | None], Cell]
    wide: bool = False


def show(shown: Shown, columns: Sequence[Figures]) -> None:
    """Draw a row for each unit, for what has no place on the map, and for the country; beside the
    heading the way to all of it as files."""
    measure = shown.chosen.measure
    with st.container(key="region_table", gap="xsmall"):
        with st.container(
            horizontal=True, vertical_alignment="center", key="region_table_heading_row"
        ):
            st.header(t("regions.table_heading"), anchor=False)
            downloads.show(shown)
        choice_table(
            _KEY,
            plain(f"regions.heading_{measure}"),
            [*_first_columns(shown), *(_column(each.heading, each.wide) for each in columns)],
            [*_units(shown, columns), *_sums(shown, columns)],
            shown.chosen.region,
            choose_region,
        )
        adds_up = INDICATORS[measure].adds_up_over_regions
        notes = (
            [t("regions.sort_hint")] if adds_up else [t("regions.no_sum"), t("regions.sort_hint")]
        )
        st.markdown("\n\n".join(small(note) for note in notes))


def usual(shown: Shown) -> list[Figures]:
    """The chosen measure, its change if one is asked for, and the main measures."""
    measure = shown.chosen.measure
    others = [each for each in MAIN if each != measure]
    return [
        Figures(plain(f"regions.heading_{measure}"), _cells(shown, measure)),
        *([change_column(shown)] if shown.before else []),
        *(
            Figures(plain(f"regions.measure_{each}"), _cells(shown, each), wide=True)
            for each in others
        ),
    ]


def cells_of(
    shown: Shown,
    measure: str,
    figures: RegionFigures,
    country: Country,
    *,
    brief: bool = False,
) -> Callable[[str | None], Cell]:
    """The cells of a measure; what is hidden must not show in the order either.

    Brief ones have a dash where a unit is outside the target area.
    """

    def cell(code: str | None) -> Cell:
        if code is None:
            return Cell(shown.text(measure, country[measure]))
        if brief and not figures.in_target_area(code):
            return Cell(plain("value.no"))
        order = None if figures.hidden(code, measure) else figures.value(code, measure)
        return Cell(figures.text(code, measure), order=order)

    return cell


def change_column(shown: Shown) -> Figures:
    """How much more the chosen measure is than in the period before."""
    measure = shown.chosen.measure

    def cell(code: str | None) -> Cell:
        change = shown.change(code, measure)
        return Cell(changes.written(measure, change), order=change)

    before = name(shown.chosen.before) if shown.chosen.before else ""
    return Figures(plain("regions.change_heading", period=before), cell)


def in_order(figures: RegionFigures, measure: str) -> list[str]:
    """Units by rank; those without one come last, those outside the target area after all."""
    return sorted(
        figures.codes(),
        key=lambda code: (
            not figures.in_target_area(code),
            figures.rank(code, measure) or len(figures.codes()),
        ),
    )


def _cells(shown: Shown, measure: str) -> Callable[[str | None], Cell]:
    return cells_of(shown, measure, shown.figures, shown.country)


def _first_columns(shown: Shown) -> list[Column]:
    unit = plain(f"regions.unit_{shown.chosen.division}")
    return [_column(plain("regions.rank"), wide=True), Column(unit, sortable=True)]


def _column(text: str, wide: bool) -> Column:
    return Column(text, wide=wide, number=True, sortable=True)


def _units(shown: Shown, columns: Sequence[Figures]) -> Iterator[Row]:
    figures, measure = shown.figures, shown.chosen.measure
    for code in in_order(figures, measure):
        rank = figures.rank(code, measure)
        place = Cell(plain("value.no") if rank is None else str(rank), order=rank)
        yield Row(code, [place, Cell(figures.name(code)), *(each.cell(code) for each in columns)])


def _sums(shown: Shown, columns: Sequence[Figures]) -> Iterator[Row]:
    """What has no place on the map, and the country: its figures are no sums of the units'."""
    for code in shown.figures.rows_apart():
        yield _sum(code, shown.figures.name(code), [each.cell(code) for each in columns])
    country = [each.cell(None) for each in columns]
    yield _sum(_COUNTRY, plain("regions.everywhere"), country)


def _sum(code: str, name: str, cells: Sequence[Cell]) -> Row:
    return Row(code, [Cell(""), Cell(name), *cells], sums_up=True)
