"""The figures as rows of cells: for a spreadsheet of the office, and for one that calculates."""

from collections.abc import Callable, Iterator

from pages.regions.downloads.content import Content, called, codes, number
from pages.regions.figures import RegionFigures
from programme.indicators import INDICATORS
from programme.region_measures import MEASURES
from ui import formats
from ui.spreadsheet import Cell, csv_file, workbook_of
from ui.texts import plain

#: What stands in a cell for a figure of a measure.
Write = Callable[[str, float], Cell]


def csv_of(content: Content) -> bytes:
    """One row a unit and period with all measures, the numbers those of the screen."""
    return csv_file([str(cell) for cell in row] for row in rows(content, _written))


def book_of(content: Content) -> bytes:
    """The same rows with numbers that are numbers, and a sheet that tells what they are."""
    return workbook_of(
        {
            plain("page.regions"): rows(content, _as_number),
            plain("regions.download_notes"): notes(content),
        }
    )


def rows(content: Content, write: Write) -> Iterator[list[Cell]]:
    """The headings, then a row for each unit, and for what belongs to none."""
    unit = plain(f"regions.unit_{content.chosen.division}")
    data = [plain("regions.download_data")] if content.demo else []
    headings = (plain(f"regions.heading_{measure}") for measure in MEASURES)
    yield [plain("regions.code"), unit, plain("regions.period"), *headings, *data]
    mark = [plain("live.demo")] if content.demo else []
    for period, figures in content.periods():
        for code in codes(figures):
            cells = [_cell(figures, code, measure, write) for measure in MEASURES]
            yield [code, figures.name(code), called(period), *cells, *mark]


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
    return figures.text(code, measure) if value is None else write(measure, value)


def _country(content: Content, measure: str) -> Cell:
    value = content.country(measure)
    return content.shown.country_text(measure) if value is None else value


def _written(measure: str, value: float) -> str:
    """As on the screen, but for the thousands' space: spreadsheets take it for text."""
    return formats.bare(value, INDICATORS[measure].decimals)


def _as_number(_measure: str, value: float) -> float:
    return value
