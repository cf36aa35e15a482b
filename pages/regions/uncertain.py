"""Counties of Uusimaa that have nothing, while it is not known which of them something is in.

Their zero may be none: it is not shown as one.
"""

from collections.abc import Mapping
from typing import Any

from programme.counties import OF_UUSIMAA

#: Figures that do not exist of what is somewhere in Uusimaa → what they are made of.
_MADE_OF = {
    "municipality_share": "municipalities_reached",
    "days_per_municipality": "days_granted",
}


def is_uncertain(code: str, measure: str, somewhere: Mapping[str, Any] | None) -> bool:
    """Whether a figure of nothing may be wrong; `somewhere` is the row of what is in Uusimaa."""
    if somewhere is None or code not in OF_UUSIMAA:
        return False
    return bool(somewhere[_MADE_OF.get(measure, measure)] > 0)
