"""Taking decisions back: undo before the letter leaves, reopening and cancelling after."""

import pytest
from sqlalchemy import select

from data_access.decisions import Outcome, Refusal
from data_access.schema import application_decision, letter
from programme.lifecycle import GRANTED, Action, Status
from tests.data_access.scenarios import NOW, REASON, World


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


@pytest.mark.parametrize("status", [Status.APPROVED, Status.REJECTED])
def test_undo_is_too_late_when_the_letter_has_left(world: World, status: Status) -> None:
    number = world.application(status)
    world.change("UPDATE letter SET status = 'sent'")
    before = world.content()
    answer = world.act(number, Action.UNDO)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.LETTER_LEFT)
    assert world.content() == before


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
