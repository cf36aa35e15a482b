"""What the database refuses at the desks, whoever sends it: raw SQL, straight from the driver."""

from typing import Any

import pytest
from sqlalchemy import exc, insert

from data_access.connect import writing
from data_access.schema import deed_submission, enrolment, enrolment_event
from programme.deed_submissions import SubmissionAction, SubmissionStatus
from programme.enrolments import EnrolmentStatus
from tests.data_access.desk import Desk
from tests.data_access.raw_sql import DRIVER_ERRORS, plain_connection
from tests.data_access.scenarios import NOW, OFFICER, World, local

WHEN = "'2020-12-01 08:00:00.000000'"
NEXT = f"version = version + 1, changed_at = {WHEN}"
SUBMISSION = "UPDATE deed_submission SET {} WHERE submission_no = '{{tt}}'"
ENROLMENT = "UPDATE enrolment SET {} WHERE enrolment_no = '{{il}}'"
EVENT = (
    "INSERT INTO {table}_event ({key}_id, version, from_status, to_status, actor, at{more})"
    " SELECT {key}_id, {version}, 'received', {to}, {actor}, " + WHEN + "{values}"
    " FROM {table} WHERE {key}_no = '{number}'"
)


def of_deed(version: str = "version + 1", to: str = "'returned'", actor: str = "'otto'") -> str:
    return EVENT.format(
        table="deed_submission", key="submission", version=version, to=to, actor=actor,
        more="", values="", number="{tt}",
    )  # fmt: skip


def of_enrolment(
    version: str = "version + 1", to: str = "'accepted'", actor: str = "'otto'", people: str = "1"
) -> str:
    return EVENT.format(
        table="enrolment", key="enrolment", version=version, to=to, actor=actor,
        more=", people_accepted", values=f", {people}", number="{il}",
    )  # fmt: skip


REFUSED = {
    "a deed's version stays": ("stale_version", SUBMISSION.format("status = 'returned'")),
    "a deed's version jumps": ("stale_version", SUBMISSION.format("version = version + 2")),
    "another sender": (
        "submission_identity_is_fixed",
        SUBMISSION.format(f"submission_no = 'TT-2020-999', {NEXT}"),
    ),
    "words changed in passing": (
        "submission_text_is_kept",
        SUBMISSION.format(f"status = 'declined', title = 'Muu', {NEXT}"),
    ),
    "published without a deed": (
        "deed_is_the_submitted_one",
        SUBMISSION.format(f"status = 'published', {NEXT}"),
    ),
    "an earlier change": (
        "times_follow_the_change",
        SUBMISSION.format("version = version + 1, changed_at = '2019-01-01 00:00:00.000000'"),
    ),
    "a deed's event to come": ("history_follows_the_change", of_deed()),
    "an event far ahead": ("history_follows_the_change", of_deed("version + 5")),
    "an event of nobody's": ("role_not_allowed", of_deed(actor="'sirkka'")),
    "an event of a former manager": ("role_not_allowed", of_deed(actor="'former'")),
    "deed deleted": ("submission_is_kept", "DELETE FROM deed_submission"),
    "deed's history changed": ("append_only", "UPDATE deed_submission_event SET note = 'x'"),
    "deed's history deleted": ("append_only", "DELETE FROM deed_submission_event"),
    "an enrolment's version stays": ("stale_version", ENROLMENT.format("status = 'declined'")),
    "more people": (
        "enrolment_identity_is_fixed",
        ENROLMENT.format(f"people = people + 1, {NEXT}"),
    ),
    "another training": (
        "enrolment_identity_is_fixed",
        ENROLMENT.format(f"activity_id = {{other}}, {NEXT}"),
    ),
    "more places than people": (
        "accepted_within_enrolled",
        ENROLMENT.format(f"status = 'accepted', people_accepted = 4, {NEXT}"),
    ),
    "more places than there are": (
        "places_not_exceeded",
        ENROLMENT.format(f"status = 'accepted', people_accepted = 3, {NEXT}"),
    ),
    "places for the waitlist": (
        "people_only_when_accepted",
        ENROLMENT.format(f"status = 'waitlisted', people_accepted = 1, {NEXT}"),
    ),
    "places written by hand": (
        "places_taken_follow_enrolments",
        "UPDATE activity_places SET places_taken = 0 WHERE activity_id = {training}",
    ),
    "fewer places than are taken": (
        "places_not_exceeded",
        "UPDATE activity_places SET places = 2 WHERE activity_id = {training}",
    ),
    "places taken from the start": (
        "places_taken_follow_enrolments",
        "INSERT INTO activity_places (activity_id, places, places_taken, enrolment_closes_on)"
        " VALUES ({bare}, 9, 1, '2020-12-24')",
    ),
    "closed before they came": (
        "enrolments_came_later",
        "UPDATE activity_places SET enrolment_closes_on = '2020-11-19'"
        " WHERE activity_id = {training}",
    ),
    "an enrolment's event to come": ("history_follows_the_change", of_enrolment()),
    "an enrolment's event of nobody's": ("role_not_allowed", of_enrolment(actor="'arvo'")),
    "enrolment deleted": ("enrolment_is_kept", "DELETE FROM enrolment"),
    "enrolment's history changed": ("append_only", "UPDATE enrolment_event SET note = 'x'"),
}


