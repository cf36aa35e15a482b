"""The left half: views of the queue of deeds, and the list."""

from typing import Any

import streamlit as st

from data_access import deed_submissions
from pages.deeds.counter import OPENED
from pages.deeds.looks import LOOKS
from programme.deed_submissions import SubmissionStatus
from ui import formats
from ui.deciding.views import choose_view
from ui.layout import small
from ui.reads import ask, today
from ui.row_table import Cell, Column, Row, choice_table
from ui.texts import plain, t


def show() -> list[str]:
    """Draw the panel; returns the numbers that are listed, in their order."""
    counts = ask(deed_submissions.submission_counts)
    view = choose_view(OPENED, counts, lambda each: plain(f"deeds.view_{each}"))
    rows = ask(deed_submissions.submissions, view, today()).to_dict("records")
    listed = [str(row["submission_no"]) for row in rows]
    if rows:
        _table(rows, OPENED.number(listed))
    st.markdown(small(t("deeds.found", n=len(listed))))
    return listed


def _table(rows: list[dict[str, Any]], selected: str | None) -> None:
    choice_table(
        OPENED.list_key,
        plain("deeds.queue"),
        [
            Column(plain("deeds.column_title")),
            Column(plain("deeds.column_status")),
            Column(plain("deeds.column_waited"), wide=True, number=True),
        ],
        [_row(row) for row in rows],
        selected,
        OPENED.choose,
    )


def _row(row: dict[str, Any]) -> Row:
    status = SubmissionStatus(row["status"])
    look = LOOKS[status]
    return Row(
        str(row["submission_no"]),
        [
            Cell(str(row["title"]), note=f"{row['organisation']} · {row['submission_no']}"),
            Cell(plain(f"deeds.status_{status}"), "", look.colour, look.icon),
            Cell(formats.number(row["waited"])),
        ],
    )
