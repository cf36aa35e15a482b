"""The numbers of a figure as a table, behind a button, for whoever does not see the chart."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from ui.texts import t


def table_button(key: str, table: Callable[[], pd.DataFrame]) -> None:
    """Draw the button as `.st-key-<key>_table`; the table is built only when it is opened.

    Cells and column names are Markdown: escape what comes from the database.
    """
    opened = st.popover(
        t("action.show_table"),
        icon=":material/table:",
        type="tertiary",
        key=f"{key}_table",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            st.table(table(), border="horizontal", hide_index=True)
