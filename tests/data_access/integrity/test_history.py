"""Each contradiction between an application and its history is found and named."""

import pytest

from data_access.integrity.findings import Kind
from data_access.integrity.verification import verify
from data_access.schema import activity
from programme.lifecycle import Action, Status
from tests.data_access.happenings import held
from tests.data_access.scenarios import MANAGER, World
from tests.data_access.tampering import tamper

#: What somebody does past the triggers to an approved application, and what is found.
CHANGES = {
    "status": (
        "UPDATE sparring_application SET status = 'scheduled' WHERE application_id = {id}",
        {Kind.STATUS_DIFFERS},
    ),
    "version": (
        "UPDATE sparring_application SET version = 1 WHERE application_id = {id}",
        {Kind.VERSION_DIFFERS},
    ),
    "days": (
        "UPDATE sparring_application SET days_granted = 2 WHERE application_id = {id}",
        {Kind.DAYS_DIFFER, Kind.POOL_DIFFERS},
    ),
    "decided": (
        "UPDATE sparring_application SET decided_at = submitted_at WHERE application_id = {id}",
        {Kind.TIMES_DIFFER},
    ),
    "closed": (
        "UPDATE sparring_application SET closed_at = submitted_at WHERE application_id = {id}",
        {Kind.TIMES_DIFFER},
    ),
    "title": (
        "UPDATE sparring_application SET title = 'Toinen' WHERE application_id = {id}",
        {Kind.CONTENT_DIFFERS},
    ),
    "asked": (
        "UPDATE application_version SET snapshot = '[]' WHERE application_id = {id}",
        {Kind.CONTENT_DIFFERS},
    ),
    "no history": (
        "DELETE FROM application_event WHERE application_id = {id}",
        {
            Kind.STATUS_DIFFERS,
            Kind.DAYS_DIFFER,
            Kind.TIMES_DIFFER,
            Kind.DECISION_WITHOUT_EVENT,
            Kind.LETTER_WITHOUT_EVENT,
        },
    ),
    "no beginning": (
        "DELETE FROM application_event WHERE application_id = {id} AND version = 1",
        {Kind.HISTORY_BROKEN},
    ),
    "a step left out": (
        "DELETE FROM application_event WHERE application_id = {id} AND version = 2",
        {Kind.HISTORY_BROKEN},
    ),
    "another step": (
        "UPDATE application_event SET to_status = 'waitlisted'"
        " WHERE application_id = {id} AND version = 2",
        {Kind.HISTORY_BROKEN},
    ),
    "another time": (
        "UPDATE application_event SET at = '2019-01-01 00:00:00.000000'"
        " WHERE application_id = {id} AND version = 2",
        {Kind.HISTORY_BROKEN},
    ),
    "another actor": (
        "UPDATE application_event SET actor = 'mikko' WHERE application_id = {id} AND version = 3",
        {Kind.DECISION_MISSING},
    ),
    "no decision": (
        "DELETE FROM application_decision WHERE application_id = {id}",
        {Kind.DECISION_MISSING, Kind.DAYS_DIFFER},
    ),
    "another decision": (
        "UPDATE application_decision SET outcome = 'rejected' WHERE application_id = {id}",
        {Kind.DECISION_MISSING, Kind.DECISION_WITHOUT_EVENT},
    ),
    "no letter": (
        "DELETE FROM letter WHERE application_id = {id}",
        {Kind.LETTER_MISSING},
    ),
    "another letter": (
        "UPDATE letter SET template = 'rejected' WHERE application_id = {id}",
        {Kind.LETTER_WITHOUT_EVENT},
    ),
    "reserved": (
        "UPDATE sparring_round SET days_reserved = 5",
        {Kind.POOL_DIFFERS},
    ),
    "pool": (
        "UPDATE sparring_round SET day_pool = 0",
        {Kind.POOL_EXCEEDED},
    ),
}
UNCHECKED = {
    "postgresql": (
        "ALTER TABLE sparring_round DROP CONSTRAINT round_pool_not_exceeded",
        "ALTER TABLE application_decision DROP CONSTRAINT days_only_when_approved",
        "ALTER TABLE application_decision DROP CONSTRAINT ground_only_when_rejected",
    ),
    "sqlite": (),
}
LINES = {Kind.CHANGED_UNAUDITED}


