"""Files that tell of applications: rows with their history, as an export would have them."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from data_access.tables.sparring import CONTENT
from tests.data_access.scenarios import MANAGER, OFFICER, REASON, ROUND, local

Tables = dict[str, list[dict[str, Any]]]

CAME = local(2020, 11, 2)


def told(
    number: str = "SP-2020-901",
    *moves: str,
    organisation: int = 1,
    days: int = 1,
    came: datetime = CAME,
    **changes: Any,
) -> Tables:
    """An application that came in and made these moves, one a day, in all its files."""
    content: dict[str, Any] = {
        "title": "Työhyvinvointi",
        "need": "Kuormitus on kasvanut.",
        "goal": "Yhteinen tapa toimia.",
        "theme": "well_being",
        "sector": "education",
        "days_requested": 2,
        "people_involved": 20,
        "delivery_mode": "onsite",
    }
    row: dict[str, Any] = {
        "application_no": number,
        "round_code": ROUND,
        "organisation_id": organisation,
        **content,
        **dict.fromkeys(
            ("includes_management", "includes_supervisors", "includes_staff", "no_layoff_declared"),
            True,
        ),
        "submitted_at": came,
        **dict.fromkeys(("status", "days_granted", "decided_at", "closed_at", "handler")),
        "version": 0,
        "changed_by": None,
        "changed_at": None,
        "change_note": None,
        "request_key": None,
    } | changes
    tables: Tables = {
        "sparring_application": [row],
        "application_event": [],
        "application_version": [],
        "application_decision": [],
        "clarification_request": [],
        "letter": [],
    }
    for place, status in enumerate(("submitted", *moves)):
        _move(tables, row, status, came + timedelta(days=place), days)
    asked = {name: row[name] for name in CONTENT}
    tables["application_version"].append(
        {"application_no": number, "version": 1, "snapshot": asked, "at": came, "actor": OFFICER}
    )
    return tables


def _move(tables: Tables, row: dict[str, Any], status: str, at: datetime, days: int) -> None:
    number, version, before = row["application_no"], row["version"] + 1, row["status"]
    decides = status in ("approved", "rejected")
    by = MANAGER if decides or before in ("approved", "rejected") else OFFICER
    note, key = REASON if by == MANAGER else None, f"{number}/{version}"
    event = {"application_no": number, "version": version, "from_status": before}
    event |= {"to_status": status, "actor": by, "at": at, "note": note, "request_key": key}
    tables["application_event"].append(event)
    row |= {"status": status, "version": version, "changed_by": by, "changed_at": at}
    row |= {"change_note": note, "request_key": key}
    if decides:
        _decide(tables, row, days if status == "approved" else None)
    if status == "in_review":
        row |= {"handler": OFFICER, "days_granted": None, "decided_at": None, "closed_at": None}
    if status == "cancelled":
        row["days_granted"] = None
    if status == "withdrawn":
        row["closed_at"] = at
    if status == "clarification_requested":
        tables["clarification_request"].append(
            {
                "application_no": number,
                "version": version,
                "question": REASON,
                "due_on": date(2021, 1, 15),
                "asked_by": by,
                "asked_at": at,
            }
        )
        _write(tables, row)


def _decide(tables: Tables, row: dict[str, Any], days: int | None) -> None:
    at = row["changed_at"]
    tables["application_decision"].append(
        {
            "application_no": row["application_no"],
            "version": row["version"] - 1,
            "outcome": row["status"],
            "days_granted": days,
            "rejection_ground": None if days else "insufficient",
            "rationale": REASON,
            "decided_by": MANAGER,
            "decided_at": at,
            "request_key": row["request_key"],
        }
    )
    row |= {"days_granted": days, "decided_at": at, "closed_at": at}
    _write(tables, row)


def _write(tables: Tables, row: Mapping[str, Any]) -> None:
    at = row["changed_at"]
    tables["letter"].append(
        {
            "application_no": row["application_no"],
            "version": row["version"],
            "template": row["status"],
            "language": "fi",
            "status": "sent",
            "written_at": at,
            "send_after": at + timedelta(minutes=10),
        }
    )


def together(*some: Tables) -> Tables:
    """The rows of several applications, one after the other."""
    tables: Tables = {}
    for one in some:
        for table, rows in one.items():
            tables.setdefault(table, []).extend(rows)
    return tables


def files(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """The tables as CSV files; one without rows makes none."""
    folder.mkdir(exist_ok=True)
    for table, rows in tables.items():
        if rows:
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, delimiter=";")
                writer.writerow(rows[0])
                writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return folder


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return value.isoformat()
        case dict():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
