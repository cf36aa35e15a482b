"""Each contradiction in the queues' histories, letters and places is found and named."""

import pytest

from data_access.integrity.findings import Kind
from data_access.integrity.verification import verify
from data_access.schema import letter
from programme.deed_submissions import SubmissionAction, SubmissionStatus
from programme.enrolments import EnrolmentStatus
from programme.lifecycle import Action, Status
from tests.data_access.desk import Desk
from tests.data_access.scenarios import World
from tests.data_access.tampering import tamper

#: What somebody does past the triggers to a published submission, and what is found.
SUBMISSION = {
    "status": (
        "UPDATE deed_submission SET status = 'returned', deed_id = NULL WHERE submission_id = {id}",
        {Kind.STATUS_DIFFERS},
    ),
    "version": (
        "UPDATE deed_submission SET version = 1 WHERE submission_id = {id}",
        {Kind.VERSION_DIFFERS},
    ),
    "changed": (
        "UPDATE deed_submission SET changed_at = submitted_at WHERE submission_id = {id}",
        {Kind.TIMES_DIFFER},
    ),
    "no history": (
        "DELETE FROM deed_submission_event WHERE submission_id = {id}",
        {
            Kind.STATUS_DIFFERS,
            Kind.VERSION_DIFFERS,
            Kind.TIMES_DIFFER,
            Kind.LETTER_WITHOUT_EVENT,
        },
    ),
    "no beginning": (
        "DELETE FROM deed_submission_event WHERE submission_id = {id} AND version = 1",
        {Kind.HISTORY_BROKEN},
    ),
    "from elsewhere": (
        "UPDATE deed_submission_event SET from_status = 'returned'"
        " WHERE submission_id = {id} AND version = 2",
        {Kind.HISTORY_BROKEN},
    ),
    "another time": (
        "UPDATE deed_submission_event SET at = '2021-06-01 00:00:00.000000'"
        " WHERE submission_id = {id} AND version = 1",
        {Kind.HISTORY_BROKEN},
    ),
    "no letter": ("DELETE FROM letter WHERE submission_id = {id}", {Kind.LETTER_MISSING}),
    "another letter": (
        "UPDATE letter SET template = 'deed_declined' WHERE submission_id = {id}",
        {Kind.LETTER_WITHOUT_EVENT},
    ),
}
#: The same of an accepted enrolment to a training of three places.
ENROLMENT = {
    "accepted more": (
        "UPDATE enrolment SET people_accepted = 2 WHERE enrolment_id = {id}",
        {Kind.PLACES_DIFFER},
    ),
    "taken": ("UPDATE activity_places SET places_taken = 1", {Kind.PLACES_DIFFER}),
    "too few places": (
        "UPDATE enrolment SET people_accepted = 4, people = 4 WHERE enrolment_id = {id}",
        {Kind.PLACES_DIFFER, Kind.PLACES_EXCEEDED},
    ),
    "a move that is not allowed": (
        "UPDATE enrolment_event SET from_status = 'cancelled'"
        " WHERE enrolment_id = {id} AND version = 2",
        {Kind.HISTORY_BROKEN},
    ),
    "letter of another version": (
        "UPDATE letter SET enrolment_version = 1 WHERE enrolment_id = {id}",
        {Kind.LETTER_MISSING, Kind.LETTER_WITHOUT_EVENT},
    ),
}


def kinds(world: World) -> set[Kind]:
    """What is found, but for the audit: it tells of most changes as well."""
    found = {finding.kind for finding in verify(world.engine).findings}
    return found - {Kind.CHANGED_UNAUDITED, Kind.REFERENCE_BROKEN}


def rules_off(world: World, table: str, *checks: str) -> None:
    """PostgreSQL keeps its CHECKs even from whoever is past the triggers."""
    if world.engine.dialect.name == "postgresql":
        tamper(world.engine, *(f"ALTER TABLE {table} DROP CONSTRAINT {check}" for check in checks))


@pytest.mark.parametrize("name", SUBMISSION)
def test_a_submission_past_the_triggers_is_found(world: World, name: str) -> None:
    sql, expected = SUBMISSION[name]
    desk = Desk(world)
    number = desk.submission(SubmissionStatus.PUBLISHED)
    desk.submission(SubmissionStatus.RETURNED)
    assert kinds(world) == set()
    rules_off(world, "deed_submission_event", "submission_starts_at_one", "submission_move_known")
    tamper(world.engine, sql.format(id=desk.row(number).submission_id))
    assert kinds(world) == expected


@pytest.mark.parametrize("name", ENROLMENT)
def test_an_enrolment_past_the_triggers_is_found(world: World, name: str) -> None:
    sql, expected = ENROLMENT[name]
    desk = Desk(world)
    number = desk.enrolment(desk.training(places=3), EnrolmentStatus.ACCEPTED)
    rules_off(world, "enrolment_event", "enrolment_move_known")
    tamper(world.engine, sql.format(id=desk.row(number).enrolment_id))
    assert kinds(world) == expected


def test_a_finding_names_the_thing_and_the_version(world: World) -> None:
    desk = Desk(world)
    number = desk.submission(SubmissionStatus.PUBLISHED)
    tamper(world.engine, "DELETE FROM letter")
    (finding,) = verify(world.engine).findings
    assert (finding.table, finding.row) == ("deed_submission_event", number)
    assert finding.detail == "version 2: published without a letter"


def test_a_letter_of_an_undone_decision_is_found_when_it_left(world: World) -> None:
    desk = Desk(world)
    assert desk.act(desk.submission(SubmissionStatus.PUBLISHED), SubmissionAction.UNDO).saved
    world.act(world.application(Status.APPROVED), Action.UNDO)
    assert kinds(world) == set()
    tamper(world.engine, "UPDATE letter SET status = 'sent'")
    found = verify(world.engine).findings
    assert [each.kind for each in found] == [Kind.LETTER_NOT_CANCELLED] * 2


def test_a_proposal_from_the_future_is_found(world: World) -> None:
    row = world.row(world.application(Status.IN_REVIEW))
    tamper(
        world.engine,
        "INSERT INTO application_proposal (application_id, version, outcome, days, rationale,"
        " source, proposed_by, proposed_at, request_key) VALUES"
        f" ({row.application_id}, 9, 'approved', 1, 'Tarve on selvä.', 'office', 'otto',"
        " '2020-12-01 07:00:00.000000', 'key')",
    )
    assert kinds(world) == {Kind.VERSION_DIFFERS}


def test_letters_of_before_need_no_text_and_no_time(world: World) -> None:
    """Those that were written before letters had texts, and called sent before any was."""
    number = world.application(Status.APPROVED)
    world.application(Status.WAITLISTED)
    tamper(world.engine, "UPDATE letter SET subject = NULL, body = NULL, status = 'sent'")
    tamper(world.engine, "DELETE FROM letter WHERE template = 'waitlisted'")
    (sent,) = world.all(letter.select())
    assert (sent.version, sent.sent_at) == (world.row(number).version, None)
    assert kinds(world) == set()
