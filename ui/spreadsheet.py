"""Files that people open in a spreadsheet: their cells are read, never calculated."""

import csv
import io
from collections.abc import Iterable

from data_access.exchange.cells import neutral

_BYTE_ORDER_MARK = "\ufeff"


def csv_file(rows: Iterable[Iterable[str]]) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark and semicolons, as Finnish spreadsheets
    expect."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return (_BYTE_ORDER_MARK + file.getvalue()).encode()
