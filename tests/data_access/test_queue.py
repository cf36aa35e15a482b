"""The queue, what needs doing, one application and its round, as the office sees them."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from data_access import application, attention, queue, rounds
from data_access.attention import Need
from data_access.connect import reading
from data_access.rounds import Waiting
from data_access.schema import indicator_target, sparring_round
from programme.lifecycle import QUEUE, Action, Status
from tests.data_access.happenings import held
from tests.data_access.scenarios import MANAGER, NOW, OFFICER, REASON, World, local

TODAY = date(2020, 12, 1)


def ask(world: World, read: Any, *arguments: Any) -> Any:
    with reading(world.engine) as connection:
        return read(connection, *arguments)


def numbers(world: World, view: str = "all") -> list[str]:
    return list(ask(world, queue.applications, view, TODAY)["application_no"])


def test_the_oldest_comes_first_and_drafts_do_not_wait(world: World) -> None:
    late = world.application(submitted_at=local(2020, 11, 20))
    early = world.application(submitted_at=local(2020, 11, 3))
    world.application(Status.DRAFT)
    world.application(Status.WITHDRAWN)
    assert numbers(world) == [early, late]


def test_every_view_holds_its_own(world: World) -> None:
    made = {status: world.application(status) for status in (*QUEUE, Status.APPROVED)}
    made_before = world.application(Status.REJECTED)
    for view in QUEUE:
        assert numbers(world, view) == [made[view]]
    assert numbers(world, "unbooked") == [made[Status.APPROVED]]
    assert set(numbers(world)) == {made[status] for status in QUEUE}
    assert made_before not in numbers(world)
    assert ask(world, queue.counts) == {"all": 4, "unbooked": 1} | dict.fromkeys(QUEUE, 1)


def test_an_empty_view_keeps_its_columns(world: World) -> None:
    frame = ask(world, queue.applications, "all", TODAY)
    assert (len(frame), tuple(frame.columns)) == (0, queue.COLUMNS)


def test_an_entry_tells_how_long_it_waits_and_whether_that_is_too_long(world: World) -> None:
    world.application(submitted_at=local(2020, 11, 9, 23, 30))
    world.application(Status.APPROVED, submitted_at=local(2020, 11, 9), at=local(2020, 11, 10))
    (row,) = ask(world, queue.applications, "all", TODAY).to_dict("records")
    assert (row["submitted_on"], row["waited"], row["late"]) == (date(2020, 11, 9), 16, True)
    assert (row["organisation"], row["region_code"]) == ("Kunta 1", "MK01")
    (done,) = ask(world, queue.applications, "unbooked", TODAY).to_dict("records")
    assert (done["decided_on"], done["waited"], done["late"]) == (date(2020, 11, 10), 15, False)


def test_the_promise_is_the_offices_target(world: World) -> None:
    assert ask(world, queue.promise) == queue.DEFAULT_PROMISE
    target = {"indicator_code": "processing_days_median", "comparator": "at_most"}
    world.add(indicator_target, {**target, "target_value": 20, "basis": "office"})
    assert ask(world, queue.promise) == 20
    world.application(submitted_at=local(2020, 11, 9))
    assert not ask(world, queue.applications, "all", TODAY)["late"].any()


def test_only_the_open_question_sets_a_day(world: World) -> None:
    number = world.application()
    world.act(number, Action.CLARIFY, OFFICER, due_on=date(2020, 12, 4))
    assert list(ask(world, queue.applications, "all", TODAY)["due_on"]) == [date(2020, 12, 4)]
    world.act(number, Action.TAKE_UP, OFFICER)
    assert list(ask(world, queue.applications, "all", TODAY)["due_on"]) == [None]


# --- what needs doing ---------------------------------------------------------------------------


def needs(world: World, today: date = TODAY) -> dict[Need, attention.Attention]:
    current = ask(world, rounds.current_round, NOW)
    return {item.need: item for item in ask(world, attention.attention, current, today)}


def test_nothing_to_do_is_nothing(world: World) -> None:
    world.application(Status.REJECTED)
    assert needs(world) == {}


def test_what_needs_doing_names_the_case_to_begin_with(world: World) -> None:
    world.change("UPDATE sparring_round SET day_pool = 3")
    fresh = world.application(submitted_at=local(2020, 11, 30))
    old = world.application(submitted_at=local(2020, 11, 3), days_requested=1)
    asked = world.application(submitted_at=local(2020, 11, 30))
    world.act(asked, Action.CLARIFY, at=local(2020, 11, 30), due_on=date(2020, 11, 30))
    approved = world.application(
        Status.APPROVED, submitted_at=local(2020, 11, 25), at=local(2020, 11, 26)
    )
    found = needs(world)
    assert list(found) == list(Need)
    assert (found[Need.OVERDUE].application_no, found[Need.OVERDUE].days) == (old, 20)
    overdue = found[Need.CLARIFICATION_OVERDUE]
    assert (overdue.application_no, overdue.on) == (asked, date(2020, 11, 30))
    assert (found[Need.UNBOOKED].application_no, found[Need.UNBOOKED].on) == (
        *(approved, date(2020, 11, 26)),
    )
    received = found[Need.RECEIVED]
    assert (received.count, received.application_no, received.days) == (2, old, 3)
    assert (found[Need.ROUND_SHORT].count, found[Need.ROUND_SHORT].days) == (2, 3)
    assert fresh in numbers(world, "submitted")


def test_a_question_is_overdue_the_day_after_its_day(world: World) -> None:
    world.act(world.application(), Action.CLARIFY, due_on=date(2020, 12, 4))
    late = [Need.CLARIFICATION_OVERDUE in needs(world, date(2020, 12, day)) for day in (4, 5)]
    assert late == [False, True]


def test_the_latest_happenings_come_first(world: World) -> None:
    world.application(Status.APPROVED, days=1)
    found = ask(world, attention.latest, 2)
    assert [(h.to_status, h.days, h.actor) for h in found] == [
        (Status.APPROVED, 1, "Anna"),
        (Status.IN_REVIEW, 2, "Anna"),
    ]


# --- rounds -------------------------------------------------------------------------------------


def test_the_current_round_is_the_one_that_opened_last(world: World) -> None:
    world.round("2021-1", opens_at=local(2021, 2, 1), closes_at=local(2021, 3, 1))
    moments = [local(2020, 9, 30), NOW, local(2021, 1, 15), local(2021, 2, 2)]
    found = [ask(world, rounds.current_round, moment) for moment in moments]
    assert [r and (r.code, r.is_open) for r in found] == [
        *(None, ("2020-2", True), ("2020-2", False), ("2021-1", True))
    ]


def test_a_round_tells_what_waits_and_what_is_left(world: World) -> None:
    world.round("2020-1", opens_at=local(2020, 1, 1), closes_at=local(2020, 6, 1))
    world.application(round_code="2020-1", submitted_at=local(2020, 3, 2))
    world.application(Status.APPROVED, days=2)
    world.application(Status.IN_REVIEW, theme="digitalisation")
    world.application(theme="well_being", days_requested=1)
    world.application(Status.REJECTED)
    current = ask(world, rounds.current_round, NOW)
    assert (current.pool, current.reserved, current.left, current.short) == (10, 2, 8, 0)
    assert current.waiting == Waiting(2, 3)
    assert list(current.by_status.items()) == [
        (Status.SUBMITTED, Waiting(1, 1)),
        (Status.IN_REVIEW, Waiting(1, 2)),
    ]
    assert list(current.by_theme) == ["digitalisation", "well_being"]


def test_all_rounds_stand_side_by_side(world: World) -> None:
    world.round("2020-1")
    world.application(Status.APPROVED, days=1)
    world.application(Status.WITHDRAWN)
    world.application(Status.DRAFT)
    frame = ask(world, rounds.rounds)
    wanted = ["round_code", "requested", "granted", "day_pool", "applications"]
    assert frame[wanted].to_numpy().tolist() == [["2020-1", 0, 0, 10, 0], ["2020-2", 4, 1, 10, 2]]
    assert world.count(sparring_round) == 2


# --- one application ----------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["SP-1999-001", "", "'; DROP TABLE letter; --", "SP-2020-001"])
def test_there_is_no_such_application(world: World, number: str) -> None:
    world.application(Status.DRAFT)
    assert ask(world, application.application, number, TODAY) is None


def test_an_application_shows_what_its_decision_needs(world: World) -> None:
    organisation = world.organisation()
    world.round("2020-1", opens_at=local(2020, 1, 1), closes_at=local(2020, 6, 1))
    spring = {"round_code": "2020-1", "submitted_at": local(2020, 3, 2)}
    at = local(2020, 4, 1)
    earlier = world.application(Status.COMPLETED, organisation_id=organisation, at=at, **spring)
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
    assert (found.earlier_days, found.earlier_year, found.round_left) == (1, 2020, 10)
    (service,) = found.services
    assert (service.service_type, service.last_year, service.times) == ("workshop", 2019, 2)
    assert (found.precedents.approved, found.precedents.rejected) == (1, 0)
    (precedent,) = found.precedents.latest
    assert (precedent.application_no, precedent.rationale) == (earlier, REASON)
    assert (found.letter_waits, found.handler, found.waited) == (True, "Otto", 21)


def test_history_is_told_from_the_newest_with_days_and_grounds(world: World) -> None:
    number = world.application(Status.APPROVED, days=2)
    world.act(number, Action.UNDO, MANAGER, text="")
    world.act(number, Action.REJECT, MANAGER)
    found = ask(world, application.application, number, TODAY)
    assert [(e.to_status, e.days, e.ground) for e in found.events] == [
        (Status.REJECTED, None, "insufficient"),
        (Status.IN_REVIEW, None, None),
        (Status.APPROVED, 2, None),
        (Status.IN_REVIEW, None, None),
        (Status.SUBMITTED, None, None),
    ]
    assert {event.actor for event in found.events} == {"Anna", "Otto"}
    assert world.all(select(sparring_round.c.days_reserved)) == [(0,)]
