"""What an allocation is made from: who waits for a round, for how much, with what past."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from data_access import allocation, proposals
from data_access.allocation import RoundDemand
from data_access.connect import reading
from data_access.proposals import Proposal, ProposalAnswer
from programme.allocation import Allocation, Demand, Request
from programme.clock import standing_at
from programme.codes import OrganisationType, Theme
from programme.lifecycle import QUEUE, Action, Status
from tests.data_access.scenarios import NOW, OFFICER, OPENS, ROUND, World, local


def ask(engine: Engine, read: Any, *arguments: Any) -> Any:
    with reading(engine) as connection:
        return read(connection, *arguments)


def demand(world: World, code: str = ROUND) -> Demand:
    found = ask(world.engine, allocation.round_demand, code)
    assert isinstance(found, RoundDemand)
    return found.demand


def test_whoever_waits_asks_in_the_order_of_the_queue(world: World) -> None:
    late = world.application(submitted_at=local(2020, 11, 20))
    early = world.application(submitted_at=local(2020, 11, 3))
    assert [each.number for each in demand(world).requests] == [early, late]


def test_only_open_requests_ask_and_never_drafts(world: World) -> None:
    open_ones = {world.application(status): status for status in QUEUE}
    for status in set(Status) - set(QUEUE):
        world.application(status)
    found = demand(world).requests
    assert {each.number: each.status for each in found} == open_ones


def test_a_request_carries_what_policies_go_by(world: World) -> None:
    town = world.organisation("MK02", organisation_type="joint_authority")
    number = world.application(organisation_id=town, theme="digitalisation", days_requested=1)
    assert demand(world).requests == (
        Request(
            number=number,
            version=1,
            organisation_id=town,
            organisation=f"Kunta {town}",
            organisation_type=OrganisationType.JOINT_AUTHORITY,
            region_code="MK02",
            theme=Theme.DIGITALISATION,
            days_requested=1,
            max_days=2,
            submitted_at=local(2020, 11, 2),
            earlier_days=0,
            status=Status.SUBMITTED,
        ),
    )


def test_earlier_days_are_those_that_were_kept(world: World) -> None:
    world.round("2020-1")
    world.round("2019-2")
    town, other = world.organisation(), world.organisation()
    world.application(Status.COMPLETED, organisation_id=town, round_code="2020-1", days=2)
    world.application(Status.APPROVED, organisation_id=town, round_code="2019-2", days=1)
    world.application(Status.CANCELLED, organisation_id=other, round_code="2020-1", days=2)
    world.application(Status.REJECTED, organisation_id=other, round_code="2019-2")
    world.application(organisation_id=town)
    world.application(organisation_id=other)
    assert [(each.earlier_days, each.first_time) for each in demand(world).requests] == [
        (3, False),
        (0, True),
    ]


def test_what_is_granted_is_left_no_more_and_counts_for_its_region(world: World) -> None:
    away = world.organisation(None)
    world.application(Status.APPROVED, days=2)
    world.application(Status.SCHEDULED, organisation_id=world.organisation("MK02"), days=1)
    world.application(Status.APPROVED, organisation_id=away, days=1)
    world.round("2020-1")
    world.application(Status.APPROVED, round_code="2020-1", days=2)
    found = ask(world.engine, allocation.round_demand, ROUND)
    assert (found.pool, found.demand.days_left) == (10, 6)
    assert found.demand.granted == (("MK01", 2), ("MK02", 1))


def test_a_round_that_there_is_not(world: World) -> None:
    assert ask(world.engine, allocation.round_demand, "2031-1") is None


def test_rounds_to_share_are_those_with_somebody_waiting_and_the_latest(world: World) -> None:
    earlier = OPENS.replace(month=3)
    for code in ("2020-1", "2019-2"):
        world.round(code, opens_at=earlier)
    world.round("2021-1", opens_at=local(2021, 1, 1), closes_at=local(2021, 2, 1))
    number = world.application(round_code="2020-1")
    assert ask(world.engine, allocation.rounds_to_share, NOW) == (ROUND, "2020-1")
    world.act(number, Action.APPROVE)
    assert ask(world.engine, allocation.rounds_to_share, NOW) == (ROUND,)


def test_before_the_first_round_there_is_none(engine: Engine) -> None:
    assert ask(engine, allocation.rounds_to_share, NOW) == ()


def test_the_demo_has_a_round_that_is_asked_for_more_than_it_has(demo_engine: Engine) -> None:
    (code, *_) = ask(demo_engine, allocation.rounds_to_share, NOW)
    found = ask(demo_engine, allocation.round_demand, code)
    assert found.demand.asked > found.demand.days_left > 0


# --- proposals ----------------------------------------------------------------------------------


def allocated(world: World, days: Mapping[str, int]) -> list[Proposal]:
    """The proposals of an allocation that gives these days."""
    asked = demand(world)
    found = Allocation(days, {}, (), ())
    words = dict.fromkeys(days, "Ensikertalaiset ovat ensin.")
    return allocation.proposals(asked, found, words, OFFICER, str(uuid.uuid4()))


def save(world: World, ready: list[Proposal]) -> list[ProposalAnswer]:
    return proposals.propose_all(world.engine, ready, standing_at(NOW))


def test_days_are_proposed_and_who_gets_none_is_to_wait(world: World) -> None:
    served, waiting = world.application(), world.application()
    ready = allocated(world, {served: 2, waiting: 0})
    assert all(answer.saved for answer in save(world, ready))
    found = ask(world.engine, proposals.standing_all).to_dict("records")
    assert [(each["application_no"], each["outcome"], each["source"]) for each in found] == [
        (served, "approved", "allocation"),
        (waiting, "waitlisted", "allocation"),
    ]
    assert [world.row(each).status for each in (served, waiting)] == ["submitted", "submitted"]


def test_what_cannot_be_carried_out_is_not_proposed(world: World) -> None:
    unclear = world.application(Status.CLARIFICATION_REQUESTED)
    listed, served = world.application(Status.WAITLISTED), world.application(Status.WAITLISTED)
    ready = allocated(world, {unclear: 2, listed: 0, served: 1})
    assert [(each.application_no, each.days) for each in ready] == [(served, 1)]
    assert all(answer.saved for answer in save(world, ready))


def test_what_stands_is_not_proposed_again(world: World) -> None:
    same, other, waiting = world.application(), world.application(), world.application()
    save(world, allocated(world, {same: 2, other: 2, waiting: 0}))
    wanted = allocated(world, {same: 2, other: 1, waiting: 0})
    standing = ask(world.engine, proposals.standing_all)
    assert [each.application_no for each in allocation.not_standing(wanted, standing)] == [other]


def test_where_nothing_stands_everything_is_new(world: World) -> None:
    wanted = allocated(world, {world.application(): 1})
    standing = ask(world.engine, proposals.standing_all)
    assert allocation.not_standing(wanted, standing) == wanted
