"""Proposals: who may make them, what they need, and how long they stand."""

from dataclasses import replace
from typing import Any

import pytest

from data_access.connect import reading
from data_access.decisions import Outcome, Refusal, decide
from data_access.proposals import Proposal, propose, propose_all, standing, standing_all
from data_access.proposers import proposers
from data_access.schema import application_proposal
from programme.codes import ProposalSource, RejectionGround
from programme.lifecycle import Action, Status
from tests.data_access.scenarios import (
    ADMIN,
    FORMER,
    MANAGER,
    NOW,
    OFFICER,
    REASON,
    STEERING,
    World,
    clock,
)

OPEN = (Status.SUBMITTED, Status.IN_REVIEW, Status.WAITLISTED)


def proposal(world: World, number: str, **changes: Any) -> Proposal:
    """A sound proposal of one day, on the version that stands now."""
    sound = Proposal(
        application_no=number,
        seen_version=world.row(number).version,
        outcome=Status.APPROVED,
        days=1,
        ground=None,
        rationale=REASON,
        by=OFFICER,
        request_key=f"proposal of {number}",
    )
    return replace(sound, **changes)


def proposed(world: World, number: str, **changes: Any) -> Proposal:
    """One that is written down."""
    made = proposal(world, number, **changes)
    answer = propose(world.engine, made, clock())
    assert answer.outcome is Outcome.SAVED, answer
    return made


def stands(world: World, number: str) -> Any:
    with reading(world.engine) as connection:
        return standing(connection, number)


@pytest.mark.parametrize("by", [OFFICER, MANAGER])
@pytest.mark.parametrize("status", OPEN)
def test_the_office_proposes_while_an_application_is_open(
    world: World, status: Status, by: str
) -> None:
    number = world.application(status)
    before = world.row(number)
    proposed(world, number, by=by, source=ProposalSource.ALLOCATION)
    found = stands(world, number)
    assert (found.outcome, found.days, found.ground) == (Status.APPROVED, 1, None)
    assert (found.rationale, found.source) == (REASON, "allocation")
    assert (found.version, found.proposed_at) == (before.version, NOW)
    assert found.proposed_by == {OFFICER: "Otto", MANAGER: "Anna"}[by]
    assert world.row(number) == before, "a proposal decides nothing"


@pytest.mark.parametrize("by", [STEERING, ADMIN, FORMER, "nobody"])
def test_nobody_else_proposes(shared_world: World, by: str) -> None:
    number = shared_world.application()
    before = shared_world.content()
    wrong = proposal(shared_world, number, by=by, days=9, seen_version=9)
    answer = propose(shared_world.engine, wrong, clock())
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.FORBIDDEN)
    assert shared_world.content() == before


_REJECTED = {"outcome": Status.REJECTED, "days": None}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"application_no": "SP-1999-001"}, Refusal.UNKNOWN_APPLICATION),
        ({"days": None}, Refusal.DAYS_RANGE),
        ({"days": 0}, Refusal.DAYS_RANGE),
        ({"days": 3}, Refusal.DAYS_RANGE),
        ({"outcome": Status.WAITLISTED}, Refusal.DAYS_RANGE),
        ({**_REJECTED, "days": 1, "ground": RejectionGround.THEME}, Refusal.DAYS_RANGE),
        (_REJECTED, Refusal.GROUND_MISSING),
        ({"ground": RejectionGround.THEME}, Refusal.GROUND_MISSING),
        ({"rationale": "  liian \0  "}, Refusal.RATIONALE_MISSING),
        ({"outcome": Status.WITHDRAWN}, Refusal.NOT_NOW),
    ],
)
def test_a_proposal_needs_what_its_decision_would(
    shared_world: World, changes: dict[str, Any], refusal: Refusal
) -> None:
    wrong = proposal(shared_world, shared_world.application(), **changes)
    before = shared_world.content()
    answer = propose(shared_world.engine, wrong, clock())
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, refusal)
    assert shared_world.content() == before


@pytest.mark.parametrize(
    "status", [status for status in Status if status not in (*OPEN, Status.DRAFT)]
)
def test_what_cannot_be_decided_now_cannot_be_proposed(shared_world: World, status: Status) -> None:
    shared_world.change("UPDATE sparring_round SET day_pool = 100")
    wrong = proposal(shared_world, shared_world.application(status))
    answer = propose(shared_world.engine, wrong, clock())
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.NOT_NOW)


def test_one_waits_already_and_need_not_be_proposed_to(world: World) -> None:
    number = world.application(Status.WAITLISTED)
    wrong = proposal(world, number, outcome=Status.WAITLISTED, days=None)
    assert propose(world.engine, wrong, clock()).refusal is Refusal.NOT_NOW


def test_who_saw_an_older_version_is_told(world: World) -> None:
    number = world.application()
    late = proposal(world, number)
    world.act(number, Action.TAKE_UP, OFFICER)
    before = world.content()
    assert propose(world.engine, late, clock()).outcome is Outcome.CONFLICT
    assert world.content() == before


def test_the_same_request_proposes_once(world: World) -> None:
    made = proposed(world, world.application())
    before = world.content()
    again = propose(world.engine, made, clock())
    assert (again.outcome, again.saved) == (Outcome.REPEATED, True)
    other = propose(world.engine, replace(made, by=MANAGER), clock())
    assert (other.outcome, other.refusal) == (Outcome.REFUSED, Refusal.REQUEST_REUSED)
    assert world.content() == before


