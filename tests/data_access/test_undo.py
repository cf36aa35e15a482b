"""Taking decisions back: undo before the letter leaves, reopening and cancelling after."""

import pytest
from sqlalchemy import select

from data_access.decisions import Outcome, Refusal, decide
from data_access.schema import application_decision, letter
from programme.lifecycle import GRANTED, Action, Status
from tests.data_access import invariants
from tests.data_access.scenarios import MANAGER, NOW, OFFICER, REASON, World, clock

#: Who undoes what: a manager a decision, anybody of the office a question or a waitlisting.
UNDONE = [
    (Action.APPROVE, MANAGER),
    (Action.REJECT, MANAGER),
    (Action.CLARIFY, OFFICER),
    (Action.WAITLIST, OFFICER),
]


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT])
def test_undo_takes_a_decision_back_until_its_letter_leaves(world: World, action: Action) -> None:
    number = world.application()
    world.act(number, action, days=2)
    answer = world.act(number, Action.UNDO, text="")
    assert (answer.outcome, answer.status, answer.days) == (Outcome.SAVED, Status.IN_REVIEW, None)
    row = world.row(number)
    assert (row.days_granted, row.decided_at, row.closed_at) == (None, None, None)
    assert world.reserved() == 0
    assert world.one(select(letter.c.status)) == ("cancelled",)
    assert [e.to_status for e in world.history(number)][-2:] == [
        Status.APPROVED if action is Action.APPROVE else Status.REJECTED,
        Status.IN_REVIEW,
    ]
    assert world.act(number, Action.APPROVE, days=1).saved
    assert (world.reserved(), world.count(application_decision)) == (1, 2)
    assert sorted(world.all(select(letter.c.status))) == [("cancelled",), ("waiting",)]


@pytest.mark.parametrize(("action", "by"), UNDONE)
def test_after_undo_an_application_is_in_review_and_nothing_is_told(
    world: World, action: Action, by: str
) -> None:
    number = world.application()
    done = world.act(number, action, by)
    answer = world.act(number, Action.UNDO, by, text="")
    assert (answer.outcome, answer.status) == (Outcome.SAVED, Status.IN_REVIEW)
    assert answer.version == (done.version or 0) + 1
    assert world.one(select(letter.c.status)) == ("cancelled",)
    invariants.hold(world)


@pytest.mark.parametrize(("action", "by"), UNDONE)
@pytest.mark.parametrize("status", ["sending", "handed_over", "sent"])
def test_what_has_left_or_may_have_is_not_undone(
    world: World, action: Action, by: str, status: str
) -> None:
    number = world.application()
    world.act(number, action, by)
    world.change(f"UPDATE letter SET status = '{status}'")
    before = world.content()
    answer = world.act(number, Action.UNDO, by)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.LETTER_LEFT)
    assert world.content() == before


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT])
def test_a_decision_is_undone_by_a_manager(world: World, action: Action) -> None:
    number = world.application()
    world.act(number, action)
    assert world.act(number, Action.UNDO, OFFICER).refusal is Refusal.FORBIDDEN


def test_an_answer_that_came_is_not_undone(world: World) -> None:
    """Taking up after a question leaves its letter; undoing it takes the letter back."""
    number = world.application(Status.CLARIFICATION_REQUESTED)
    world.act(number, Action.TAKE_UP, OFFICER)
    assert world.one(select(letter.c.status)) == ("waiting",)
    assert world.act(number, Action.UNDO, OFFICER).refusal is Refusal.NOT_NOW


def test_an_undo_that_is_sent_twice_is_done_once(world: World) -> None:
    number = world.application(Status.APPROVED)
    undo = world.command(number, Action.UNDO)
    first = decide(world.engine, undo, clock())
    before = world.content()
    assert decide(world.engine, undo, clock()).outcome is Outcome.REPEATED
    assert (first.saved, world.content()) == (True, before)


def test_reopening_is_a_new_event_with_a_reason(world: World) -> None:
    number = world.application(Status.REJECTED)
    world.change("UPDATE letter SET status = 'sent'")
    assert world.act(number, Action.REOPEN, text="").refusal is Refusal.RATIONALE_MISSING
    assert world.act(number, Action.REOPEN).status is Status.IN_REVIEW
    assert world.history(number)[-1].note == REASON
    assert world.one(select(letter.c.status)) == ("sent",)
    assert world.act(number, Action.APPROVE).saved


def test_reopening_makes_room_for_one_application_only(world: World) -> None:
    organisation = world.organisation()
    first = world.application(Status.REJECTED, organisation_id=organisation)
    world.application(organisation_id=organisation)
    before = world.content()
    answer = world.act(first, Action.REOPEN)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.LIVE_APPLICATION)
    assert world.content() == before


@pytest.mark.parametrize("status", [Status.APPROVED, Status.SCHEDULED])
def test_cancelling_gives_the_days_back(world: World, status: Status) -> None:
    number = world.application(status, days=2)
    assert (status in GRANTED, world.reserved()) == (True, 2)
    answer = world.act(number, Action.CANCEL)
    assert (answer.status, answer.days, answer.days_left) == (Status.CANCELLED, None, 10)
    assert world.row(number).decided_at == NOW
