"""One application: as it stands, what it is weighed with, and what happened to it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from data_access import application, case_history, experts, judging
from data_access.case_history import Commented, Event, Held, Proposed
from data_access.connect import reading
from data_access.schema import (
    application_comment,
    application_proposal,
    expert,
    expert_theme,
    letter,
    sparring_round,
    sparring_session,
)
from programme.calendar import start_of
from programme.consequence import Granting
from programme.eligibility import Condition
from programme.letters import LetterStatus
from programme.lifecycle import Action, Status
from tests.data_access.happenings import held
from tests.data_access.scenarios import MANAGER, NOW, OFFICER, REASON, World, local

TODAY = date(2020, 12, 1)


def ask(world: World, read: Any, *arguments: Any) -> Any:
    with reading(world.engine) as connection:
        return read(connection, *arguments)


@pytest.mark.parametrize("number", ["SP-1999-001", "", "'; DROP TABLE letter; --", "SP-2020-001"])
def test_there_is_no_such_application(world: World, number: str) -> None:
    world.application(Status.DRAFT)
    assert ask(world, application.application, number, TODAY) is None
    assert ask(world, judging.judging, number) is None
    assert ask(world, case_history.case_history, number) == ()


# --- as it stands ---------------------------------------------------------------------------------


def test_an_application_shows_what_its_decision_needs(world: World) -> None:
    organisation = world.organisation()
    held(world, {organisation: 5}, on=date(2018, 3, 1))
    held(world, {organisation: 5}, on=date(2019, 3, 1))
    held(world, {organisation: 5}, on=date(2019, 3, 2), status="cancelled")
    number = world.application(organisation_id=organisation)
    world.act(number, Action.CLARIFY, OFFICER, text="Ketkä osallistuvat?")
    found = ask(world, application.application, number, TODAY)
    assert (found.status, found.question, found.max_days) == (
        *(Status.CLARIFICATION_REQUESTED, "Ketkä osallistuvat?"),
        2,
    )
    assert found.round_left == 10
    (service,) = found.services
    assert (service.service_type, service.last_year, service.times) == ("workshop", 2019, 2)
    assert (found.handler, found.waited, found.decided_on) == ("Otto", 21, None)


def test_the_moment_until_which_a_decision_can_be_undone_is_that_of_its_letter(
    world: World,
) -> None:
    number = world.application(Status.APPROVED)
    (leaves_at,) = world.one(select(letter.c.send_after))
    found = ask(world, application.application, number, TODAY)
    assert found.letter_leaves_at == leaves_at > NOW
    world.change("UPDATE letter SET status = 'cancelled'")
    assert ask(world, application.application, number, TODAY).letter_leaves_at is None


def failed(world: World, number: str) -> list[Condition]:
    found = ask(world, application.application, number, TODAY)
    return [check.condition for check in found.checks if not check.passed]


def test_conditions_are_answered_from_the_application_its_organisation_and_its_round(
    world: World,
) -> None:
    world.round("2017-1", opens_at=local(2017, 1, 2), closes_at=local(2017, 6, 1))
    assert failed(world, world.application()) == []
    assert failed(world, world.application(includes_supervisors=False)) == [Condition.STAFF_GROUPS]
    aland = world.organisation("MK21")
    assert failed(world, world.application(organisation_id=aland)) == [Condition.TARGET_GROUP]
    nowhere = world.organisation(None)
    assert failed(world, world.application(organisation_id=nowhere)) == []
    county = world.organisation(organisation_type="county_organisation")
    early: dict[str, Any] = {"round_code": "2017-1", "submitted_at": local(2017, 2, 1)}
    assert failed(world, world.application(organisation_id=county)) == []
    assert failed(world, world.application(organisation_id=county, **early)) == [
        Condition.TARGET_GROUP
    ]


def test_a_round_that_came_to_allow_fewer_days_is_seen(world: World) -> None:
    number = world.application(days_requested=2)
    world.change("UPDATE sparring_round SET max_days = 1")
    assert failed(world, number) == [Condition.DAYS]


def test_another_live_application_of_the_organisation_in_the_round_is_named(world: World) -> None:
    organisation = world.organisation()
    first = world.application(Status.REJECTED, organisation_id=organisation)
    second = world.application(organisation_id=organisation)
    assert ask(world, application.application, first, TODAY).other_live == second
    assert failed(world, first) == [Condition.ONE_LIVE]
    assert failed(world, second) == []


# --- what it is weighed with ----------------------------------------------------------------------


def test_earlier_applications_of_the_organisation_are_told(world: World) -> None:
    organisation = world.organisation()
    world.round("2020-1", opens_at=local(2020, 1, 1), closes_at=local(2020, 6, 1))
    spring: dict[str, Any] = {"round_code": "2020-1", "submitted_at": local(2020, 3, 2)}
    mine = {"organisation_id": organisation, **spring}
    refused = world.application(Status.REJECTED, at=local(2020, 3, 10), **mine)
    given = world.application(Status.COMPLETED, at=local(2020, 4, 1), days=2, **mine)
    world.application(Status.DRAFT, **mine)
    world.application()
    own = ask(world, judging.judging, world.application(organisation_id=organisation)).own
    assert (own.days, own.last_year, own.applications) == (2, 2020, 2)
    assert [(each.application_no, each.status, each.days_granted) for each in own.latest] == [
        (given, Status.COMPLETED, 2),
        (refused, Status.REJECTED, None),
    ]


def test_who_comes_for_the_first_time_has_nothing_before(world: World) -> None:
    world.application(Status.APPROVED)
    own = ask(world, judging.judging, world.application()).own
    assert own == judging.Own(0, None, 0, ())


def test_similar_requests_tell_what_they_got(world: World) -> None:
    world.application(Status.APPROVED, days=2)
    one_day = world.application(Status.APPROVED, days=1, at=local(2020, 12, 1, 10))
    refused = world.application(Status.REJECTED, at=local(2020, 12, 1, 11))
    world.application(Status.APPROVED, days=1, days_requested=1)
    world.application(Status.APPROVED, theme="digitalisation")
    similar = ask(world, judging.judging, world.application()).similar
    assert (similar.approved, similar.rejected, similar.days) == (2, 1, {1: 1, 2: 1})
    newest, second, _ = similar.latest
    assert (newest.application_no, newest.outcome, newest.ground) == (
        *(refused, Status.REJECTED),
        "insufficient",
    )
    assert (second.application_no, second.days, second.rationale) == (one_day, 1, REASON)


def test_a_round_tells_what_it_gave_where_and_who_else_waits(world: World) -> None:
    other_region = world.organisation("MK02")
    world.application(Status.APPROVED, days=2, organisation_id=other_region)
    world.application(Status.APPROVED, days=1)
    world.application(Status.WAITLISTED, days_requested=1)
    world.application()
    found = ask(world, judging.judging, world.application())
    assert found.granting == Granting(granted=3, left=7, in_region=1, opened_on=date(2020, 10, 1))
    assert (found.waiting, found.waiting_days) == (2, 3)


def test_organisations_of_no_region_are_counted_together(world: World) -> None:
    world.application(Status.APPROVED, days=2, organisation_id=world.organisation(None))
    world.application(Status.APPROVED, days=1)
    number = world.application(organisation_id=world.organisation(None))
    assert ask(world, judging.judging, number).granting.in_region == 2


# --- what happened --------------------------------------------------------------------------------


def told(world: World, number: str) -> tuple[Any, ...]:
    return tuple(ask(world, case_history.case_history, number))


def test_history_is_told_from_the_newest_with_days_and_grounds(world: World) -> None:
    number = world.application(Status.APPROVED, days=2)
    world.act(number, Action.UNDO, MANAGER, text="")
    world.act(number, Action.REJECT, MANAGER)
    events = told(world, number)
    assert [(e.to_status, e.days, e.ground) for e in events] == [
        (Status.REJECTED, None, "insufficient"),
        (Status.IN_REVIEW, None, None),
        (Status.APPROVED, 2, None),
        (Status.IN_REVIEW, None, None),
        (Status.SUBMITTED, None, None),
    ]
    assert {event.actor for event in events} == {"Anna", "Otto"}
    assert world.all(select(sparring_round.c.days_reserved)) == [(0,)]
    assert [event.letter and event.letter.status for event in events] == [
        *(LetterStatus.WAITING, None, LetterStatus.CANCELLED, None, None),
    ]


def test_a_question_tells_its_day(world: World) -> None:
    number = world.application()
    world.act(number, Action.CLARIFY, OFFICER, due_on=date(2020, 12, 15))
    assert told(world, number)[0].due_on == date(2020, 12, 15)


def test_proposals_comments_and_sessions_stand_where_they_happened(world: World) -> None:
    number = world.application(Status.IN_REVIEW, at=local(2020, 11, 10))
    here = {"application_id": world.row(number).application_id}
    world.add(
        application_proposal,
        {
            **here,
            "version": world.row(number).version,
            "outcome": "approved",
            "days": 1,
            "rationale": REASON,
            "source": "allocation",
            "proposed_by": OFFICER,
            "proposed_at": local(2020, 11, 11),
            "request_key": "a",
        },
    )
    written = {"written_by": OFFICER, "written_at": local(2020, 11, 12), "request_key": "b"}
    world.add(application_comment, {**here, "comment": "Soitettu hakijalle.", **written})
    assert world.act(number, Action.APPROVE, at=local(2020, 11, 13)).saved
    world.add(expert, {"expert_code": "z", "name": "Z", "framework_from": date(2020, 1, 1)})
    session = {"expert_code": "z", "held_on": date(2020, 11, 20), "hours": 6, "session_no": 1}
    world.add(
        sparring_session,
        {
            **here,
            **session,
            "session_no": 1,
            "day_share": Decimal("0.5"),
            "delivery_mode": "remote",
        },
    )
    assert [type(entry) for entry in told(world, number)] == [
        *(Held, Event, Commented, Proposed, Event, Event),
    ]
    session_held, _, comment, proposal, *_ = told(world, number)
    assert (session_held.at, session_held.expert) == (start_of(date(2020, 11, 20)), "Z")
    assert session_held.day_share == Decimal("0.5")
    assert (comment.actor, comment.text) == ("Otto", "Soitettu hakijalle.")
    assert (proposal.outcome, proposal.days, proposal.source) == (
        *(Status.APPROVED, 1, "allocation"),
    )


# --- experts --------------------------------------------------------------------------------------


def test_experts_of_the_theme_come_first(world: World) -> None:
    for code, name, until in (("x", "X", None), ("y", "Y", date(2020, 12, 4)), ("z", "Z", None)):
        row = {"expert_code": code, "name": name, "framework_from": date(2020, 1, 1)}
        world.add(expert, {**row, "framework_to": until})
    world.add(expert_theme, {"expert_code": "y", "theme": "well_being"})
    found = [one for one in ask(world, experts.experts, "well_being") if one.code in "xyz"]
    assert [(one.code, one.knows_theme) for one in found] == [
        ("y", True),
        ("x", False),
        ("z", False),
    ]
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 4), date(2020, 12, 5))
    assert [found[0].free_on(day) for day in days] == [False, True, True, False]
    assert [found[1].free_on(day) for day in days] == [False, True, True, True]


def test_nothing_is_agreed_before_it_is(world: World) -> None:
    assert ask(world, experts.booking, world.application(Status.APPROVED)) is None
