"""The regions as a CSV file that a spreadsheet of the office opens with a double click."""

from data_access.regions import MEASURES
from pages.regions.figures import RegionFigures, drawn
from programme.periods import Period
from ui.spreadsheet import csv_file
from ui.texts import plain


def regions_csv(figures: RegionFigures, period: str) -> bytes:
    """One row a region with all measures, the numbers those of the screen."""
    rows = [
        [code, figures.name(code), period, *(_value(figures, code, each) for each in MEASURES)]
        for code in figures.codes()
    ]
    return csv_file([[plain("regions.code"), *_headings()], *rows])


def file_name(period: Period) -> str:
    """The file's name tells the period: alueet-2018-2020.csv."""
    code = period.code or f"{period.first.year}-{period.last.year}"
    return f"{plain('regions.file_name')}-{code}.csv"


def _headings() -> list[str]:
    measures = [plain(f"regions.heading_{measure}") for measure in MEASURES]
    return [plain("filter.region"), plain("regions.period"), *measures]


def _value(figures: RegionFigures, code: str, measure: str) -> str:
    """A bare number, without the thousands' space that spreadsheets take for text."""
    value = figures.value(code, measure)
    if value is None or figures.hidden(code, measure):
        return figures.text(code, measure)
    return f"{drawn(measure, value):.0f}"
