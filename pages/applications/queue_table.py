"""The list of applications: a table of our own, because a choice must name its application.

Streamlit's data frame reports the place of the chosen row, and rows move while people look. This
one reports the number, marks the choice at once, keeps its scroll position when rows change and
is walked with the arrow keys. Its checkboxes mark applications to be dealt with together.
"""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from data_access.queue import Listed
from data_access.queueing.search import WAITING, QueueSearch, Sort
from pages.applications import filters, selection, shortcuts
from pages.applications.chosen import LIST, choose
from programme.lifecycle import Status
from ui import formats
from ui.escape import visible
from ui.region_names import region_name
from ui.status import look
from ui.texts import plain

_HERE = Path(__file__).parent
_table = st.components.v2.component(
    "tilannehuone_queue",
    html='<div class="frame"><table><thead><tr></tr></thead><tbody></tbody></table></div>',
    css=(_HERE / "queue_table.css").read_text(encoding="utf-8"),
    js=(_HERE / "queue_table.js").read_text(encoding="utf-8"),
)


def queue_table(listed: Listed, selected: str | None, search: QueueSearch) -> None:
    """Draw what is listed with `selected` (a number) marked as open, and its order by `search`."""
    rows = listed.rows
    regions = {code: visible(region_name(code)) for code in rows["region_code"].unique()}
    _table(
        key=LIST,
        data={
            "label": plain("nav.queue"),
            "headings": [_heading(sort, search) for sort in Sort],
            "rows": [_row(row, regions) for row in rows.to_dict("records")],
            "selected": selected,
            "marked": sorted(selection.numbers()),
            "stamp": selection.stamp(),
            "mark_all": plain("queue.mark_all"),
            "shortcuts": shortcuts.are_on(),
            "rows_around": bool(filters.active() or search.words) + (listed.pages > 1),
            "empty": plain("empty.queue" if search == QueueSearch() else "empty.filter"),
        },
        on_chosen_change=_open,
        on_marked_change=_mark,
        on_sorted_change=_sort,
    )


def _waited(row: dict[str, Any]) -> str:
    return plain("unit.working_days_short", n=int(row["waited"]))


def _since(row: dict[str, Any]) -> str:
    """What waits no more tells the day of its decision, or when it came if there was none."""
    decided = row["decided_on"]
    return formats.date(row["submitted_on"] if pd.isna(decided) else decided)


def _open() -> None:
    choose(st.session_state[LIST]["chosen"])


def _mark() -> None:
    selection.take_over(st.session_state[LIST]["marked"])


def _sort() -> None:
    """By that column; by it already, the other way round."""
    column = st.session_state[LIST]["sorted"]
    now = filters.search()
    backwards = now.sort == column and not now.backwards
    filters.narrow({filters.SORT: f"-{column}" if backwards else column})


def _heading(sort: Sort, search: QueueSearch) -> dict[str, str]:
    # Who came first has waited most.
    falls = search.backwards != (sort is Sort.WAITED)
    return {
        "name": sort,
        "label": plain(f"applications.column_{sort}"),
        "order": ("descending" if falls else "ascending") if sort is search.sort else "none",
    }


def _row(row: dict[str, Any], regions: dict[Any, str]) -> dict[str, Any]:
    status = Status(row["status"])
    colour, icon = look(status)
    number, organisation = visible(row["application_no"]), visible(row["organisation"])
    return {
        "number": row["application_no"],
        "number_shown": number,
        "mark": plain("queue.mark", number=number, organisation=organisation),
        "waited": _waited(row) if status in WAITING else _since(row),
        "late": bool(row["late"]),
        "organisation": organisation,
        "about": f"{regions[row['region_code']]} · {plain('theme.' + row['theme'])}",
        "days": int(row["days_requested"]),
        "status": plain(f"status.{status}"),
        "colour": colour,
        "icon": icon,
    }
