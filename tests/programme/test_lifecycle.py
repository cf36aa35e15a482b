"""The life cycle: which moves there are, who may make them, and that the states are sorted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.lifecycle import (
    GRANTED,
    QUEUE,
    TERMINAL,
    TRANSITIONS,
    Action,
    Status,
    actions,
    allowed,
    path,
)
from programme.roles import Right, Role

#: The programme's rules: from → to (o = officer, m = manager).
RULES = {
    ("draft", "submitted"): "o",
    ("submitted", "in_review"): "o",
    ("submitted", "withdrawn"): "o",
    ("in_review", "clarification_requested"): "o",
    ("in_review", "waitlisted"): "o",
    ("in_review", "withdrawn"): "o",
    ("in_review", "approved"): "m",
    ("in_review", "rejected"): "m",
    ("clarification_requested", "in_review"): "o",
    ("clarification_requested", "withdrawn"): "o",
    ("waitlisted", "in_review"): "o",
    ("waitlisted", "withdrawn"): "o",
    ("waitlisted", "approved"): "m",
    ("waitlisted", "rejected"): "m",
    ("approved", "scheduled"): "o",
    ("approved", "cancelled"): "m",
    ("approved", "in_review"): "m",  # taking an approval back before its letter leaves
    ("scheduled", "in_progress"): "o",
    ("scheduled", "cancelled"): "m",
    ("in_progress", "completed"): "o",
    ("rejected", "in_review"): "m",
}
RIGHT = {"o": Right.PREPARE, "m": Right.DECIDE}
DECIDED = (Status.APPROVED, Status.REJECTED)
THROUGH_REVIEW = (Action.APPROVE, Action.REJECT, Action.CLARIFY, Action.WAITLIST)


def test_the_moves_are_those_of_the_programme_and_take_the_same_rights() -> None:
    assert {(step.source, step.target): step.right for step in TRANSITIONS} == {
        move: RIGHT[who] for move, who in RULES.items()
    }


def test_an_action_leads_to_one_status_and_needs_one_right() -> None:
    """But undo, which takes the right of what it takes back."""
    for action in Action:
        steps = [step for step in TRANSITIONS if step.action is action]
        assert len({step.target for step in steps}) == 1, action
        assert len({step.right for step in steps}) == 1 or action is Action.UNDO, action


def test_undo_takes_the_right_of_what_it_takes_back() -> None:
    for undo in (step for step in TRANSITIONS if step.action is Action.UNDO):
        (done,) = {
            step.right
            for step in TRANSITIONS
            if (step.source, step.target) == (Status.IN_REVIEW, undo.source)
        }
        assert undo.right is done


@pytest.mark.parametrize("action", THROUGH_REVIEW)
def test_a_received_application_is_taken_up_on_the_way(action: Action) -> None:
    steps = path(Status.SUBMITTED, action)
    assert steps is not None
    assert [step.action for step in steps] == [Action.TAKE_UP, action]


@given(st.sampled_from(Status), st.sampled_from(Action))
def test_a_path_is_a_chain_of_moves_that_ends_with_the_action(
    source: Status, action: Action
) -> None:
    steps = path(source, action) or ()
    for step in steps:
        assert step in TRANSITIONS
        assert step.source is source
        source = step.target
    assert not steps or steps[-1].action is action


@given(st.sampled_from(Status), st.sampled_from(Action), st.sampled_from(Role))
def test_only_a_manager_decides_and_only_the_office_acts(
    source: Status, action: Action, role: Role
) -> None:
    managers_only = {Action.APPROVE, Action.REJECT, Action.CANCEL, Action.REOPEN}
    by_manager = action in managers_only or (action is Action.UNDO and source in DECIDED)
    may = role is Role.MANAGER or (role is Role.OFFICER and not by_manager)
    assert allowed(source, action, role) == (may and path(source, action) is not None)
    assert (action in actions(source, role)) == allowed(source, action, role)


@pytest.mark.parametrize("status", Status)
def test_every_status_is_reached_and_only_terminal_ones_are_left_to_rest(status: Status) -> None:
    assert status is Status.DRAFT or any(step.target is status for step in TRANSITIONS)
    onward = {step.action for step in TRANSITIONS if step.source is status}
    assert (onward <= {Action.REOPEN, Action.UNDO}) == (status in TERMINAL)


def test_a_status_is_a_draft_waiting_granted_or_ended() -> None:
    ended = (Status.REJECTED, Status.WITHDRAWN, Status.CANCELLED)
    assert sorted((Status.DRAFT, *QUEUE, *GRANTED, *ended)) == sorted(Status)
