"""The list of applications: a table of our own, because a choice must name its application.

Streamlit's data frame reports the place of the chosen row, and rows move while people look. This
one reports the number, marks the choice at once, keeps its scroll position when rows change and
is walked with the arrow keys.
"""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from pages.applications.chosen import LIST, choose
from programme.lifecycle import Status
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


def queue_table(rows: pd.DataFrame, selected: str | None) -> None:
    """Draw the rows of `data_access.queue.applications` with `selected` (a number) marked."""
    _table(
        key=LIST,
        data={
            "label": plain("nav.queue"),
            "headings": [
                plain(f"applications.column_{name}")
                for name in ("waited", "organisation", "days", "status", "number")
            ],
            "rows": [_row(row) for row in rows.to_dict("records")],
            "selected": selected,
            "empty": plain("empty.queue" if rows.empty else "empty.filter"),
        },
        on_chosen_change=_open,
    )


def _open() -> None:
    choose(st.session_state[LIST]["chosen"])


def _row(row: dict[str, Any]) -> dict[str, Any]:
    status = Status(row["status"])
    colour, icon = look(status)
    region = visible(region_name(row["region_code"]))
    return {
        "number": row["application_no"],
        "number_shown": visible(row["application_no"]),
        "waited": plain("unit.working_days_short", n=int(row["waited"])),
        "late": bool(row["late"]),
        "organisation": visible(row["organisation"]),
        "about": f"{region} · {plain('theme.' + row['theme'])}",
        "days": int(row["days_requested"]),
        "status": plain(f"status.{status}"),
        "colour": colour,
        "icon": icon,
    }
