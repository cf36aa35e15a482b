"""Files of exactly what the queue lists: its view, filters, search and order, all pages."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data_access import queue
from data_access.accounts import User
from data_access.connect import reading
from data_access.queueing.search import WAITING, QueueSearch
from data_access.regions import region_names
from ui import formats
from ui.database import engine
from ui.download import fetched
from ui.escape import visible
from ui.language import language
from ui.reads import today
from ui.sign_in import session_id
from ui.spreadsheet import WORKBOOK, Cell, csv_file, workbook
from ui.texts import plain, t, use_language


def button(search: QueueSearch, user: User) -> None:
    """Both files behind one button; each is made when it is fetched."""
    with st.popover(t("queue.export"), icon=":material/download:", key="queue_export"):
        _file(search, user, "csv", "text/csv", csv_of)
        _file(search, user, "xlsx", WORKBOOK, workbook_of)


def csv_of(search: QueueSearch, day: date, viewer: str, spoken: str) -> bytes:
    """What the search finds, as CSV in that language."""
    with use_language(spoken):
        return csv_file([_written(cell) for cell in row] for row in lines(search, day, viewer))


def workbook_of(search: QueueSearch, day: date, viewer: str, spoken: str) -> bytes:
    """What the search finds, as a workbook in that language."""
    with use_language(spoken):
        return workbook(plain("page.applications"), lines(search, day, viewer))


def lines(search: QueueSearch, day: date, viewer: str) -> Iterator[list[Cell]]:
    """The headings and a line for each application, in the order of the list."""
    yield [plain(f"applications.column_{name}") for name in _COLUMNS]
    with reading(engine()) as connection:
        regions = {code: each[language()] for code, each in region_names(connection).items()}
        for some in queue.every(connection, search, day, viewer):
            yield from _lines(some, regions)


def _file(
    search: QueueSearch, user: User, kind: str, mime: str, make: Callable[..., bytes]
) -> None:
    own, spoken, day = session_id(), language(), today()
    everything = replace(search, page=1)
    st.download_button(
        t(f"action.export_{kind}"),
        lambda: fetched(own, lambda words: make(everything, day, user.username, words), spoken),
        file_name=f"{plain('queue.file')}-{day.isoformat()}.{kind}",
        mime=mime,
        key=f"queue_export_{kind}",
        on_click="ignore",
        width="stretch",
    )


def _lines(rows: pd.DataFrame, regions: dict[str, str]) -> Iterator[list[Cell]]:
    for row in rows.to_dict("records"):
        yield [value(row, regions) for value in _COLUMNS.values()]


def _written(cell: Cell) -> str:
    if isinstance(cell, date):
        return formats.date(cell)
    return "" if cell is None else str(cell)


def _known(value: Any) -> Any:
    """The value of a frame's cell; a frame holds what is missing in a column as NaN or NaT."""
    return None if pd.isna(value) else value


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


#: Columns in order, those of the screen first, and what of an application stands in each.
_COLUMNS: dict[str, Callable[[dict[str, Any], dict[str, str]], Cell]] = {
    "waited": lambda row, _: int(row["waited"]) if row["status"] in WAITING else None,
    "late": lambda row, _: plain("queue.late") if row["late"] else "",
    "organisation": lambda row, _: visible(row["organisation"]),
    "region": lambda row, regions: regions.get(row["region_code"], ""),
    "theme": lambda row, _: plain(f"theme.{row['theme']}"),
    "days": lambda row, _: int(row["days_requested"]),
    "status": lambda row, _: plain(f"status.{row['status']}"),
    "number": lambda row, _: visible(row["application_no"]),
    "title": lambda row, _: visible(row["title"]),
    "type": lambda row, _: plain(f"orgtype.{row['organisation_type']}"),
    "round": lambda row, _: row["round_code"],
    "received": lambda row, _: _known(row["submitted_on"]),
    "decided": lambda row, _: _known(row["decided_on"]),
    "granted": lambda row, _: _whole(row["days_granted"]),
    "due": lambda row, _: _known(row["due_on"]),
}
