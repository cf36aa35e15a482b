"""What runners race for, heat by heat, and what must come of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data_access.decisions import Answer, Command, Outcome, Refusal
from programme.lifecycle import Action, Status
from tests.data_access.scenarios import MANAGER, SECOND_MANAGER, World

BOTH = (MANAGER, SECOND_MANAGER)
_ACTIONS = (Action.APPROVE, Action.REJECT, Action.CLARIFY, Action.WAITLIST)

#: Days in the pool that all want two of.
LAST_DAYS = 5


@dataclass(frozen=True)
class Heat:
    """A command for each runner, and what judges the answers: raises AssertionError."""

    commands: Sequence[Command]
    judge: Callable[[World, Sequence[Answer]], None]


def one_application(world: World, runners: int, code: str) -> Heat:
    """Approvals, rejections, questions and waitlistings on one version, by two people."""
    world.round(code)
    (number,) = world.applications(1, round_code=code)
    commands = [world.command(number, _ACTIONS[n % 4], BOTH[n % 2]) for n in range(runners)]
    return Heat(commands, _has_one_winner)


def _has_one_winner(world: World, answers: Sequence[Answer]) -> None:
    outcomes = Counter(answer.outcome for answer in answers)
    assert outcomes == {Outcome.SAVED: 1, Outcome.CONFLICT: len(answers) - 1}, outcomes
    (winner,) = (answer for answer in answers if answer.saved)
    told = {(a.status, a.version, a.days, a.actor, a.at) for a in answers}
    assert told == {(winner.status, winner.version, winner.days, winner.actor, winner.at)}
    assert winner.actor, "every loser learns who was first"
    row = world.row(winner.command.number)
    assert (row.status, row.version) == (winner.status, winner.version)


def last_days(world: World, runners: int, code: str) -> Heat:
    """Each wants two days for an application of its own, and five are left."""
    world.round(code, day_pool=LAST_DAYS)
    numbers = world.applications(runners, round_code=code)
    commands = [
        world.command(number, Action.APPROVE, BOTH[n % 2], days=2)
        for n, number in enumerate(numbers)
    ]
    return Heat(commands, _suffice_for_two)


def _suffice_for_two(world: World, answers: Sequence[Answer]) -> None:
    winners = [answer for answer in answers if answer.saved]
    losers = [answer for answer in answers if not answer.saved]
    assert sum(answer.days or 0 for answer in winners) == 4, Counter(a.outcome for a in answers)
    assert {answer.refusal for answer in losers} == {Refusal.POOL}
    assert {answer.days_left for answer in losers} == {1}, "every loser learns what is left"
    assert {answer.status for answer in losers} == {Status.SUBMITTED}
    assert world.reserved(world.row(winners[0].command.number).round_code) == 4


def one_request(world: World, runners: int, code: str) -> Heat:
    """The same request, as a browser that repeats it from many tabs would send it."""
    world.round(code)
    (number,) = world.applications(1, round_code=code)
    return Heat([world.command(number, Action.APPROVE)] * runners, _is_done_once)


def _is_done_once(world: World, answers: Sequence[Answer]) -> None:
    outcomes = Counter(answer.outcome for answer in answers)
    assert outcomes == {Outcome.SAVED: 1, Outcome.REPEATED: len(answers) - 1}, outcomes
    assert len({(answer.status, answer.version, answer.days) for answer in answers}) == 1
    assert world.reserved(world.row(answers[0].command.number).round_code) == 1


KINDS = (one_application, last_days, one_request)


def drawn(world: World, how_many: int, runners: int) -> list[Heat]:
    """Heats of all kinds by turns, each in a round of its own."""
    return [
        KINDS[n % len(KINDS)](world, runners, f"{2030 + n // 10}-{n % 10}") for n in range(how_many)
    ]


def judge(world: World, heats: Sequence[Heat], answers: Sequence[Sequence[Answer]]) -> None:
    """Judge what each runner was answered, heat by heat."""
    for heat, given in zip(heats, zip(*answers, strict=True), strict=True):
        heat.judge(world, given)


def plans(heats: Sequence[Heat]) -> list[list[Command]]:
    """What each runner is to do, heat by heat."""
    return [list(plan) for plan in zip(*(heat.commands for heat in heats), strict=True)]
