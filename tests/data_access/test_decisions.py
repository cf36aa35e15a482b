"""The one function that changes an application: what it does, answers and refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_access.connect import DatabaseUnavailable, Trouble, create_engine_for
from data_access.decisions import Command, Outcome, Refusal, decide
from data_access.schema import (
    application_decision,
    clarification_request,
    letter,
)
from programme.codes import RejectionGround
from programme.lifecycle import Action, Status, allowed, path
from programme.roles import Role
from tests.data_access.scenarios import (
    ADMIN,
    FORMER,
    MANAGER,
    NOW,
    OFFICER,
    REASON,
    ROUND,
    ROUTES,
    SECOND_MANAGER,
    STEERING,
    World,
    clock,
)

PEOPLE = {Role.OFFICER: OFFICER, Role.MANAGER: MANAGER}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
@pytest.mark.parametrize("status", ROUTES)
def test_the_office_does_what_the_life_cycle_allows_and_nothing_else(
    shared_world: World, status: Status, role: Role
) -> None:
    shared_world.change("UPDATE sparring_round SET day_pool = 500")
    number = shared_world.application(status)
    for action in Action:
        answer = shared_world.act(number, action, PEOPLE[role])
        assert answer.saved == allowed(status, action, role), (action, answer)
        if not answer.saved:
            told = None if answer.refusal is Refusal.FORBIDDEN else status
            assert (answer.status, shared_world.row(number).status) == (told, status)
            continue
        steps = path(status, action)
        assert steps is not None
        assert answer.status is steps[-1].target
        assert shared_world.row(number).version == len(shared_world.history(number))
        number = shared_world.application(status)


@pytest.mark.parametrize("by", [STEERING, ADMIN, FORMER, "nobody"])
def test_whoever_is_not_of_the_office_is_refused_before_anything_else(
    world: World, by: str
) -> None:
    number = world.application()
    before = world.content()
    for action in Action:
        stale = world.command(number, action, by, seen_version=99, text="", days=99)
        answer = decide(world.engine, stale, clock())
        assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.FORBIDDEN)
        assert (answer.organisation, answer.status) == ("", None), "nothing is told either"
    assert world.content() == before


def test_an_approval_from_received_tells_the_whole_way(world: World) -> None:
    number = world.application()
    answer = world.act(number, Action.APPROVE, days=2)
    assert (answer.outcome, answer.status, answer.version) == (Outcome.SAVED, Status.APPROVED, 3)
    assert (answer.days, answer.days_left, answer.max_days) == (2, 8, 2)
    assert (answer.actor, answer.at, answer.organisation) == ("Anna", NOW, "Kunta 1")
    history = [
        (e.version, e.from_status, e.to_status, e.actor, e.note) for e in world.history(number)
    ]
    assert history == [
        (1, None, "submitted", OFFICER, None),
        (2, "submitted", "in_review", MANAGER, None),
        (3, "in_review", "approved", MANAGER, REASON),
    ]
    row = world.row(number)
    assert (row.days_granted, row.decided_at, row.closed_at) == (2, NOW, NOW)
    assert (row.handler, world.reserved()) == (MANAGER, 2)


def test_a_decision_says_who_what_and_why(world: World) -> None:
    number = world.application(Status.IN_REVIEW)
    world.act(number, Action.REJECT, text=f"  {REASON} ", ground=RejectionGround.THEME)
    made = world.one(select(application_decision))
    assert (made.version, made.outcome, made.days_granted) == (2, "rejected", None)
    assert (made.rejection_ground, made.rationale) == ("theme", REASON)
    assert (made.decided_by, made.decided_at) == (MANAGER, NOW)


def test_who_comes_second_learns_who_was_first_and_when(world: World) -> None:
    number = world.application(Status.IN_REVIEW)
    late = world.command(number, Action.REJECT, SECOND_MANAGER)
    world.act(number, Action.APPROVE, MANAGER, days=2, at=NOW)
    before = world.content()
    answer = decide(world.engine, late, clock(NOW + timedelta(minutes=1)))
    assert (answer.outcome, answer.refusal) == (Outcome.CONFLICT, None)
    assert (answer.actor, answer.at, answer.status, answer.days) == (
        *("Anna", NOW),
        *(Status.APPROVED, 2),
    )
    assert not answer.saved
    assert world.content() == before


@pytest.mark.parametrize("action", [Action.APPROVE, Action.CLARIFY, Action.TAKE_UP])
def test_the_same_request_twice_is_done_once(world: World, action: Action) -> None:
    number = world.application()
    command = world.command(number, action)
    first = decide(world.engine, command, clock())
    before = world.content()
    second = decide(world.engine, command, clock(NOW + timedelta(hours=1)))
    assert second == replace(first, outcome=Outcome.REPEATED)
    assert second.saved
    assert world.content() == before


@pytest.mark.parametrize(
    "other",
    [
        lambda command, _number: replace(command, action=Action.REJECT),
        lambda command, _number: replace(command, by=SECOND_MANAGER),
        lambda command, number: replace(command, number=number, seen_version=1),
    ],
    ids=["another action", "another person", "another application"],
)
def test_a_request_key_belongs_to_one_intention(
    world: World, other: Callable[[Command, str], Command]
) -> None:
    command = world.command(world.application(), Action.APPROVE)
    assert decide(world.engine, command, clock()).saved
    second = other(command, world.application())
    before = world.content()
    answer = decide(world.engine, second, clock())
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.REQUEST_REUSED)
    assert world.content() == before


REFUSED_WORDS = [
    (Action.APPROVE, {"days": None}, Refusal.DAYS_RANGE),
    (Action.APPROVE, {"days": 0}, Refusal.DAYS_RANGE),
    (Action.APPROVE, {"days": -1}, Refusal.DAYS_RANGE),
    (Action.APPROVE, {"days": 3}, Refusal.DAYS_RANGE),
    (Action.APPROVE, {"text": "         x         "}, Refusal.RATIONALE_MISSING),
    (Action.REJECT, {"text": "no"}, Refusal.RATIONALE_MISSING),
    (Action.REJECT, {"ground": None}, Refusal.GROUND_MISSING),
    (Action.CLARIFY, {"text": "why?"}, Refusal.QUESTION_MISSING),
    (Action.CLARIFY, {"due_on": None}, Refusal.DUE_DATE),
    (Action.CLARIFY, {"due_on": date(2020, 11, 30)}, Refusal.DUE_DATE),
    (Action.START, {}, Refusal.NOT_NOW),
    (Action.UNDO, {}, Refusal.NOT_NOW),
]


@pytest.mark.parametrize(("action", "changes", "refusal"), REFUSED_WORDS)
def test_a_command_needs_its_words_and_its_moment(
    shared_world: World, action: Action, changes: dict[str, Any], refusal: Refusal
) -> None:
    number = shared_world.application()
    before = shared_world.content()
    answer = shared_world.act(number, action, **changes)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, refusal)
    assert (answer.status, answer.version, answer.max_days) == (Status.SUBMITTED, 1, 2)
    assert shared_world.content() == before


def test_a_character_that_no_database_keeps_is_left_out(world: World) -> None:
    number = world.application()
    assert world.act(number, Action.REJECT, text=f"\0{REASON}\0").saved
    assert world.history(number)[-1].note == REASON


def test_an_unknown_application_is_an_answer_too(shared_world: World) -> None:
    known = shared_world.command(shared_world.application(), Action.APPROVE)
    answer = decide(shared_world.engine, replace(known, number="SP-1999-001"), clock())
    assert (answer.refusal, answer.status) == (Refusal.UNKNOWN_APPLICATION, None)
    assert answer.days_left is answer.max_days is None


def test_what_does_not_fit_the_pool_is_refused_and_nothing_written(world: World) -> None:
    world.change("UPDATE sparring_round SET day_pool = 1")
    number = world.application()
    before = world.content()
    answer = world.act(number, Action.APPROVE, days=2)
    assert (answer.outcome, answer.refusal) == (Outcome.REFUSED, Refusal.POOL)
    assert (answer.days_left, answer.status) == (1, Status.SUBMITTED)
    assert world.content() == before
    assert world.act(number, Action.APPROVE, days=1).days_left == 0


def test_a_clarification_asks_and_sets_a_day(world: World) -> None:
    number = world.application()
    world.act(number, Action.CLARIFY, OFFICER, text="Ketkä osallistuvat?", due_on=NOW.date())
    asked = world.one(select(clarification_request))
    assert (asked.version, asked.question) == (3, "Ketkä osallistuvat?")
    assert (asked.due_on, asked.asked_by, asked.asked_at) == (NOW.date(), OFFICER, NOW)
    assert world.one(select(letter)).template == "clarification_requested"


def test_a_waitlisted_application_can_be_decided(world: World) -> None:
    number = world.application(Status.WAITLISTED)
    assert world.one(select(letter.c.template)) == ("waitlisted",)
    assert world.act(number, Action.APPROVE).saved


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT])
def test_a_decision_writes_one_letter_that_can_wait(world: World, action: Action) -> None:
    number = world.application()
    world.change("UPDATE organisation SET language = 'sv'")
    answer = world.act(number, action)
    written = world.one(select(letter))
    assert (written.version, written.template) == (answer.version, answer.status)
    assert (written.status, written.language) == ("waiting", "sv")
    assert (written.written_at, written.send_after) == (NOW, NOW + timedelta(minutes=10))


def test_history_never_runs_backwards(world: World) -> None:
    """Another process may live a little in the future."""
    number = world.application(Status.IN_REVIEW, at=NOW)
    answer = world.act(number, Action.APPROVE, at=NOW - timedelta(hours=1))
    assert (answer.outcome, answer.at) == (Outcome.SAVED, NOW)


def test_a_database_that_is_away_is_said_and_nothing_is_lost(world: World) -> None:
    number = world.application()
    command = world.command(number, Action.APPROVE)
    away = create_engine_for("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnavailable) as failure:
        decide(away, command, clock())
    away.dispose()
    assert failure.value.trouble is Trouble.AWAY
    assert decide(world.engine, command, clock()).outcome is Outcome.SAVED


def test_an_application_waits_for_its_round_and_no_other(world: World) -> None:
    """Deciding in one round touches no other round."""
    world.round("2021-1")
    number = world.application(round_code="2021-1")
    assert world.act(number, Action.APPROVE).saved
    assert (world.reserved(ROUND), world.reserved("2021-1")) == (0, 1)
