"""Why each request gets its days: every number has a reason, and the reason is true."""

from collections.abc import Iterator

from hypothesis import given, settings

from programme.allocation import (
    Allocation,
    Because,
    Criterion,
    Demand,
    Policy,
    Reason,
    Request,
    Weight,
    WeightOf,
    allocate,
)
from tests.programme.allocation.demands import demand, demands, policies, request

B = Because


def whys(found: Allocation) -> list[list[tuple[Because, bool]]]:
    return [
        [(each.because, each.missing) for each in reasons] for reasons in found.reasons.values()
    ]


def each_reason(asked: Demand, found: Allocation) -> Iterator[tuple[Request, Reason]]:
    by_number = {each.number: each for each in asked.requests}
    for number, reasons in found.reasons.items():
        yield from ((by_number[number], reason) for reason in reasons)


@given(demands(), policies())
def test_every_number_has_a_reason(asked: Demand, policy: Policy) -> None:
    found = allocate(asked, policy)
    for each in asked.requests:
        got, missing = found.grants[each.number], [r.missing for r in found.reasons[each.number]]
        assert (False in missing) == (got > 0)
        assert (True in missing) == (got < each.days_requested)


@settings(max_examples=200)
@given(demands(), policies())
def test_a_reason_is_one_that_the_policy_has(asked: Demand, policy: Policy) -> None:
    found = allocate(asked, policy)
    always = {B.ENOUGH, B.OLDEST, B.ROUND_LIMIT, B.CAP, B.NOTHING_LEFT, B.FLOOR}
    for who, reason in each_reason(asked, found):
        assert reason.because in always | {Because(each) for each in policy.criteria}
        if reason.because is B.FIRST_TIME:
            assert who.first_time != reason.missing
        if reason.because is B.FLOOR and not reason.missing:
            assert policy.floor_of(who.region_code or "")
        if reason.because is B.CAP:
            assert policy.cap is not None
        if reason.because is B.NOTHING_LEFT:
            assert found.days == asked.days_left


def test_days_that_are_enough() -> None:
    assert whys(allocate(demand(9, request(1), request(2)), Policy())) == [[(B.ENOUGH, False)]] * 2


def test_the_queue_decides() -> None:
    found = allocate(demand(3, request(1), request(2), request(3)), Policy())
    assert whys(found) == [
        [(B.OLDEST, False)],
        [(B.OLDEST, False), (B.OLDEST, True)],
        [(B.OLDEST, True)],
    ]


def test_first_timers_decide() -> None:
    asked = demand(2, request(1, earlier_days=1), request(2))
    found = allocate(asked, Policy((Criterion.FIRST_TIME,)))
    assert whys(found) == [[(B.FIRST_TIME, True)], [(B.FIRST_TIME, False)]]


def test_everything_that_gives_days_is_told_and_the_last_that_withholds_them() -> None:
    asked = demand(3, request(1, earlier_days=1), request(2), request(3))
    found = allocate(asked, Policy((Criterion.FIRST_TIME,)))
    assert whys(found) == [
        [(B.FIRST_TIME, True)],
        [(B.FIRST_TIME, False), (B.OLDEST, False)],
        [(B.FIRST_TIME, False), (B.OLDEST, True)],
    ]


def test_evenness_decides() -> None:
    found = allocate(demand(2, request(1), request(2)), Policy((Criterion.EVEN,)))
    assert whys(found) == [[(B.EVEN, False), (B.EVEN, True)]] * 2


def test_the_floor_decides_and_is_named() -> None:
    asked = demand(2, request(1), request(2, region_code="MK18"))
    found = allocate(asked, Policy(floor=1))
    assert found.reasons["SP-2020-002"] == (
        Reason(B.FLOOR, value=1),
        Reason(B.FLOOR, missing=True, value=1),
    )


def test_points_decide_and_are_told() -> None:
    policy = Policy((Criterion.WEIGHTS,), weights=(Weight(WeightOf.REGION, "MK18", 3),))
    found = allocate(demand(2, request(1), request(2, region_code="MK18")), policy)
    assert found.reasons["SP-2020-002"] == (Reason(B.WEIGHTS, value=3),)
    assert found.reasons["SP-2020-001"] == (Reason(B.WEIGHTS, missing=True, value=0),)


def test_the_cap_and_the_round_hold_back() -> None:
    asked = demand(9, request(1, days_requested=3), request(2, earlier_days=2))
    found = allocate(asked, Policy(cap=2, cap_counts_earlier=True))
    assert found.reasons["SP-2020-001"][1] == Reason(B.ROUND_LIMIT, missing=True, value=2)
    assert found.reasons["SP-2020-002"] == (Reason(B.CAP, missing=True, value=2),)


def test_nothing_is_left() -> None:
    assert whys(allocate(demand(0, request(1)), Policy())) == [[(B.NOTHING_LEFT, True)]]
