"""What is opened in a spreadsheet is read there and nothing else, and can be read back."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.exchange.cells import neutral
from tests.hostile.strings import STRINGS
from ui.spreadsheet import csv_file

#: The rule of docs/exports.md for reading a cell back.
PUT_IN = re.compile(r"""(^[ "']*|[;,\t\r\n][ "']*)'(?=[=+\-@＝＋－＠\t\r\n])""")
CALCULATED = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

TOKENS = [
    *"=+-@\t\r\n;,|'\" a1",
    *("=1+1", "＝", "HYPERLINK(", "\r\n", ",=", ";=", '"=', "'=", "\t=", "ä"),
]
cells = st.lists(st.sampled_from(TOKENS), max_size=10).map("".join) | st.sampled_from(
    list(STRINGS.values())
)


def read(file: bytes, delimiter: str) -> list[list[str]]:
    """The file's cells as a program sees them that divides lines at the delimiter."""
    text = io.StringIO(file.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=delimiter))


@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=4))
def test_the_data_can_be_read_back(rows: list[list[str]]) -> None:
    found = read(csv_file(rows), ";")
    assert [[PUT_IN.sub(r"\1", cell) for cell in row] for row in found] == rows


@given(st.lists(cells, min_size=1, max_size=4), st.sampled_from(";,\t"))
def test_no_cell_is_calculated_wherever_a_program_divides_the_line(
    row: list[str], delimiter: str
) -> None:
    found = [cell for row in read(csv_file([row]), delimiter) for cell in row]
    assert [cell for cell in found if cell.lstrip().startswith(CALCULATED)] == []


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\rx", "＝1", " =1", "'=1", "\t1"]
)
def test_what_looks_like_a_formula_gets_an_apostrophe(cell: str) -> None:
    written = neutral(cell)
    assert written != cell
    assert written.replace("'", "") == cell.replace("'", "")


@pytest.mark.parametrize(
    "cell", ["Uusimaa", "2018–2020", "54", "\u221212", "a-b=c", "'tammikuu", ""]
)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert neutral(cell) == cell
