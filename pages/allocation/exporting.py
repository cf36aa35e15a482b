"""The buttons that take the comparison along."""

from collections.abc import Callable

import streamlit as st

from pages.allocation import export
from pages.allocation.plan import Plan
from ui.download import fetched
from ui.language import language, use_language
from ui.sign_in import session_id
from ui.spreadsheet import WORKBOOK, csv_file, workbook
from ui.texts import t


def buttons(plan: Plan) -> None:
    """Draw a button for each kind of file; the file is made when it is fetched."""
    if plan.requests:
        _button(plan, "csv", "text/csv", csv_of)
        _button(plan, "xlsx", WORKBOOK, book_of)


def csv_of(plan: Plan) -> bytes:
    """The rows as CSV."""
    return csv_file([[str(cell) for cell in row] for row in export.rows(plan)])


def book_of(plan: Plan) -> bytes:
    """The rows as a workbook."""
    return workbook(plan.round.code, export.rows(plan))


def _button(plan: Plan, ending: str, kind: str, make: Callable[[Plan], bytes]) -> None:
    own, spoken = session_id(), language()

    def made(in_language: str) -> bytes:
        with use_language(in_language):
            return make(plan)

    st.download_button(
        t(f"action.export_{ending}"),
        lambda: fetched(own, made, spoken),
        file_name=export.file_name(plan, ending),
        mime=kind,
        icon=":material/download:",
        key=f"allocation_export_{ending}",
        on_click="ignore",
    )
