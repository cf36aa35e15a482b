"""Who gets how many days when a round is asked for more than it has left, exactly and with reasons.

`allocate` turns what is asked and a policy into proposals. The model is in docs/allocation.md.
"""

from programme.allocation.allocate import allocate
from programme.allocation.types import (
    Allocation,
    Because,
    Criterion,
    Demand,
    Policy,
    Reason,
    Request,
    Shortfall,
    Weight,
    WeightOf,
)

__all__ = [
    "Allocation",
    "Because",
    "Criterion",
    "Demand",
    "Policy",
    "Reason",
    "Request",
    "Shortfall",
    "Weight",
    "WeightOf",
    "allocate",
]
