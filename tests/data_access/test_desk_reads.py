"""What the pages of deeds and services read: queues, what stands beside one, and what is left."""

from datetime import date

import pytest

from data_access import deed_submissions, enrolments
from data_access.attention import Need, attention
from data_access.connect import reading
from data_access.enrolments import Training
from programme.deed_submissions import SubmissionAction, SubmissionStatus
from programme.enrolments import EnrolmentAction, EnrolmentStatus
from tests.data_access.desk import Desk
from tests.data_access.happenings import attend, held, shown
from tests.data_access.scenarios import World, local

TODAY = date(2020, 12, 1)
EARLY = local(2020, 11, 16)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def submission(desk: Desk, number: str) -> deed_submissions.Submission:
    with reading(desk.world.engine) as connection:
        found = deed_submissions.submission(connection, number, TODAY)
    assert found
    return found


def enrolment(desk: Desk, number: str) -> enrolments.Enrolment:
    with reading(desk.world.engine) as connection:
        found = enrolments.one_enrolment(connection, number, TODAY)
    assert found
    return found


def training(desk: Desk) -> Training:
    with reading(desk.world.engine) as connection:
        (found,) = enrolments.trainings(connection)
    return found


def test_the_queue_of_deeds_begins_with_the_oldest(desk: Desk) -> None:
    late = desk.submission()
    early = desk.submission(submitted_at=EARLY, changed_at=EARLY)
    desk.submission(SubmissionStatus.DECLINED)
    with reading(desk.world.engine) as connection:
        rows = deed_submissions.submissions(connection, "received", TODAY)
        counts = deed_submissions.submission_counts(connection)
    assert list(rows["submission_no"]) == [early, late]
    assert list(rows["waited"]) == [11, 7]
    assert counts == {"received": 2, "returned": 0, "published": 0, "declined": 1, "all": 3}


def test_a_deed_tells_what_happened_and_whether_it_can_be_undone(desk: Desk) -> None:
    number = desk.submission(SubmissionStatus.RETURNED)
    found = submission(desk, number)
    assert [(event.from_status, event.to_status) for event in found.events] == [
        ("received", "returned"),
        (None, "received"),
    ]
    assert (found.events[0].actor, found.letter_waits) == ("Otto", True)
    desk.world.change("UPDATE letter SET status = 'sent'")
    assert not submission(desk, number).letter_waits


def test_similar_deeds_are_published_ones(desk: Desk) -> None:
    author, other = desk.world.organisation(), desk.world.organisation()
    shown(desk.world, title="Oma", organisation_id=author, sector="ecec")
    shown(desk.world, title="Muun alan", organisation_id=other, sector="ecec")
    shown(desk.world, title="Saman alan", organisation_id=other, sector="education")
    shown(desk.world, None, title="Luonnos", organisation_id=author, status="draft")
    number = desk.submission(organisation_id=author)
    similar = [(each.title, each.own) for each in submission(desk, number).similar]
    assert similar == [("Oma", True), ("Saman alan", False)]
    desk.act(number, SubmissionAction.PUBLISH)
    assert [each.title for each in submission(desk, number).similar] == ["Oma", "Saman alan"]


def test_a_training_tells_its_places_and_who_asks_for_them(desk: Desk) -> None:
    number = desk.training(places=5)
    desk.enrolment(number, EnrolmentStatus.ACCEPTED)
    desk.enrolment(number, EnrolmentStatus.WAITLISTED)
    desk.enrolment(number, EnrolmentStatus.DECLINED)
    desk.enrolment(number, people=4)
    found = training(desk)
    assert (found.places, found.taken, found.left) == (5, 3, 2)
    assert (found.asked, found.waiting, found.short) == (7, 2, 5)


def test_those_who_wait_stand_in_line(desk: Desk) -> None:
    number = desk.training()
    second = desk.enrolment(number)
    first = desk.enrolment(number, submitted_at=EARLY, changed_at=EARLY)
    assert (enrolment(desk, first).place, enrolment(desk, second).place) == (1, 2)
    desk.act(first, EnrolmentAction.ACCEPT)
    assert (enrolment(desk, first).place, enrolment(desk, second).place) == (None, 1)


def test_earlier_participations_of_the_organisation(desk: Desk) -> None:
    organisation = desk.world.organisation()
    attended = held(desk.world, {organisation: 3})
    attend(desk.world, attended, organisation, 1, "supervisor")
    number = Desk(desk.world).enrolment(Desk(desk.world).training(), organisation_id=organisation)
    assert enrolment(desk, number).earlier == 1


@pytest.mark.parametrize("number", ["TT-2020-999", "\0"])
def test_what_is_not_there_is_none(desk: Desk, number: str) -> None:
    with reading(desk.world.engine) as connection:
        assert deed_submissions.submission(connection, number, TODAY) is None
        assert enrolments.one_enrolment(connection, number, TODAY) is None


def test_what_is_received_needs_attention(desk: Desk) -> None:
    number = desk.submission(submitted_at=EARLY, changed_at=EARLY)
    desk.submission(SubmissionStatus.RETURNED)
    training_id = desk.training()
    desk.enrolment(training_id, people=4)
    desk.enrolment(training_id, EnrolmentStatus.WAITLISTED)
    with reading(desk.world.engine) as connection:
        found = {item.need: item for item in attention(connection, None, TODAY)}
    assert (found[Need.SUBMISSIONS].count, found[Need.SUBMISSIONS].number) == (1, number)
    assert found[Need.SUBMISSIONS].on == date(2020, 11, 16)
    assert (found[Need.ENROLMENTS].count, found[Need.ENROLMENTS].people) == (1, 4)
