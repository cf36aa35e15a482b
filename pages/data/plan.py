"""What a load would do: in one line, and table by table."""

import streamlit as st

from data_access.dataset import Checked
from data_access.exchange.format.tables import FORMATS
from data_access.exchange.loading.plan import Counts
from pages.data import steps
from ui import formats
from ui.escape import Markdown, joined
from ui.layout import small
from ui.row_table import Cell, Column, Row, plain_table
from ui.texts import plain, t


def show(checked: Checked) -> None:
    """Draw both."""
    with st.container(key="data_plan_line"):
        st.markdown(joined(" · ", _line(steps.total(checked))))
    plain_table(
        "data_plan",
        plain("data.plan_title"),
        [
            Column(plain("data.column_table")),
            *(Column(plain(f"data.column_{name}"), number=True) for name in Counts._fields),
        ],
        [
            _row(table.name, checked.counts[table.name])
            for table in FORMATS
            if table.name in checked.counts
        ],
        "",
    )
    if not checked.problems:
        st.markdown(small(t("data.plan_keeps" if checked.may_load else "data.plan_nothing")))


def _line(counts: Counts) -> list[Markdown]:
    parts = [
        t("data.n_new", n=counts.new),
        t("data.n_changed", n=counts.changed),
        t("data.n_unchanged", n=counts.unchanged),
    ]
    return [*parts, t("data.n_refused", n=counts.refused)] if counts.refused else parts


def _row(table: str, counts: Counts) -> Row:
    return Row(
        table,
        [
            Cell(plain(f"table.{table}"), note=table),
            *(Cell(formats.number(count) if count else "–") for count in counts),
        ],
    )
