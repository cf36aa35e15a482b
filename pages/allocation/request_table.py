"""Every open request with what it would get and why; where two policies differ, who gains."""

from collections.abc import Iterator

import streamlit as st

from pages.allocation.plan import Plan
from pages.allocation.words import difference, reasons
from programme.allocation import Request
from ui import formats, registry
from ui.region_names import region_name
from ui.row_table import Cell, Column, Row, plain_table
from ui.texts import plain


def show(plan: Plan) -> None:
    """Draw the table, in the order of the queue."""
    with st.container(key="allocation_table"):
        plain_table(
            "allocation_rows",
            plain("page.allocation"),
            _columns(plan),
            (_row(plan, each) for each in plan.requests),
            plain("allocation.nobody"),
        )


def _columns(plan: Plan) -> list[Column]:
    compared = [("against", True), ("difference", True)] if plan.against else []
    columns = [
        ("organisation", False),
        ("region", False),
        ("asked", True),
        ("proposed", True),
        *compared,
        ("reason", False),
    ]
    return [Column(plain(f"allocation.column_{name}"), number=number) for name, number in columns]


def _row(plan: Plan, request: Request) -> Row:
    return Row(request.number, list(_cells(plan, request)))


def _cells(plan: Plan, request: Request) -> Iterator[Cell]:
    opened = registry.address("applications", application=request.number)
    yield Cell(request.organisation, note=request.number, address=opened)
    yield Cell(region_name(request.region_code))
    yield Cell(formats.number(request.days_requested))
    yield Cell(formats.number(plan.proposed.grants[request.number]))
    if plan.against:
        yield Cell(formats.number(plan.against.grants[request.number]))
        yield _difference(plan.difference(request.number))
    yield Cell(reasons(plan.proposed.reasons[request.number]))


def _difference(days: int) -> Cell:
    if not days:
        return Cell("")
    colour, icon = ("green", "arrow_upward") if days > 0 else ("orange", "arrow_downward")
    return Cell(difference(days), colour=colour, icon=icon)
