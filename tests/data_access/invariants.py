"""What holds at any moment: history, decisions, letters and the day pool agree."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import func, select

from data_access.schema import (
    application_decision,
    application_event,
    letter,
    sparring_application,
    sparring_round,
)
from programme.lifecycle import TRANSITIONS, Status
from tests.data_access.scenarios import World

MOVES = {(None, Status.DRAFT), (None, Status.SUBMITTED)} | {
    (step.source, step.target) for step in TRANSITIONS
}
TOLD = {Status.APPROVED, Status.REJECTED, Status.CLARIFICATION_REQUESTED}


def hold(world: World) -> None:
    """Raise AssertionError unless everything agrees."""
    pool_is_kept(world)
    events = defaultdict(list)
    for event in world.all(select(application_event).order_by(application_event.c.version)):
        events[event.application_id].append(event)
    for subject in world.all(select(sparring_application)):
        history_gives_the_status(subject, events[subject.application_id])
    decisions_and_letters_follow_history(world)


def pool_is_kept(world: World) -> None:
    """Σ granted days = days reserved ≤ pool."""
    asked = sparring_application.c
    sums = select(asked.round_code, func.sum(asked.days_granted)).group_by(asked.round_code)
    granted = dict(tuple(row) for row in world.all(sums))
    for row in world.all(select(sparring_round)):
        assert row.days_reserved == (granted.get(row.round_code) or 0), row
        assert 0 <= row.days_reserved <= row.day_pool, row


def history_gives_the_status(subject: Any, events: list[Any]) -> None:
    """Replaying an application's events leads to where it stands, through allowed moves only."""
    standing = None
    for event in events:
        assert event.from_status == standing, event
        assert (event.from_status, event.to_status) in MOVES, event
        standing = event.to_status
    assert standing == subject.status, subject
    assert events[-1].version == subject.version, subject
    assert [event.at for event in events] == sorted(event.at for event in events)


def decisions_and_letters_follow_history(world: World) -> None:
    """A decision makes one event of its outcome; such an event has one letter, no other has any."""
    events = {(e.application_id, e.version): e for e in world.all(select(application_event))}
    decided = [key for key, e in events.items() if e.to_status in ("approved", "rejected")]
    made = world.all(select(application_decision))
    assert sorted((d.application_id, d.version + 1) for d in made) == sorted(decided)
    for decision in made:
        event = events[decision.application_id, decision.version + 1]
        assert event.to_status == decision.outcome
        assert (event.actor, event.request_key) == (decision.decided_by, decision.request_key)
    letters = Counter((row.application_id, row.version) for row in world.all(select(letter)))
    assert letters == {key: 1 for key, event in events.items() if event.to_status in TOLD}
