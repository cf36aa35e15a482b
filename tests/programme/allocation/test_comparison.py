"""Two allocations side by side."""

from programme.allocation import Policy, allocate
from programme.allocation.comparison import Comparison, by_region, compare
from programme.allocation.presets import PRESETS
from tests.programme.allocation.demands import demand, request


def test_who_gains_and_who_loses() -> None:
    asked = demand(4, request(1), request(2), request(3), request(4))
    first, second = allocate(asked, Policy()), allocate(asked, PRESETS["even"])
    assert compare(first, second) == Comparison(gains=2, loses=2, days_moved=2)
    assert compare(first, first) == Comparison(gains=0, loses=0, days_moved=0)


def test_days_by_region_count_those_without_one_too() -> None:
    asked = demand(9, request(1), request(2, region_code=None), request(3, region_code="MK18"))
    found = allocate(asked, Policy())
    assert by_region(asked.requests, found.grants) == {"MK01": 2, None: 2, "MK18": 2}
