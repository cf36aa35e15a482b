"""Histories go through the triggers, and an application goes on from where the database is."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from data_access.access_log import COMMAND_LINE
from data_access.exchange.loading.load import load
from data_access.exchange.loading.plan import Report
from data_access.integrity.verification import verify
from data_access.schema import app_user, audit_log, letter, sparring_session
from programme.lifecycle import Action, Status
from tests.data_access.exchange.loading.databases import rows_of
from tests.data_access.exchange.loading.telling import CAME, Tables, files, together, told
from tests.data_access.scenarios import MANAGER, OFFICER, STEERING, World, local

Loader = Callable[[Tables], Report]


@pytest.fixture
def loader(world: World, tmp_path: Path) -> Loader:
    """Loads tables into the world, which has the organisations 1 to 3."""
    for _ in range(3):
        world.organisation()

    def into(tables: Tables) -> Report:
        return load(world.engine, files(tmp_path / "files", tables), by=COMMAND_LINE)

    return into


def loaded(report: Report) -> None:
    """The files went in."""
    assert report.problems == ()
    assert report.written


@pytest.mark.parametrize(
    "moves",
    [
        (),
        ("in_review",),
        ("withdrawn",),
        ("in_review", "clarification_requested", "in_review", "waitlisted"),
        ("in_review", "rejected"),
        ("in_review", "rejected", "in_review", "approved"),
        ("in_review", "approved", "scheduled", "in_progress", "completed"),
        ("in_review", "waitlisted", "approved", "cancelled"),
    ],
)
def test_a_history_is_written_as_it_was(
    world: World, loader: Loader, moves: tuple[str, ...]
) -> None:
    tables = told("SP-2020-901", *moves)
    loaded(loader(tables))
    history = world.history("SP-2020-901")
    assert [event.to_status for event in history] == ["submitted", *moves]
    assert [event.at for event in history] == [
        CAME + timedelta(days=day) for day in range(len(history))
    ]
    row = world.row("SP-2020-901")
    expected = tables["sparring_application"][0]
    assert (row.status, row.version, row.days_granted) == (
        expected["status"],
        len(history),
        expected["days_granted"],
    )
    assert world.reserved() == (row.days_granted or 0)
    assert verify(world.engine).findings == ()


def test_an_application_without_a_history_begins_as_its_row_says(
    world: World, loader: Loader
) -> None:
    tables = told()
    loaded(loader({"sparring_application": tables["sparring_application"]}))
    (event,) = world.history("SP-2020-901")
    assert (event.to_status, event.actor, event.at) == ("submitted", OFFICER, CAME)


def test_what_is_asked_may_change_on_the_way(world: World, loader: Loader) -> None:
    tables = told()
    (row,), (snapshot,) = tables["sparring_application"], tables["application_version"]
    later = CAME + timedelta(hours=3)
    row |= {"title": "Uusi otsikko", "version": 2, "changed_at": later, "request_key": None}
    tables["application_version"] = [
        snapshot,
        {
            **snapshot,
            "version": 2,
            "at": later,
            "snapshot": snapshot["snapshot"] | {"title": "Uusi otsikko"},
        },
    ]
    loaded(loader(tables))
    assert (world.row("SP-2020-901").title, len(world.history("SP-2020-901"))) == (
        "Uusi otsikko",
        1,
    )


def test_a_version_without_a_trace_is_passed(world: World, loader: Loader) -> None:
    tables = told()
    later = CAME + timedelta(hours=3)
    tables["sparring_application"][0] |= {
        "handler": MANAGER,
        "version": 3,
        "changed_by": MANAGER,
        "changed_at": later,
        "request_key": None,
    }
    loaded(loader(tables))
    row = world.row("SP-2020-901")
    assert (row.version, row.handler, row.changed_by, row.changed_at) == (
        3,
        MANAGER,
        MANAGER,
        later,
    )


def test_an_undone_approval_takes_its_letter_back(world: World, loader: Loader) -> None:
    tables = told("SP-2020-901", "in_review", "approved", "in_review")
    tables["letter"][0]["status"] = "cancelled"
    loaded(loader(tables))
    assert world.one(select(letter.c.status))[0] == "cancelled"
    assert (world.row("SP-2020-901").status, world.reserved()) == ("in_review", 0)


def test_a_pool_may_have_been_wider_once(world: World, loader: Loader) -> None:
    """One day is in the pool: two were given at a time, and one of them came back."""
    world.change("UPDATE sparring_round SET day_pool = 1")
    first = told("SP-2020-901", "in_review", "approved", "cancelled", organisation=1)
    second = told("SP-2020-902", "in_review", "approved", organisation=2)
    loaded(loader(together(first, second)))
    assert world.reserved() == 1


def test_a_second_application_follows_a_withdrawn_one(world: World, loader: Loader) -> None:
    first = told("SP-2020-901", "withdrawn")
    second = told("SP-2020-902", "in_review", came=local(2020, 11, 20))
    loaded(loader(together(second, first)))
    assert world.row("SP-2020-902").status == "in_review"


def test_who_acted_then_may_be_nobody_now(world: World, loader: Loader) -> None:
    tables = told("SP-2020-901", "in_review", "approved")
    for row, name in (
        (tables["sparring_application"][0], "changed_by"),
        (tables["application_event"][2], "actor"),
        (tables["application_decision"][0], "decided_by"),
    ):
        row[name] = STEERING
    before = world.one(
        select(app_user.c.role, app_user.c.active).where(app_user.c.username == STEERING)
    )
    loaded(loader(tables))
    after = world.one(
        select(app_user.c.role, app_user.c.active).where(app_user.c.username == STEERING)
    )
    assert before == after
    assert world.history("SP-2020-901")[-1].actor == STEERING


def test_an_application_goes_on_from_where_the_database_is(world: World, loader: Loader) -> None:
    loaded(loader(told("SP-2020-901", "in_review")))
    loaded(loader(told("SP-2020-901", "in_review", "approved", "scheduled")))
    assert [event.to_status for event in world.history("SP-2020-901")] == [
        "submitted",
        "in_review",
        "approved",
        "scheduled",
    ]
    assert (world.row("SP-2020-901").version, world.reserved()) == (4, 1)
    assert verify(world.engine).findings == ()


def test_an_application_decided_here_takes_its_file_for_granted(
    world: World, loader: Loader
) -> None:
    tables = told("SP-2020-901", "in_review")
    loaded(loader(tables))
    assert world.act("SP-2020-901", Action.APPROVE).saved
    before = rows_of(world.engine)
    report = loader(tables)
    assert [problem.column for problem in report.problems] == ["version"]
    assert rows_of(world.engine) == before


def test_a_letter_that_has_left_since_is_noted(world: World, loader: Loader) -> None:
    tables = told("SP-2020-901", "in_review", "approved")
    tables["letter"][0]["status"] = "waiting"
    loaded(loader(tables))
    tables["letter"][0]["status"] = "sent"
    loaded(loader(tables))
    assert world.one(select(letter.c.status))[0] == "sent"


def test_delivered_sessions_follow_their_application(world: World, loader: Loader) -> None:
    tables = told("SP-2020-901", "in_review", "approved", "scheduled", days=2)
    tables["expert"] = [
        {"expert_code": "expert", "name": "Asiantuntija", "framework_from": CAME.date()}
    ]
    tables["sparring_session"] = [session(1), session(2)]
    loaded(loader(tables))
    assert world.count(sparring_session) == 2
    assert not loader(tables).written


def session(number: int, day_share: str = "1") -> dict[str, Any]:
    """A delivered day."""
    return {
        "application_no": "SP-2020-901",
        "session_no": number,
        "expert_code": "expert",
        "held_on": date(2020, 12, 10),
        "hours": 6,
        "day_share": day_share,
        "delivery_mode": "onsite",
    }


def test_a_changed_row_is_updated_with_an_audit_row(world: World, loader: Loader) -> None:
    audited = world.count(audit_log)
    loaded(
        loader(
            {
                "organisation": [
                    {
                        "organisation_id": 1,
                        "name_fi": "Kunta 1",
                        "organisation_type": "municipality",
                        "region_code": "MK02",
                    },
                    {
                        "organisation_id": 2,
                        "name_fi": "Kunta 2",
                        "organisation_type": "municipality",
                        "region_code": "MK01",
                    },
                ]
            }
        )
    )
    assert world.count(audit_log) == audited + 1
    line = world.all(select(audit_log).order_by(audit_log.c.audit_id))[-1]
    assert (line.table_name, line.row_key, line.action) == ("organisation", "1", "update")
    assert (line.before["region_code"], line.after["region_code"]) == ("MK01", "MK02")


def test_rows_that_the_files_lack_stay(world: World, loader: Loader) -> None:
    world.application(Status.IN_REVIEW, organisation_id=2)
    report = loader(told("SP-2020-901"))
    loaded(report)
    assert world.row("SP-2020-001").status == "in_review"
