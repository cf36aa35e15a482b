"""What is wrong with the files: the first of it on the screen, all of it as a file."""

from functools import partial

import streamlit as st

from data_access.dataset import Checked
from data_access.exchange.problems import Problem
from pages.data.problem_words import right, wrong
from ui.download import fetched
from ui.language import language
from ui.layout import card, small
from ui.row_table import Cell, Column, Row, plain_table
from ui.sign_in import session_id
from ui.spreadsheet import csv_file
from ui.texts import plain, t, use_language

#: How many are on the screen.
SHOWN = 200

_COLUMNS = ("file", "row", "column", "value", "wrong")
_IN_FILE = (*_COLUMNS, "right", "detail")


def summary(checked: Checked) -> None:
    """How many there are, and what that means."""
    st.error(t("data.problems", n=len(checked.problems)), icon=":material/error:")


def show(checked: Checked) -> None:
    """Draw the table and the button for the file."""
    with card("problems", t("data.problems_title"), t("data.problems_note")):
        plain_table(
            "data_problems",
            plain("data.problems_title"),
            [Column(plain(f"data.column_{name}")) for name in _COLUMNS],
            [_row(str(n), each, checked) for n, each in enumerate(checked.problems[:SHOWN])],
            "",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            _export(checked)
            if len(checked.problems) > SHOWN:
                st.markdown(small(t("data.problems_first", shown=SHOWN)), width="content")


def _row(place: str, problem: Problem, checked: Checked) -> Row:
    return Row(
        place,
        [
            Cell(problem.file),
            Cell("" if problem.row is None else str(problem.row)),
            Cell(problem.column or ""),
            Cell(problem.value or ""),
            Cell(wrong(problem), note=right(problem, checked.content)),
        ],
    )


def _export(checked: Checked) -> None:
    own, spoken = session_id(), language()
    st.download_button(
        t("data.problems_export"),
        lambda: fetched(own, partial(report, checked), spoken),
        file_name=f"{plain('data.problems_file')}.csv",
        mime="text/csv",
        icon=":material/download:",
        key="data_problems_export",
        on_click="ignore",
    )


def report(checked: Checked, spoken: str) -> bytes:
    """All problems as CSV, in that language; the detail is as the command line says it."""
    with use_language(spoken):
        headings = [plain(f"data.column_{name}") for name in _IN_FILE]
        return csv_file([headings, *(_line(each, checked) for each in checked.problems)])


def _line(problem: Problem, checked: Checked) -> list[str]:
    return [
        problem.file,
        "" if problem.row is None else str(problem.row),
        problem.column or "",
        problem.value or "",
        wrong(problem),
        right(problem, checked.content),
        problem.expected,
    ]
