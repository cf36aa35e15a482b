"""What a test reads off the page of the regions: its table, its figures, what was drawn."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from programme.roles import Role
from tests.pages.opening import opened


def regions(role: Role = Role.MANAGER, /, **address: str) -> AppTest:
    """The page as somebody of this role gets it from this address; `other` stands for `with`."""
    named = {{"other": "with"}.get(name, name): value for name, value in address.items()}
    return opened("regions", role, **named)


def rows_sent(app: AppTest, key: str) -> dict[str, Any]:
    """What the table of this key was drawn with."""
    found = [
        proto
        for node in app._tree
        if (proto := getattr(node, "proto", None)) is not None
        and getattr(proto, "component_name", "").endswith("tilannehuone_rows")
        and f"-{key}" in proto.id
    ]
    return dict(json.loads(found[-1].json))


def table(app: AppTest, key: str = "region_table_rows") -> dict[str, list[str]]:
    """First words of each row → its other cells, of the table below the view."""
    place = 1 if key == "region_table_rows" else 0
    rows = rows_sent(app, key)["rows"]
    return {
        row["cells"][place]["text"]: [cell["text"] for cell in row["cells"][place + 1 :]]
        for row in rows
    }


def headings(app: AppTest, key: str = "region_table_rows") -> list[str]:
    """The headings of the columns."""
    return [column["heading"] for column in rows_sent(app, key)["columns"]]
