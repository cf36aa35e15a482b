"""The headings that a column may have in a file: its own name, or a Finnish one."""

import csv
import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("headings.csv")


def headings(table: str, column: str) -> tuple[str, ...]:
    """What the column may be called in the file of the table, its own name first."""
    finnish = _finnish()
    found = finnish.get((table, column)) or finnish.get(("", column))
    return (column, found) if found else (column,)


def normal(heading: str) -> str:
    """The heading in the form in which headings are compared: case and spaces do not count."""
    return re.sub(r"[\s_]+", " ", heading).strip().casefold()


@cache
def _finnish() -> dict[tuple[str, str], str]:
    """Finnish headings by table and column; those with no table are for every table."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["column"]): row["finnish"] for row in csv.DictReader(file)}