def kinds(world: World) -> set[Kind]:
    """What is found, but for what the audit says of it."""
    return {finding.kind for finding in verify(world.engine).findings} - LINES


@pytest.mark.parametrize("change", CHANGES)
def test_a_contradiction_is_found(world: World, change: str) -> None:
    number = world.application(Status.APPROVED, days=1)
    bystander = world.application(Status.REJECTED)
    assert verify(world.engine).ok
    statement, expected = CHANGES[change]
    identity = world.row(number).application_id
    tamper(world.engine, *UNCHECKED[world.engine.dialect.name], statement.format(id=identity))
    assert expected <= kinds(world)
    named = {finding.row for finding in verify(world.engine).findings}
    assert bystander not in named
    assert named & {number, "2020-2"}


def test_questions_and_their_events_belong_together(world: World) -> None:
    asked = world.application(Status.CLARIFICATION_REQUESTED)
    assert verify(world.engine).ok
    tamper(world.engine, "UPDATE clarification_request SET version = 1")
    found = {(finding.kind, finding.row) for finding in verify(world.engine).findings}
    assert found == {(Kind.QUESTION_MISSING, asked), (Kind.QUESTION_WITHOUT_EVENT, asked)}


@pytest.mark.parametrize(
    ("table", "key", "kind"),
    [
        ("application_decision", "decision_id", Kind.DECISION_TWICE),
        ("letter", "letter_id", Kind.LETTER_TWICE),
    ],
)
def test_one_of_each_even_when_the_database_is_made_to_forget(
    world: World, table: str, key: str, kind: Kind
) -> None:
    number = world.application(Status.APPROVED)
    tamper(
        world.engine,
        f"CREATE TABLE loose AS SELECT * FROM {table}",
        f"UPDATE loose SET {key} = {key} + 1000",
        f"INSERT INTO loose SELECT * FROM {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE loose RENAME TO {table}",
    )
    assert (kind, number) in {(found.kind, found.row) for found in verify(world.engine).findings}


def test_a_reference_to_nothing_is_found(world: World) -> None:
    """PostgreSQL would not be made to forget its own; there the row is only missing."""
    world.application(Status.APPROVED)
    tamper(world.engine, "DELETE FROM sparring_round")
    expected = Kind.REFERENCE_BROKEN if is_sqlite(world) else Kind.CHANGED_UNAUDITED
    assert expected in {finding.kind for finding in verify(world.engine).findings}


def is_sqlite(world: World) -> bool:
    return world.engine.dialect.name == "sqlite"


def test_bytes_that_are_no_text_are_found_and_stop_nothing(world: World) -> None:
    number = world.application()
    broken = "CAST(X'ff41' AS TEXT)" if is_sqlite(world) else "U&'\\fffd'"
    tamper(world.engine, f"UPDATE sparring_application SET title = {broken}")
    found = {(finding.kind, finding.row) for finding in verify(world.engine).findings}
    assert (Kind.CONTENT_DIFFERS, number) in found


def test_people_in_an_activity_that_was_not_held_are_found(world: World) -> None:
    number = held(world, {world.organisation(): 4})
    assert verify(world.engine).ok
    world.change("UPDATE activity SET status = 'cancelled'")
    (found,) = verify(world.engine).findings
    assert (found.kind, found.table, found.row) == (
        Kind.PARTICIPATION_NOT_HELD,
        activity.name,
        str(number),
    )


def test_every_way_through_the_life_cycle_is_whole(world: World) -> None:
    world.change("UPDATE sparring_round SET day_pool = 100")
    for status in Status:
        world.application(status)
    undone = world.application(Status.APPROVED)
    world.act(undone, Action.UNDO)
    again = world.application(Status.REJECTED)
    world.act(again, Action.REOPEN)
    world.act(again, Action.APPROVE, MANAGER)
    world.act(again, Action.CANCEL, MANAGER)
    found = verify(world.engine)
    assert found.findings == ()
    assert found.counts["sparring_application"] == len(Status) + 2
