"""The figures as rows of cells: for a spreadsheet of the office, and for one that calculates."""

from collections.abc import Callable, Iterator

from pages.regions import changes
from pages.regions.breaks import decimals_of
from pages.regions.choices import EVERYWHERE
from pages.regions.downloads.beside import Comparison, Context
from pages.regions.downloads.content import Content, called, codes, number, of_side
from pages.regions.figures import RegionFigures
from pages.regions.sides import Side
from programme.indicators import INDICATORS
from programme.region_measures import MEASURES
from ui import formats
from ui.spreadsheet import Cell, csv_file, workbook_of
from ui.texts import plain

#: What stands in a cell for a figure with so many decimals.
Write = Callable[[float, int], Cell]


def csv_of(content: Content) -> bytes:
    """One row a unit and period with all measures, the numbers those of the screen."""
    return csv_file([str(cell) for cell in row] for row in rows(content, _written))


def book_of(content: Content) -> bytes:
    """The same rows with numbers that are numbers, and a sheet that tells what they are."""
    compared = content.comparison
    return workbook_of(
        {
            plain("page.regions"): rows(content, _as_number),
            **({plain("regions.view_compare"): side_by_side(compared)} if compared else {}),
            plain("regions.download_notes"): notes(content),
        }
    )


def rows(content: Content, write: Write) -> Iterator[list[Cell]]:
    """The headings, then a row for each unit, and for what belongs to none; of a comparison the
    country's too, and beside an outside index a column of it."""
    unit = plain(f"regions.unit_{content.chosen.division}")
    data = [plain("regions.download_data")] if content.demo else []
    headings = (plain(f"regions.heading_{measure}") for measure in MEASURES)
    index = [content.context.index.title] if content.context else []
    yield [plain("regions.code"), unit, plain("regions.period"), *headings, *index, *data]
    mark = [plain("live.demo")] if content.demo else []
    for period, figures in content.periods():
        for code in codes(figures):
            cells = [_cell(figures, code, measure, write) for measure in MEASURES]
            beside = _index(content.context, code, write)
            yield [code, figures.name(code), called(period), *cells, *beside, *mark]
    for side in _countries(content.comparison):
        cells = [_of_side(side, measure, write) for measure in MEASURES]
        yield [EVERYWHERE, side.name, called(side.period), *cells, *mark]


def side_by_side(compared: Comparison) -> Iterator[list[Cell]]:
    """Every measure of both sides and the difference, as the view has them."""
    first, second = compared.first, compared.second
    yield [plain("regions.measure_column"), *compared.names, plain("regions.difference")]
    for measure in MEASURES:
        change = changes.between(measure, first.visible(measure), second.visible(measure))
        yield [
            plain(f"regions.heading_{measure}"),
            *(_of_side(side, measure, _as_number) for side in (first, second)),
            plain("value.no") if change is None else change,
        ]


def notes(content: Content) -> Iterator[list[Cell]]:
    """Of each measure the country's figure and how it is counted; then of what the figures are."""
    yield [plain("regions.download_measure"), plain("regions.everywhere"), plain("regions.how")]
    for measure in MEASURES:
        heading, how = plain(f"regions.heading_{measure}"), content.how(measure)
        yield [heading, _country(content, measure), how]
    yield []
    yield [plain("regions.period"), ", ".join(called(each) for each, _ in content.periods())]
    yield [plain("regions.division"), plain(f"regions.division_{content.chosen.division}")]
    for fact in (*content.facts(), plain("export.eu_logo")):
        yield [fact]


def _cell(figures: RegionFigures, code: str, measure: str, write: Write) -> Cell:
    """The number, or the word that stands in its place on the screen."""
    value = number(figures, code, measure)
    return figures.text(code, measure) if value is None else write(value, _decimals(measure))


def _of_side(side: Side, measure: str, write: Write) -> Cell:
    value = of_side(side, measure)
    return side.text(measure) if value is None else write(value, _decimals(measure))


def _countries(compared: Comparison | None) -> list[Side]:
    """The sides that are the whole country."""
    both = (compared.first, compared.second) if compared else ()
    return [side for side in both if side.code is None]


def _index(context: Context | None, code: str, write: Write) -> list[Cell]:
    """The unit's value of the index, or the dash that the screen has."""
    if context is None:
        return []
    value = context.values.get(code)
    return [plain("value.no") if value is None else write(value, decimals_of([value]))]


def _decimals(measure: str) -> int:
    return INDICATORS[measure].decimals


def _country(content: Content, measure: str) -> Cell:
    value = content.country(measure)
    return content.shown.country_text(measure) if value is None else value


def _written(value: float, decimals: int) -> str:
    """As on the screen, but for the thousands' space: spreadsheets take it for text."""
    return formats.bare(value, decimals)


def _as_number(value: float, _decimals: int) -> float:
    return value
