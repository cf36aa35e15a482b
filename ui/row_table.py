"""Tables whose rows are people or things: what is clicked is named by its id, never by its place.

Rows move while people look, and Streamlit's data frame reports only where a click was. A table
either has rows to choose from (walked with the arrow keys), or a button at the end of each row,
or neither. Columns may be sorted, in the browser and without a run. What comes from the database
is shown as text, never as markup.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ui.escape import visible

_HERE = Path(__file__).parent / "components"
_table = st.components.v2.component(
    "tilannehuone_rows",
    html='<div class="frame"><table><thead><tr></tr></thead><tbody></tbody></table></div>',
    css=(_HERE / "row_table.css").read_text(encoding="utf-8"),
    js=(_HERE / "row_table.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Cell:
    """What a cell says: a text, perhaps a note below it, perhaps a badge's colour and icon.

    A cell with an address, which is one of our own pages, leads there. `order` is the number that
    a column of numbers is sorted by; cells without one come last, whichever way it is sorted.
    """

    text: str
    note: str = ""
    colour: str = ""
    icon: str = ""
    address: str = ""
    order: float | None = None


@dataclass(frozen=True)
class Row:
    """A row of cells; `action` is the name of its button, which says whom it is about.

    A row that sums up stays at the end, however the others are sorted, and is not chosen.
    """

    id: str
    cells: Sequence[Cell]
    action: str = ""
    sums_up: bool = False


@dataclass(frozen=True)
class Column:
    """A heading; a column that is `wide` is left out of a narrow table to choose from, numbers
    stand at the right. A sortable column has a button for its heading."""

    heading: str
    wide: bool = False
    number: bool = False
    sortable: bool = False


def choice_table(
    key: str,
    label: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    selected: str | None,
    choose: Callable[[str], None],
) -> None:
    """A table to choose a row from; `choose` is called back with the row's id."""
    _draw(
        key,
        {"kind": "choice", "label": label, "selected": selected},
        columns,
        rows,
        on_chosen_change=lambda: choose(st.session_state[key]["chosen"]),
    )


def action_table(
    key: str,
    label: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    action: str,
    act: Callable[[str], None],
) -> None:
    """A table with a button (`action`) in each row; `act` is called back with the row's id."""
    _draw(
        key,
        {"kind": "action", "label": label, "action": action},
        columns,
        rows,
        on_acted_change=lambda: act(st.session_state[key]["acted"]),
    )


def plain_table(
    key: str, label: str, columns: Sequence[Column], rows: Iterable[Row], empty: str
) -> None:
    """A table to read; `empty` stands in place of rows that are not there."""
    _draw(key, {"kind": "plain", "label": label, "empty": empty}, columns, rows)


def _draw(
    key: str,
    about: dict[str, object],
    columns: Sequence[Column],
    rows: Iterable[Row],
    **callbacks: Any,
) -> None:
    _table(
        key=key,
        data={
            **about,
            "columns": [asdict(column) for column in columns],
            "rows": [_sent(row) for row in rows],
        },
        **callbacks,
    )


def _sent(row: Row) -> dict[str, Any]:
    """The row for the browser; only its id, which is not shown, stays letter for letter."""
    cells = [
        {**vars(cell), "text": visible(cell.text), "note": visible(cell.note)} for cell in row.cells
    ]
    return {**vars(row), "cells": cells, "action": visible(row.action)}
