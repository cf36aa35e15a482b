"""What the workbooks that we write and read have in common."""

import re

#: Sheets of our template that hold no table.
EXPLANATION, CODES = "Ohje", "Koodit"

# What XML cannot hold or would change; spreadsheets write it as `_x000D_`.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """The text as a workbook can hold it without loss."""
    return _UNWRITABLE.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that a workbook holds as this one."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text
