"""Many decisions at once: what fits is saved, the rest is said, nothing else is touched."""

from collections import Counter
from unittest.mock import patch

from data_access import bulk
from data_access.connect import DatabaseUnavailable, Trouble
from data_access.decisions import Answer, Command, Outcome, Refusal, decide
from data_access.schema import application_decision, letter
from programme.clock import Clock
from programme.lifecycle import Action, Status
from tests.data_access import invariants
from tests.data_access.scenarios import SECOND_MANAGER, World, clock


def approvals(world: World, days: list[int]) -> list[Command]:
    """Commands to approve as many new applications, each with its days."""
    return [world.command(world.application(), Action.APPROVE, days=each) for each in days]


def test_forty_approvals_take_exactly_what_a_pool_of_fifteen_holds(world: World) -> None:
    world.change("UPDATE sparring_round SET day_pool = 15")
    commands = approvals(world, [2, 2, 1, 2] * 10)
    others = [world.application(Status.IN_REVIEW) for _ in range(3)]
    before = {number: world.row(number) for number in others}
    answers = bulk.decide_all(world.engine, commands, clock())
    assert [answer.command for answer in answers] == commands
    saved = [answer for answer in answers if answer.saved]
    assert sum(answer.days or 0 for answer in saved) == world.reserved() == 15
    assert len(saved) == world.count(application_decision) == world.count(letter)
    for answer in answers:
        row = world.row(answer.command.number)
        if answer.saved:
            assert row.status == Status.APPROVED
        else:
            assert (answer.refusal, row.status) == (Refusal.POOL, Status.SUBMITTED)
            assert (answer.command.days or 0) > (answer.days_left or 0)
    assert {number: world.row(number) for number in others} == before
    invariants.hold(world)


def test_what_asks_for_less_still_fits_when_more_did_not(world: World) -> None:
    world.change("UPDATE sparring_round SET day_pool = 3")
    answers = bulk.decide_all(world.engine, approvals(world, [2, 2, 1, 1]), clock())
    assert [answer.saved for answer in answers] == [True, False, True, False]
    assert [answer.days_left for answer in answers] == [1, 1, 0, 0]


def test_what_others_decided_meanwhile_is_told_and_the_rest_saved(world: World) -> None:
    commands = approvals(world, [1, 1, 1])
    world.act(commands[1].number, Action.REJECT, SECOND_MANAGER)
    answers = bulk.decide_all(world.engine, commands, clock())
    assert [answer.outcome for answer in answers] == [
        Outcome.SAVED,
        Outcome.CONFLICT,
        Outcome.SAVED,
    ]
    assert (answers[1].actor, answers[1].status) == ("Mikko", Status.REJECTED)


def test_a_bulk_that_is_sent_twice_is_done_once(world: World) -> None:
    commands = approvals(world, [1, 1])
    bulk.decide_all(world.engine, commands, clock())
    before = world.content()
    answers = bulk.decide_all(world.engine, commands, clock())
    assert {answer.outcome for answer in answers} == {Outcome.REPEATED}
    assert world.content() == before


def test_a_database_that_goes_away_ends_it_and_the_rest_can_be_sent_again(world: World) -> None:
    """The second answer is lost after it was saved, as when the line breaks at that moment."""
    commands = approvals(world, [1] * 4)
    sent: list[Command] = []

    def lost(engine: object, command: Command, at: Clock) -> Answer:
        sent.append(command)
        answer: Answer = decide(world.engine, command, at)
        if len(sent) == 2:
            raise DatabaseUnavailable(Trouble.AWAY)
        return answer

    with patch.object(bulk, "decide", lost):
        answers = bulk.decide_all(world.engine, commands, clock())
    unsent = [Outcome.UNSENT] * 3
    assert [answer.outcome for answer in answers] == [Outcome.SAVED, *unsent]
    assert sent == commands[:2]
    again = bulk.decide_all(world.engine, [a.command for a in answers if not a.saved], clock())
    outcomes = Counter(answer.outcome for answer in again)
    assert outcomes == {Outcome.REPEATED: 1, Outcome.SAVED: 2}
    assert world.reserved() == 4
    invariants.hold(world)
