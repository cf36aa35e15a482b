"""Files that people open in a spreadsheet: their cells are read, never calculated."""

import csv
import io
import re
from collections.abc import Iterable

_BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet takes a cell that begins like this for a formula. A program that divides the line
# at another sign than ours begins a cell in the middle of one of our cells, with or without a
# quotation mark.
_BEFORE_A_FORMULA = re.compile(r"""(^[ "']*|[;,\t\r\n][ "']*)(?=[=+\-@＝＋－＠\t\r\n])""")


def csv_file(rows: Iterable[Iterable[str]]) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark and semicolons, as Finnish spreadsheets
    expect."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return (_BYTE_ORDER_MARK + file.getvalue()).encode()


def neutral(cell: str) -> str:
    """The cell, with an apostrophe before whatever could be taken for a formula.

    docs/exports.md says how to read the cell back.
    """
    return _BEFORE_A_FORMULA.sub(r"\1'", cell)