def test_the_later_of_two_proposals_stands(world: World) -> None:
    number = world.application()
    proposed(world, number, request_key="first")
    proposed(
        world,
        number,
        outcome=Status.REJECTED,
        days=None,
        ground=RejectionGround.THEME,
        request_key="second",
    )
    assert stands(world, number).ground is RejectionGround.THEME
    assert world.count(application_proposal) == 2


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.WAITLISTED])
def test_taking_an_application_up_changes_nothing_that_was_proposed(
    world: World, status: Status
) -> None:
    number = world.application(status)
    proposed(world, number)
    world.act(number, Action.TAKE_UP, OFFICER)
    assert stands(world, number).days == 1


#: What happens to an application in review, and who brings it back to where it can be decided.
FALLS = {
    "a question": ((Action.CLARIFY, OFFICER), (Action.TAKE_UP, OFFICER)),
    "a waitlisting": ((Action.WAITLIST, OFFICER),),
    "a decision that was undone": ((Action.APPROVE, MANAGER), (Action.UNDO, MANAGER)),
    "a rejection that was reopened": ((Action.REJECT, MANAGER), (Action.REOPEN, MANAGER)),
}


@pytest.mark.parametrize("steps", FALLS.values(), ids=FALLS)
def test_a_proposal_falls_with_what_it_was_based_on(
    world: World, steps: tuple[tuple[Action, str], ...]
) -> None:
    number = world.application(Status.IN_REVIEW)
    proposed(world, number)
    for action, by in steps:
        assert world.act(number, action, by).saved
        assert stands(world, number) is None
    with reading(world.engine) as connection:
        assert standing_all(connection).empty
    assert world.count(application_proposal) == 1, "it is history"


def test_a_proposal_falls_when_what_is_asked_changes(world: World) -> None:
    number = world.application()
    proposed(world, number)
    world.change(
        "UPDATE sparring_application SET days_requested = 1, version = version + 1, "
        f"changed_by = '{OFFICER}'"
    )
    assert stands(world, number) is None


def test_a_proposal_outlives_a_change_of_handler(world: World) -> None:
    number = world.application()
    proposed(world, number)
    world.change(f"UPDATE sparring_application SET handler = '{OFFICER}', version = version + 1")
    assert stands(world, number).days == 1


@pytest.mark.parametrize(
    ("outcome", "days", "ground", "becomes"),
    [
        (Status.APPROVED, 2, None, Status.APPROVED),
        (Status.REJECTED, None, RejectionGround.STAFF, Status.REJECTED),
        (Status.WAITLISTED, None, None, Status.WAITLISTED),
    ],
)
def test_a_manager_confirms_a_proposal_in_its_own_words(
    world: World, outcome: Status, days: int, ground: RejectionGround, becomes: Status
) -> None:
    number = world.application()
    proposed(world, number, outcome=outcome, days=days, ground=ground)
    confirmed = stands(world, number).command(MANAGER, world.row(number).version, "confirmed")
    answer = decide(world.engine, confirmed, clock())
    assert (answer.outcome, answer.status, answer.days) == (Outcome.SAVED, becomes, days)
    assert world.history(number)[-1].note == REASON
    assert stands(world, number) is None


def test_many_proposals_each_stand_for_themselves(world: World) -> None:
    numbers = [world.application() for _ in range(3)]
    made = [proposal(world, number) for number in numbers]
    made[1] = replace(made[1], days=3)
    answers = propose_all(world.engine, made, clock())
    assert [answer.outcome for answer in answers] == [
        Outcome.SAVED,
        Outcome.REFUSED,
        Outcome.SAVED,
    ]
    with reading(world.engine) as connection:
        found = standing_all(connection)
    assert list(found.application_no) == [numbers[0], numbers[2]]
    assert list(found.proposed_by) == ["Otto", "Otto"]
    assert world.reserved() == 0


# --- history --------------------------------------------------------------------------------


def followed(world: World, number: str) -> dict[int, str]:
    with reading(world.engine) as connection:
        return dict(proposers(connection, number))


def test_history_tells_whose_proposal_a_decision_followed(world: World) -> None:
    number = world.application()
    proposed(world, number, days=2)
    answer = world.act(number, Action.APPROVE, days=2)
    assert followed(world, number) == {answer.version: "Otto"}


@pytest.mark.parametrize(
    ("action", "words"),
    [(Action.APPROVE, {"days": 1}), (Action.REJECT, {}), (Action.WAITLIST, {})],
)
def test_a_decision_of_ones_own_follows_nobody(
    world: World, action: Action, words: dict[str, Any]
) -> None:
    number = world.application()
    proposed(world, number, days=2)
    assert world.act(number, action, **words).saved
    assert followed(world, number) == {}


def test_a_proposal_that_had_fallen_is_not_followed(world: World) -> None:
    number = world.application(Status.IN_REVIEW)
    proposed(world, number, days=1)
    world.act(number, Action.CLARIFY, OFFICER)
    world.act(number, Action.TAKE_UP, OFFICER)
    world.act(number, Action.APPROVE, days=1)
    assert followed(world, number) == {}
