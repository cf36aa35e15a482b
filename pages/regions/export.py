"""The regions as a CSV file that a spreadsheet of the office opens with a double click."""

import csv
import io
from collections.abc import Iterable

from data_access.regions import MEASURES
from pages.regions.figures import RegionFigures, drawn
from programme.periods import Period
from ui.texts import plain

_BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet takes a cell that begins like this for a formula and calculates it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def regions_csv(figures: RegionFigures, period: str) -> bytes:
    """One row a region with all measures, the numbers those of the screen.

    UTF-8 with a byte order mark and semicolons, as spreadsheets in Finnish expect.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(_cells([plain("regions.code"), *_headings()]))
    for code in figures.codes():
        values = [_value(figures, code, measure) for measure in MEASURES]
        writer.writerow(_cells([code, figures.name(code), period, *values]))
    return (_BYTE_ORDER_MARK + file.getvalue()).encode()


def file_name(period: Period) -> str:
    """The file's name tells the period: alueet-2018-2020.csv."""
    code = period.code or f"{period.first.year}-{period.last.year}"
    return f"{plain('regions.file_name')}-{code}.csv"


def neutral(cell: str) -> str:
    """The cell, kept from being taken for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _headings() -> list[str]:
    measures = [plain(f"regions.heading_{measure}") for measure in MEASURES]
    return [plain("filter.region"), plain("regions.period"), *measures]


def _value(figures: RegionFigures, code: str, measure: str) -> str:
    """A bare number, without the thousands' space that spreadsheets take for text."""
    value = figures.value(code, measure)
    if value is None or figures.hidden(code, measure):
        return figures.text(code, measure)
    return f"{drawn(measure, value):.0f}"


def _cells(row: Iterable[str]) -> list[str]:
    return [neutral(cell) for cell in row]
