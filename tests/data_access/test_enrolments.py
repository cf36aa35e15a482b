"""Enrolments to trainings: places are taken by accepting and given back, never too many."""

import pytest
from sqlalchemy import select

from data_access.decisions import Outcome, Refusal
from data_access.schema import letter
from programme.enrolments import EnrolmentAction, EnrolmentStatus
from programme.letters import LetterStatus, Template
from tests.data_access.desk import Desk
from tests.data_access.scenarios import ADMIN, FORMER, MANAGER, STEERING, World

A, S = EnrolmentAction, EnrolmentStatus


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def test_accepting_takes_places_and_writes_a_letter(desk: Desk) -> None:
    training = desk.training(places=5)
    number = desk.enrolment(training, people=4)
    answer = desk.act(number, A.ACCEPT, people=3)
    assert (answer.status, answer.people, answer.places_left) == (S.ACCEPTED, 3, 2)
    assert (desk.taken(training), desk.row(number).people_accepted) == (3, 3)
    assert desk.history(number)[-1].people_accepted == 3
    assert desk.world.one(select(letter)).template == Template.ENROLMENT_ACCEPTED
    desk.everything_agrees()


@pytest.mark.parametrize("people", [None, 0, -1, 4])
def test_places_are_for_those_who_were_enrolled(desk: Desk, people: int | None) -> None:
    number = desk.enrolment(desk.training(), people=3)
    answer = desk.act(number, A.ACCEPT, people=people)
    assert (answer.refusal, answer.max_people) == (Refusal.PEOPLE_RANGE, 3)


def test_no_more_than_there_are_places(desk: Desk) -> None:
    training = desk.training(places=5)
    desk.enrolment(training, S.ACCEPTED)
    number = desk.enrolment(training)
    answer = desk.act(number, A.ACCEPT, people=3)
    assert (answer.refusal, answer.places_left) == (Refusal.PLACES, 2)
    assert desk.act(number, A.ACCEPT, people=2).saved
    assert desk.taken(training) == 5


@pytest.mark.parametrize("action", [A.CANCEL, A.UNDO])
def test_places_come_back(desk: Desk, action: EnrolmentAction) -> None:
    training = desk.training()
    number = desk.enrolment(training, S.ACCEPTED)
    assert desk.act(number, action).people is None
    assert desk.taken(training) == 0
    desk.everything_agrees()


def test_undo_takes_the_letter_back(desk: Desk) -> None:
    number = desk.enrolment(desk.training(), S.ACCEPTED)
    assert desk.act(number, A.UNDO).status == S.RECEIVED
    assert desk.world.one(select(letter)).status == LetterStatus.CANCELLED


@pytest.mark.parametrize("status", [S.ACCEPTED, S.WAITLISTED, S.DECLINED])
def test_no_undo_once_the_letter_has_left(desk: Desk, status: EnrolmentStatus) -> None:
    number = desk.enrolment(desk.training(), status)
    desk.world.change("UPDATE letter SET status = 'sent'")
    assert desk.act(number, A.UNDO).refusal is Refusal.LETTER_LEFT


def test_the_waitlist_is_taken_in_later(desk: Desk) -> None:
    training = desk.training(places=3)
    first = desk.enrolment(training, S.ACCEPTED)
    second = desk.enrolment(training, S.WAITLISTED)
    assert desk.act(second, A.ACCEPT).refusal is Refusal.PLACES
    desk.act(first, A.CANCEL)
    assert desk.act(second, A.ACCEPT).saved
    assert desk.taken(training) == 3
    desk.everything_agrees()


@pytest.mark.parametrize("status", ["cancelled", "completed"])
def test_nobody_is_taken_into_a_training_that_is_off(desk: Desk, status: str) -> None:
    training = desk.training()
    number = desk.enrolment(training)
    desk.world.change(f"UPDATE activity SET status = '{status}'")
    assert desk.act(number, A.ACCEPT).refusal is Refusal.TRAINING_OFF
    assert desk.act(number, A.DECLINE).saved


@pytest.mark.parametrize("action", [A.DECLINE, A.CANCEL])
def test_a_reason_is_needed(desk: Desk, action: EnrolmentAction) -> None:
    number = desk.enrolment(desk.training())
    assert desk.act(number, action, text="").refusal is Refusal.RATIONALE_MISSING


def test_one_live_enrolment_of_an_organisation(desk: Desk) -> None:
    training = desk.training()
    declined = desk.enrolment(training, S.DECLINED)
    desk.enrolment(training, organisation_id=desk.row(declined).organisation_id)
    assert desk.act(declined, A.REOPEN).refusal is Refusal.LIVE_ENROLMENT


@pytest.mark.parametrize("by", [STEERING, ADMIN, FORMER])
def test_only_the_office_acts(desk: Desk, by: str) -> None:
    answer = desk.act(desk.enrolment(desk.training()), A.ACCEPT, by)
    assert (answer.refusal, answer.places_left) == (Refusal.FORBIDDEN, None)


def test_the_second_one_is_told(desk: Desk) -> None:
    number = desk.enrolment(desk.training())
    desk.act(number, A.WAITLIST)
    answer = desk.act(number, A.ACCEPT, MANAGER, seen_version=1)
    assert (answer.outcome, answer.status, answer.actor) == (
        Outcome.CONFLICT,
        S.WAITLISTED,
        "Otto",
    )
