"""The demo's written material: tables of words and names as CSV, read with `rows`."""

import csv
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.csv` as dictionaries by column; an empty cell is an empty string."""
    with (_HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def phrases(kind: str, subject: str = "") -> tuple[str, ...]:
    """The phrases of `kind` about `subject`, in the order of the file."""
    return tuple(
        row["text"] for row in rows("phrases") if (row["kind"], row["subject"]) == (kind, subject)
    )
