"""What holds at any moment: history, decisions, letters and the day pool agree."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import func, select

from data_access.schema import (
    application_decision,
    application_event,
    application_proposal,
    letter,
    sparring_application,
    sparring_booking,
    sparring_round,
    sparring_session,
)
from programme.lifecycle import TRANSITIONS, Status
from tests.data_access.scenarios import World

MOVES = {(None, Status.DRAFT), (None, Status.SUBMITTED)} | {
    (step.source, step.target) for step in TRANSITIONS
}
TOLD = {
    Status.APPROVED,
    Status.REJECTED,
    Status.CLARIFICATION_REQUESTED,
    Status.WAITLISTED,
}
OPEN = {Status.SUBMITTED, Status.IN_REVIEW, Status.WAITLISTED}


def hold(world: World) -> None:
    """Raise AssertionError unless everything agrees."""
    pool_is_kept(world)
    events = defaultdict(list)
    for event in world.all(select(application_event).order_by(application_event.c.version)):
        events[event.application_id].append(event)
    agreed = bookings_follow_history(world, events)
    for subject in world.all(select(sparring_application)):
        number = subject.application_id
        history_gives_the_status(subject, events[number], agreed[number])
    decisions_and_letters_follow_history(world)
    what_is_undone_is_not_told(world, events)
    proposals_were_made_while_open(world, events)
    sessions_are_within_grants(world)


def pool_is_kept(world: World) -> None:
    """Σ granted days = days reserved ≤ pool."""
    asked = sparring_application.c
    sums = select(asked.round_code, func.sum(asked.days_granted)).group_by(asked.round_code)
    granted = dict(tuple(row) for row in world.all(sums))
    for row in world.all(select(sparring_round)):
        assert row.days_reserved == (granted.get(row.round_code) or 0), row
        assert 0 <= row.days_reserved <= row.day_pool, row


def history_gives_the_status(subject: Any, events: list[Any], agreed: list[int]) -> None:
    """Replaying an application's events leads to where it stands, through allowed moves only.

    A version comes with an event, or with a booking that was changed (`agreed`).
    """
    standing = None
    for event in events:
        assert event.from_status == standing, event
        assert (event.from_status, event.to_status) in MOVES, event
        standing = event.to_status
    assert standing == subject.status, subject
    versions = {event.version for event in events} | set(agreed)
    assert sorted(versions) == list(range(1, subject.version + 1)), subject
    assert [event.at for event in events] == sorted(event.at for event in events)


def standing_at(events: list[Any], version: int) -> str:
    """The status that an application had at a version."""
    return str([event.to_status for event in events if event.version <= version][-1])


def bookings_follow_history(world: World, events: dict[int, list[Any]]) -> dict[int, list[int]]:
    """A scheduling has its booking, a booking was made while scheduled; the bookings' versions."""
    agreed = defaultdict(list)
    for booking in world.all(select(sparring_booking)):
        agreed[booking.application_id].append(booking.version)
        past = events[booking.application_id]
        assert standing_at(past, booking.version) == Status.SCHEDULED, booking
    for number, past in events.items():
        scheduled = {event.version for event in past if event.to_status == Status.SCHEDULED}
        assert scheduled <= set(agreed[number]), number
    return agreed


def what_is_undone_is_not_told(world: World, events: dict[int, list[Any]]) -> None:
    """A letter is cancelled only when its event was taken back by the next one."""
    for row in world.all(select(letter).where(letter.c.status == "cancelled")):
        following = [e for e in events[row.application_id] if e.version > row.version]
        assert following[0].to_status == Status.IN_REVIEW, row


def proposals_were_made_while_open(world: World, events: dict[int, list[Any]]) -> None:
    """Each names a version at which the application could be decided, and days that it asks for."""
    rows = select(application_proposal, sparring_application.c.days_requested).join(
        sparring_application
    )
    for made in world.all(rows):
        standing = standing_at(events[made.application_id], made.version)
        assert standing in OPEN - {made.outcome}, made
        assert (made.days or 0) <= made.days_requested, made


def sessions_are_within_grants(world: World) -> None:
    """What was given is covered by what is granted."""
    given = sparring_session.c
    query = select(given.application_id, given.day_share, sparring_application.c.days_granted).join(
        sparring_application
    )
    days: Counter[int] = Counter()
    granted = {}
    for row in world.all(query):
        days[row.application_id] += row.day_share
        granted[row.application_id] = row.days_granted or 0
    assert all(days[number] <= granted[number] for number in days), (days, granted)


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
