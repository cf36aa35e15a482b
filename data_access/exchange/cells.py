"""Cells of files that people open in a spreadsheet: read there, never calculated, and read back."""

import re

# A spreadsheet takes a cell that begins like this for a formula. A program that divides the line
# at another sign than ours begins a cell in the middle of one of our cells, with or without a
# quotation mark.
_PLACE = r"""(^[ "']*|[;,\t\r\n][ "']*)"""
_SIGN = r"(?=[=+\-@＝＋－＠\t\r\n])"
_BEFORE_A_FORMULA = re.compile(_PLACE + _SIGN)
_PUT_IN = re.compile(f"{_PLACE}'{_SIGN}")


def neutral(cell: str) -> str:
    """The cell, with an apostrophe before whatever could be taken for a formula.

    docs/exports.md says how to read the cell back.
    """
    return _BEFORE_A_FORMULA.sub(r"\1'", cell)


def written(text: str) -> str:
    """The text as a cell that `original` reads back: neutral, and never empty.

    An empty cell means that there is no value, so the empty text is an apostrophe, and whatever
    consists of apostrophes gets one more.
    """
    return f"'{text}" if not text.strip("'") else neutral(text)


def original(cell: str) -> str:
    """The text that was written as this cell; a cell that needed no apostrophe is itself."""
    return cell[1:] if not cell.strip("'") else _PUT_IN.sub(r"\1", cell)
