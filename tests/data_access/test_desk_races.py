"""Several people at the desks of deeds and enrolments: one wins, places are never exceeded."""

from collections import Counter

import pytest

from data_access.decisions import Command, Outcome, Refusal
from data_access.schema import deed, enrolment_event, letter
from programme.deed_submissions import SubmissionAction
from programme.enrolments import EnrolmentAction
from tests.data_access.desk import Desk
from tests.data_access.racing import Race, processes, threads
from tests.data_access.scenarios import MANAGER, OFFICER, World

HEATS = 4
WAYS = pytest.mark.parametrize(("race", "runners"), [(threads, 12), (processes, 4)])
BOTH = (MANAGER, OFFICER)


@WAYS
def test_one_deed_has_one_winner(world: World, race: Race, runners: int) -> None:
    desk = Desk(world)
    does = (SubmissionAction.PUBLISH, SubmissionAction.RETURN, SubmissionAction.DECLINE)
    numbers = [desk.submission() for _ in range(HEATS)]
    plans = [
        [desk.command(number, does[n % 3], BOTH[n % 2]) for number in numbers]
        for n in range(runners)
    ]
    published = 0
    for heat, number in zip(zip(*race(world.engine, plans), strict=True), numbers, strict=True):
        outcomes = Counter(answer.outcome for answer in heat)
        assert outcomes == {Outcome.SAVED: 1, Outcome.CONFLICT: runners - 1}
        (winner,) = (answer for answer in heat if answer.saved)
        assert {(a.status, a.version, a.actor, a.at) for a in heat} == {
            (winner.status, winner.version, winner.actor, winner.at)
        }
        assert desk.row(number).status == winner.status
        published += winner.status == "published"
    assert (world.count(deed), world.count(letter)) == (published, HEATS)
    desk.everything_agrees()


@WAYS
def test_the_last_places_go_to_as_many_as_they_suffice_for(
    world: World, race: Race, runners: int
) -> None:
    """Each wants two places and five are left: two get theirs."""
    desk = Desk(world)
    trainings = [desk.training(places=5) for _ in range(HEATS)]
    plans: list[list[Command]] = [
        [
            desk.command(desk.enrolment(training), EnrolmentAction.ACCEPT, BOTH[n % 2], people=2)
            for training in trainings
        ]
        for n in range(runners)
    ]
    for heat in zip(*race(world.engine, plans), strict=True):
        assert sum(answer.saved for answer in heat) == 2
        assert {answer.refusal for answer in heat if not answer.saved} == {Refusal.PLACES}
    assert {desk.taken(training) for training in trainings} == {4}
    desk.everything_agrees()


@WAYS
def test_one_request_from_everywhere_is_done_once(world: World, race: Race, runners: int) -> None:
    desk = Desk(world)
    training = desk.training(places=3 * HEATS)
    deeds = [desk.submission() for _ in range(HEATS)]
    people = [desk.enrolment(training) for _ in range(HEATS)]
    plan = [
        *(desk.command(number, SubmissionAction.PUBLISH) for number in deeds),
        *(desk.command(number, EnrolmentAction.ACCEPT) for number in people),
    ]
    for heat in zip(*race(world.engine, [plan] * runners), strict=True):
        outcomes = Counter(answer.outcome for answer in heat)
        assert outcomes == {Outcome.SAVED: 1, Outcome.REPEATED: runners - 1}
    assert (world.count(deed), world.count(letter)) == (HEATS, 2 * HEATS)
    assert desk.taken(training) == 3 * HEATS
    desk.everything_agrees()


@WAYS
def test_places_given_back_are_given_once(world: World, race: Race, runners: int) -> None:
    """While one enrolment is cancelled again and again, others want its places."""
    desk = Desk(world)
    training = desk.training(places=3)
    first = desk.enrolment(training)
    assert desk.act(first, EnrolmentAction.ACCEPT).saved
    cancel = desk.command(first, EnrolmentAction.CANCEL)
    plans = [
        [cancel, desk.command(desk.enrolment(training), EnrolmentAction.ACCEPT)]
        for _ in range(runners)
    ]
    answers = race(world.engine, plans)
    assert sum(accepted.saved for _, accepted in answers) == 1
    assert desk.taken(training) == 3
    assert world.count(enrolment_event) == 3 + runners + 1
    desk.everything_agrees()
