"""The allocation: the best there is, no day wasted, the same in whatever order requests come."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.allocation import (
    Allocation,
    Because,
    Criterion,
    Demand,
    Policy,
    Shortfall,
    Weight,
    WeightOf,
    allocate,
)
from programme.allocation.presets import PRESETS
from tests.programme.allocation.demands import demand, demands, policies, request
from tests.programme.allocation.judge import best, caps_hold, lacking, measured

EVEN, FIRST, WHOLE, WEIGHTS = (
    Criterion.EVEN,
    Criterion.FIRST_TIME,
    Criterion.WHOLE,
    Criterion.WEIGHTS,
)


def days(found: Allocation) -> list[int]:
    return list(found.grants.values())


# --- for any round and any policy -----------------------------------------------------------------


@settings(max_examples=200)
@given(demands(), policies())
def test_there_is_no_better_way_to_share_the_days(asked: Demand, policy: Policy) -> None:
    assert dict(allocate(asked, policy).grants) == best(asked, policy)


@given(demands(), policies())
def test_no_day_is_left_while_somebody_could_take_it(asked: Demand, policy: Policy) -> None:
    grants = dict(allocate(asked, policy).grants)
    assert sum(grants.values()) <= asked.days_left
    if sum(grants.values()) < asked.days_left:
        for each in asked.requests:
            one_more = grants | {each.number: grants[each.number] + 1}
            assert grants[each.number] == each.most or not caps_hold(one_more, asked, policy)


@given(demands(), policies())
def test_it_tells_what_it_was_decided_by(asked: Demand, policy: Policy) -> None:
    found = allocate(asked, policy)
    reached = dict(found.objective)
    for criterion in policy.criteria if asked.requests else ():
        value = measured(dict(found.grants), asked, policy, criterion)
        assert reached[Because(criterion)] == abs(value)
    missing = sum(each.floor - each.given for each in found.shortfalls)
    assert missing == lacking(dict(found.grants), asked, policy)


@given(demands(), policies(), st.randoms())
def test_the_order_of_the_input_does_not_matter(
    asked: Demand, policy: Policy, order: random.Random
) -> None:
    requests = list(asked.requests)
    order.shuffle(requests)
    again = Demand(asked.days_left, tuple(requests), asked.granted)
    assert allocate(again, policy) == allocate(asked, policy)


@given(demands())
def test_sharing_evenly_serves_as_many_as_there_are_days(asked: Demand) -> None:
    found = allocate(asked, Policy((EVEN,)))
    assert sum(each > 0 for each in days(found)) == min(len(asked.requests), asked.days_left)


def test_many_at_once_get_the_same_answer() -> None:
    asked = demand(9, *(request(n, earlier_days=n % 3, region_code=f"MK0{n}") for n in range(1, 9)))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: allocate(asked, PRESETS["wide"]), range(24)))
    assert all(each == found[0] for each in found)


# --- policies by example --------------------------------------------------------------------------


def test_the_oldest_come_first() -> None:
    asked = demand(3, request(3), request(1), request(2))
    assert dict(allocate(asked, Policy()).grants) == {
        "SP-2020-001": 2,
        "SP-2020-002": 1,
        "SP-2020-003": 0,
    }


def test_the_number_decides_between_those_that_came_at_once() -> None:
    first = request(1)
    second = request(2, submitted_at=first.submitted_at)
    assert days(allocate(demand(2, second, first), Policy())) == [2, 0]


def test_who_never_had_days_comes_first() -> None:
    asked = demand(3, request(1, earlier_days=2), request(2), request(3))
    assert days(allocate(asked, Policy((FIRST,)))) == [0, 2, 1]


def test_days_are_shared_evenly() -> None:
    asked = demand(4, *(request(n, days_requested=3, max_days=3) for n in (1, 2, 3)))
    assert days(allocate(asked, Policy((EVEN,)))) == [2, 1, 1]


def test_requests_are_served_whole_where_the_days_come_out_even() -> None:
    wishes = (3, 3, 2)
    asked = demand(
        5, *(request(n, days_requested=wish, max_days=3) for n, wish in enumerate(wishes))
    )
    assert days(allocate(asked, Policy())) == [3, 2, 0]
    assert days(allocate(asked, Policy((WHOLE,)))) == [3, 0, 2]


def test_the_office_weighs_themes_regions_and_types() -> None:
    weights = (
        Weight(WeightOf.THEME, "digitalisation", 2),
        Weight(WeightOf.REGION, "MK18", 1),
        Weight(WeightOf.TYPE, "joint_authority", 4),
    )
    asked = demand(
        4,
        request(1),
        request(2, theme="digitalisation", region_code="MK18"),
        request(3, organisation_type="joint_authority"),
    )
    assert days(allocate(asked, Policy((WEIGHTS,), weights=weights))) == [0, 2, 2]


def test_every_region_gets_its_floor() -> None:
    asked = demand(3, request(1), request(2), request(3, region_code="MK18"))
    assert days(allocate(asked, Policy(floor=1))) == [2, 0, 1]
    assert days(allocate(asked, Policy(floors=(("MK18", 2),)))) == [1, 0, 2]


def test_what_a_region_has_from_the_round_counts_towards_its_floor() -> None:
    asked = demand(2, request(1), request(2, region_code="MK18"), MK18=1)
    assert days(allocate(asked, Policy(floor=1))) == [2, 0]


def test_an_organisation_gets_no_more_than_the_cap() -> None:
    asked = demand(9, request(1, earlier_days=1), request(2))
    assert days(allocate(asked, Policy(cap=2))) == [2, 2]
    assert days(allocate(asked, Policy(cap=2, cap_counts_earlier=True))) == [1, 2]


def test_a_region_that_asks_for_less_than_its_floor_gets_what_it_asks() -> None:
    found = allocate(
        demand(5, request(1), request(2), request(3, region_code="MK18")), Policy(floor=3)
    )
    assert days(found) == [2, 1, 2]
    assert found.shortfalls == (Shortfall("MK18", floor=3, reachable=2, given=2),)
    assert not found.shortfalls[0].contradiction


def test_floors_that_want_more_than_there_is_are_told_and_reached_as_far_as_possible() -> None:
    asked = demand(3, request(1), request(2, region_code="MK06"), request(3, region_code="MK18"))
    found = allocate(asked, Policy(floor=2))
    assert days(found) == [2, 1, 0]
    assert [(each.region_code, each.contradiction) for each in found.shortfalls] == [
        ("MK06", True),
        ("MK18", True),
    ]
    assert found.objective == ((Because.FLOOR, 3),)


@pytest.mark.parametrize("policy", PRESETS.values(), ids=PRESETS)
def test_nobody_asks_and_nothing_is_given(policy: Policy) -> None:
    found = allocate(demand(5), policy)
    assert (days(found), found.shortfalls) == ([], ())


@pytest.mark.parametrize(
    "asked",
    [
        demand(5, request(1), request(1)),
        demand(5, request(1), request(2, organisation_id=1, region_code="MK18")),
    ],
)
def test_a_demand_that_contradicts_itself_is_an_error(asked: Demand) -> None:
    with pytest.raises(ValueError, match=r"twice|two regions"):
        allocate(asked, Policy())