@pytest.fixture(scope="module")
def players(shared_world: World) -> dict[str, object]:
    desk = Desk(shared_world)
    training = desk.training(places=5)
    desk.enrolment(training, EnrolmentStatus.ACCEPTED)
    names: dict[str, object] = {"training": training, "other": desk.training()}
    names |= {"il": desk.enrolment(training), "tt": desk.submission()}
    desk.submission(SubmissionStatus.PUBLISHED)
    shared_world.change(
        "INSERT INTO activity (activity_id, service_type, period_code, name, starts_on, ends_on,"
        " delivery_mode, status) SELECT 99, service_type, period_code, name, starts_on, ends_on,"
        f" delivery_mode, status FROM activity WHERE activity_id = {training}"
    )
    return names | {"bare": 99}


@pytest.mark.parametrize(("rule", "sql"), REFUSED.values(), ids=REFUSED)
def test_refused(shared_world: World, players: dict[str, object], rule: str, sql: str) -> None:
    before = shared_world.content()
    with (
        plain_connection(shared_world.engine) as connection,
        pytest.raises(DRIVER_ERRORS) as failure,
    ):
        connection.execute(sql.format(**players))
    assert rule in str(failure.value)
    assert shared_world.content() == before


def test_a_state_without_its_event_is_not_committed(world: World) -> None:
    desk = Desk(world)
    number = desk.submission()
    with pytest.raises(exc.IntegrityError):
        world.change(
            "UPDATE deed_submission SET status = 'returned', version = 2,"
            f" changed_at = {WHEN} WHERE submission_no = '{number}'"
        )
    assert desk.row(number).version == 1


def test_nobody_enrols_after_the_last_day(world: World) -> None:
    """The day is the Finnish one: 23.12. ends at 22 UTC."""
    desk = Desk(world)
    training = desk.training()
    in_time = local(2020, 12, 23, 23, 59)
    desk.enrolment(training, submitted_at=in_time, changed_at=in_time)
    late = local(2020, 12, 24, 0, 1)
    with pytest.raises(exc.IntegrityError, match="enrolment_is_closed"):
        desk.enrolment(training, submitted_at=late, changed_at=late)


def test_summer_time_is_known(world: World) -> None:
    desk = Desk(world)
    training = desk.training()
    world.change("UPDATE activity_places SET enrolment_closes_on = '2020-06-15'")
    in_time = local(2020, 6, 15, 23, 59)
    desk.enrolment(training, submitted_at=in_time, changed_at=in_time)
    late = local(2020, 6, 16, 0, 1)
    with pytest.raises(exc.IntegrityError, match="enrolment_is_closed"):
        desk.enrolment(training, submitted_at=late, changed_at=late)


def test_a_published_deed_is_not_taken_back_after_its_letter(world: World) -> None:
    desk = Desk(world)
    number = desk.submission(SubmissionStatus.PUBLISHED)
    world.change("UPDATE letter SET status = 'sent'")
    with pytest.raises(exc.IntegrityError, match="letter_has_left"):
        world.change(
            "UPDATE deed_submission SET status = 'received', deed_id = NULL,"
            f" version = version + 1, changed_at = {WHEN} WHERE submission_no = '{number}'"
        )


def test_a_whole_history_comes_in_one_transaction(world: World) -> None:
    """As a load writes it: the subject as it stands, then its events from the first."""
    desk = Desk(world)
    training = desk.training(places=5)
    subject = {
        "enrolment_id": 1, "enrolment_no": "IL-2020-900", "activity_id": training, "people": 3,
        "organisation_id": world.organisation(), "submitted_at": local(2020, 11, 2),
        "status": "accepted", "people_accepted": 3, "version": 3, "changed_at": NOW,
    }  # fmt: skip
    told: list[dict[str, Any]] = [
        {"version": 1, "from_status": None, "to_status": "received", "at": local(2020, 11, 2)},
        {"version": 2, "from_status": "received", "to_status": "waitlisted",
         "at": local(2020, 11, 9)},
        {"version": 3, "from_status": "waitlisted", "to_status": "accepted", "at": NOW,
         "people_accepted": 3},
    ]  # fmt: skip
    with writing(world.engine) as connection:
        connection.execute(insert(enrolment).values(**subject))
        for event in told:
            connection.execute(
                insert(enrolment_event).values(enrolment_id=1, actor=OFFICER, **event)
            )
    assert desk.taken(training) == 3
    desk.everything_agrees()


def test_a_history_with_a_hole_does_not(world: World) -> None:
    desk = Desk(world)
    other = desk.submission()
    assert desk.act(other, SubmissionAction.RETURN).saved
    before = world.content()
    row = dict(desk.row(other)._mapping) | {"submission_id": 900, "submission_no": "TT-2020-900"}
    with pytest.raises(exc.IntegrityError), writing(world.engine) as connection:
        connection.execute(insert(deed_submission).values(**row))
    assert world.content() == before
