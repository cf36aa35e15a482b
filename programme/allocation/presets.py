"""Policies that the office can start from."""

from programme.allocation.types import Criterion, Policy

#: By name, in the order in which they are offered.
PRESETS: dict[str, Policy] = {
    "oldest": Policy(),
    "first_time": Policy((Criterion.FIRST_TIME,)),
    "even": Policy((Criterion.EVEN,)),
    "regions": Policy(floor=1),
    "whole": Policy((Criterion.WHOLE,)),
    "wide": Policy((Criterion.EVEN, Criterion.FIRST_TIME), floor=1),
}
