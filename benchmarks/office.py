"""Files of a large office that never was: applications with their histories, participations.

Every history is one that the life cycle allows, so the files load; nothing is left to chance.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from data_access.demo import geography
from data_access.tables.sparring import CONTENT
from programme.codes import DeliveryMode, RejectionGround, Sector, Service, StaffGroup, Theme

YEARS = range(2015, 2021)
ROUNDS_A_YEAR = 9
ORGANISATIONS = 5_000
ORGANISATIONS_AN_ACTIVITY = 17
OFFICER, MANAGER = "officer", "manager"
WORDS = "Tarve on selvä ja osallistujat ovat mukana."

#: How applications go, one after the other; each move is a new status.
COURSES = (
    ("in_review", "approved", "scheduled", "in_progress", "completed"),
    ("in_review", "approved", "scheduled", "in_progress", "completed"),
    ("in_review", "clarification_requested", "in_review", "approved", "scheduled"),
    ("in_review", "rejected"),
    ("in_review", "waitlisted", "rejected"),
    ("in_review", "withdrawn"),
    ("in_review", "rejected", "in_review", "approved"),
    ("in_review", "approved", "cancelled"),
    ("in_review",),
    (),
)

Row = dict[str, Any]


class Files:
    """A folder of CSV files, written row by row."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True)

    def write(self, table: str, rows: Iterable[Row]) -> int:
        """Write one file; returns its number of rows."""
        rows = iter(rows)
        first = next(rows)
        path = self._folder / f"{table}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(first)
            writer.writerow(map(_cell, first.values()))
            return 1 + sum(1 for row in rows if writer.writerow(map(_cell, row.values())))


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return f"{value:%Y-%m-%dT%H:%M:%SZ}"
        case dict():
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def write_office(folder: Path, applications: int, participations: int) -> None:
    """Write the files of an office of that size."""
    files = Files(folder)
    files.write("region", geography.regions())
    files.write("funding_period", _periods())
    files.write("app_user", _users())
    files.write("organisation", _organisations())
    activities = -(-participations // (ORGANISATIONS_AN_ACTIVITY * len(StaffGroup)))
    files.write("activity", _activities(activities))
    files.write("participation", _participations(participations))
    _write_applications(files, applications)


def _periods() -> Iterator[Row]:
    for first, last, budget in ((2015, 2017, 1_360_000), (2018, 2020, 1_640_000)):
        yield {
            "period_code": f"{first}-{last}",
            "starts_on": date(first, 1, 1),
            "ends_on": date(last, 12, 31),
            "budget_eur": budget,
            "budget_basis": "published",
        }


def _users() -> Iterator[Row]:
    for name in (OFFICER, MANAGER):
        yield {"username": name, "display_name": name.title(), "role": name}


def _organisations() -> Iterator[Row]:
    codes = [row["region_code"] for row in geography.regions() if row["in_target_area"]]
    for number in range(1, ORGANISATIONS + 1):
        yield {
            "organisation_id": number,
            "name_fi": f"Esimerkkikunta {number:05}",
            "organisation_type": "municipality",
            "region_code": codes[number % len(codes)],
        }


def _activities(how_many: int) -> Iterator[Row]:
    services, themes = list(Service), list(Theme)
    for number in range(1, how_many + 1):
        day = date(2015, 1, 1) + timedelta(days=number % 2_190)
        yield {
            "activity_id": number,
            "service_type": services[number % len(services)],
            "period_code": "2015-2017" if day.year <= 2017 else "2018-2020",
            "name": f"Tilaisuus {number}",
            "starts_on": day,
            "ends_on": day,
            "delivery_mode": "remote",
            "theme": themes[number % len(themes)],
            "status": "completed",
        }


def _participations(how_many: int) -> Iterator[Row]:
    groups = list(StaffGroup)
    for number in range(how_many):
        rest, group = divmod(number, len(groups))
        activity, place = divmod(rest, ORGANISATIONS_AN_ACTIVITY)
        yield {
            "activity_id": activity + 1,
            "organisation_id": 1 + (activity * 7 + place * 293) % ORGANISATIONS,
            "staff_group": groups[group],
            "participant_count": 1 + number % 30,
        }


def _write_applications(files: Files, how_many: int) -> None:
    rows: dict[str, list[Row]] = {
        "sparring_application": [],
        "application_version": [],
        "application_event": [],
        "application_decision": [],
        "clarification_request": [],
        "letter": [],
    }
    for number in range(how_many):
        _Application(number, rows).live()
    files.write("sparring_round", _rounds(rows["sparring_application"]))
    for table, content in rows.items():
        files.write(table, content)


def _rounds(applications: list[Row]) -> Iterator[Row]:
    granted: dict[str, int] = {}
    for row in applications:
        code = row["round_code"]
        granted[code] = granted.get(code, 0) + (row["days_granted"] or 0)
    for code, days in granted.items():
        opens = _opening(code)
        yield {
            "round_code": code,
            "opens_at": opens,
            "closes_at": opens + timedelta(days=30),
            "max_days": 3,
            "day_pool": days + 10,
            "days_reserved": days,
        }


def _opening(code: str) -> datetime:
    year, number = code.split("-")
    return datetime(int(year), int(number), 1, tzinfo=UTC)


class _Application:
    """One application that lives through its course and leaves its rows."""

    def __init__(self, number: int, rows: dict[str, list[Row]]) -> None:
        rounds = len(YEARS) * ROUNDS_A_YEAR
        turn, place = divmod(number, rounds)
        year, part = YEARS[place // ROUNDS_A_YEAR], 1 + place % ROUNDS_A_YEAR
        self._number = number
        self._rows = rows
        self._at = _opening(f"{year}-{part}") + timedelta(hours=1 + turn % 600)
        self._no = f"SP-{year}-{turn * ROUNDS_A_YEAR + part:04}"
        self._content = self._asked()
        self._row: Row = {
            "application_no": self._no,
            "round_code": f"{year}-{part}",
            "organisation_id": 1 + turn,
            **self._content,
            "includes_management": True,
            "includes_supervisors": True,
            "includes_staff": True,
            "no_layoff_declared": True,
            "submitted_at": self._at,
            "status": None,
            "days_granted": None,
            "decided_at": None,
            "closed_at": None,
            "handler": None,
            "version": 0,
            "changed_by": None,
            "changed_at": None,
            "change_note": None,
            "request_key": None,
        }

    def _asked(self) -> Row:
        themes, sectors, modes = list(Theme), list(Sector), list(DeliveryMode)
        number = self._number
        values = (
            f"Hanke {number}",
            f"Kuormitus on kasvanut yksikössä {number % 97}.",
            "Yhteinen tapa toimia.",
            str(themes[number % len(themes)]),
            str(sectors[number % len(sectors)]),
            1 + number % 3,
            5 + number % 60,
            str(modes[number % len(modes)]),
        )
        return dict(zip(CONTENT, values, strict=True))

    def live(self) -> None:
        """Receive it, go its course, and leave the row as it then is."""
        self._event("submitted", OFFICER)
        self._rows["application_version"].append(
            {
                "application_no": self._no,
                "version": 1,
                "snapshot": self._content,
                "at": self._at,
                "actor": OFFICER,
            }
        )
        for status in COURSES[self._number % len(COURSES)]:
            self._at += timedelta(days=3)
            self._move(status)
        self._rows["sparring_application"].append(self._row)

    def _move(self, status: str) -> None:
        if status in ("approved", "rejected"):
            self._decide(status)
        elif status == "in_review" and self._row["status"] == "rejected":
            self._event(status, MANAGER, WORDS)
            self._row |= {"decided_at": None, "closed_at": None}
        elif status == "cancelled":
            self._event(status, MANAGER, WORDS)
            self._row["days_granted"] = None
        else:
            self._event(status, OFFICER)
            self._row |= {"handler": OFFICER} if status == "in_review" else {}
        if status == "withdrawn":
            self._row["closed_at"] = self._at
        if status == "clarification_requested":
            self._ask()

    def _event(self, status: str, by: str, note: str | None = None) -> None:
        version = self._row["version"] + 1
        changes = {
            "version": version,
            "changed_by": by,
            "changed_at": self._at,
            "change_note": note,
            "request_key": f"{self._number:012}-{version:02}",
        }
        self._rows["application_event"].append(
            {
                "application_no": self._no,
                "version": version,
                "from_status": self._row["status"],
                "to_status": status,
                "actor": by,
                "at": self._at,
                "note": note,
                "request_key": changes["request_key"],
            }
        )
        self._row |= {**changes, "status": status}

    def _decide(self, outcome: str) -> None:
        version, approved = self._row["version"], outcome == "approved"
        days = self._row["days_requested"] if approved else None
        self._event(outcome, MANAGER, WORDS)
        self._rows["application_decision"].append(
            {
                "application_no": self._no,
                "version": version,
                "outcome": outcome,
                "days_granted": days,
                "rejection_ground": None if approved else RejectionGround.INSUFFICIENT,
                "rationale": WORDS,
                "decided_by": MANAGER,
                "decided_at": self._at,
                "request_key": self._row["request_key"],
            }
        )
        self._row |= {"days_granted": days, "decided_at": self._at, "closed_at": self._at}
        self._write(outcome)

    def _ask(self) -> None:
        self._rows["clarification_request"].append(
            {
                "application_no": self._no,
                "version": self._row["version"],
                "question": WORDS,
                "due_on": (self._at + timedelta(days=14)).date(),
                "asked_by": OFFICER,
                "asked_at": self._at,
            }
        )
        self._write("clarification_requested")

    def _write(self, template: str) -> None:
        self._rows["letter"].append(
            {
                "application_no": self._no,
                "version": self._row["version"],
                "template": template,
                "language": "fi",
                "status": "sent",
                "written_at": self._at,
                "send_after": self._at + timedelta(minutes=10),
            }
        )
