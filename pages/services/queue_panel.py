"""The list of a training's enrolments, in the order in which they came."""

from typing import Any

import streamlit as st

from data_access import enrolments
from data_access.enrolments import Training
from pages.services.counter import OPENED
from pages.services.looks import LOOKS
from programme.enrolments import EnrolmentStatus
from ui import formats
from ui.deciding.views import choose_view
from ui.layout import small
from ui.reads import ask, today
from ui.row_table import Cell, Column, Row, choice_table
from ui.texts import plain, t


def show(training: Training) -> list[str]:
    """Draw the panel; returns the numbers that are listed, in their order."""
    counts = ask(enrolments.enrolment_counts, training.activity_id)
    view = choose_view(OPENED, counts, lambda each: plain(f"enrolments.view_{each}"))
    frame = ask(enrolments.enrolments, training.activity_id, view, today())
    rows = frame.to_dict("records")
    listed = [str(row["enrolment_no"]) for row in rows]
    if rows:
        _table(rows, OPENED.number(listed))
    st.markdown(small(t("enrolments.found", n=len(listed))))
    return listed


def _table(rows: list[dict[str, Any]], selected: str | None) -> None:
    choice_table(
        OPENED.list_key,
        plain("enrolments.queue"),
        [
            Column(plain("enrolments.column_organisation")),
            Column(plain("enrolments.column_people"), number=True),
            Column(plain("enrolments.column_status"), wide=True),
            Column(plain("enrolments.column_waited"), wide=True, number=True),
        ],
        [_row(row) for row in rows],
        selected,
        OPENED.choose,
    )


def _row(row: dict[str, Any]) -> Row:
    status = EnrolmentStatus(row["status"])
    look = LOOKS[status]
    return Row(
        str(row["enrolment_no"]),
        [
            Cell(str(row["organisation"]), note=str(row["enrolment_no"])),
            Cell(formats.number(row["people"])),
            Cell(plain(f"enrolments.status_{status}"), "", look.colour, look.icon),
            Cell(formats.number(row["waited"])),
        ],
    )
