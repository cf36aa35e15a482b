"""Sessions and the days that were granted for them agree in whatever is loaded."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.access_log import COMMAND_LINE
from data_access.exchange.loading.load import load
from data_access.exchange.problems import Rule
from data_access.schema import expert, sparring_session
from programme.lifecycle import Status
from tests.data_access.scenarios import World

HEADINGS = "application_no;session_no;expert_code;held_on;hours;day_share;delivery_mode"
CANCELLED = "application_no;version;from_status;to_status;actor;at;note\n"


@pytest.fixture
def office(world: World) -> World:
    """A world with an expert, whose day with SP-2020-001 is planned and half over."""
    row = {"expert_code": "b", "name": "Asiantuntija B", "framework_from": date(2018, 1, 1)}
    world.add(expert, row)
    world.application(Status.SCHEDULED, days=1)
    application_id = world.row("SP-2020-001").application_id
    world.add(
        sparring_session,
        {
            "application_id": application_id,
            "session_no": 1,
            "expert_code": "b",
            "held_on": world.row("SP-2020-001").changed_at.date(),
            "hours": 4,
            "day_share": Decimal("0.5"),
            "delivery_mode": "onsite",
        },
    )
    return world


def sessions(folder: Path, *rows: tuple[int, str]) -> Path:
    """A file with the number and share of some sessions of SP-2020-001."""
    path = folder / "sparring_session.csv"
    lines = [f"SP-2020-001;{no};b;2020-12-10;4;{share};onsite" for no, share in rows]
    path.write_text("\n".join([HEADINGS, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([(2, "0,5")], []),
        ([(1, "1")], []),
        ([(1, "0,25"), (2, "0,75")], []),
        ([(2, "0,51")], [2]),
        ([(1, "0,75"), (2, "0,5")], [3]),
        ([(2, "0,25"), (3, "0,5"), (4, "0,25")], [3, 4]),
    ],
)
def test_sessions_stay_within_the_grant(
    office: World, tmp_path: Path, rows: list[tuple[int, str]], wrong: list[int]
) -> None:
    report = load(office.engine, sessions(tmp_path, *rows), by=COMMAND_LINE)
    assert [problem.row for problem in report.problems] == wrong
    assert {problem.rule for problem in report.problems} <= {Rule.TOO_MANY_DAYS}
    assert report.written is not bool(wrong)


def test_days_of_held_sessions_are_not_taken_back(office: World, tmp_path: Path) -> None:
    version = office.row("SP-2020-001").version
    path = tmp_path / "application_event.csv"
    event = f"SP-2020-001;{version + 1};scheduled;cancelled;anna;2020-12-11T10:00:00Z;Peruttiin."
    path.write_text(f"{CANCELLED}{event}\n", encoding="utf-8")
    before = office.content()
    (problem,) = load(office.engine, path, by=COMMAND_LINE).problems
    assert (problem.file, problem.row, problem.column) == (path.name, 2, "application_no")
    assert problem.rule is Rule.TOO_MANY_DAYS
    assert "0.50 days" in problem.expected
    assert office.content() == before
