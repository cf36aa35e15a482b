"""Texts as cells: nothing is lost, nothing is calculated, and empty is not the same as absent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.exchange.cells import original, written
from data_access.exchange.workbooks import escaped, unescaped
from tests.hostile.strings import STRINGS

PIECES = [*"=+-@＝;,|'\"\t\n\r _x0\\", "\r\n", "=1+1", "'=", "_x000D_", "_x005F_", "ä", "\x07"]
texts = (
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
    | st.sampled_from(list(STRINGS.values()))
    | st.text()
)


@given(texts)
def test_a_text_comes_back_from_its_cell(text: str) -> None:
    assert original(written(text)) == text


@given(texts)
def test_a_text_comes_back_from_a_workbook(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(texts)
def test_a_text_is_never_an_empty_cell_nor_a_formula(text: str) -> None:
    cell = written(text)
    assert cell
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [("", "'"), ("'", "''"), ("=1+1", "'=1+1"), ("Uusimaa", "Uusimaa"), ("-5 °C", "'-5 °C")],
)
def test_what_a_cell_looks_like(text: str, cell: str) -> None:
    assert written(text) == cell


@pytest.mark.parametrize("text", ["\x07", "\r", "_x000D_", "\ufffe"])
def test_a_workbook_holds_only_what_xml_can(text: str) -> None:
    assert escaped(text) != text
    assert escaped(text).isprintable()
