"""Counties of Uusimaa that have nothing, while it is not known which of them something is in.

Their zero may be none: there is no such figure.
"""

from collections.abc import Mapping

from data_access.indicators.values import Value, Values
from programme.counties import OF_UUSIMAA

#: Figures that do not exist of what is somewhere in Uusimaa → what they are made of.
_MADE_OF = {
    "municipality_share": "municipalities_reached",
    "days_per_municipality": "days_granted",
}


def may_be_uncertain(code: str | None) -> bool:
    """Whether a unit's figures depend on what is somewhere in Uusimaa."""
    return code in OF_UUSIMAA


def known(code: str | None, values: Values, somewhere: Values) -> Values:
    """The unit's figures without its uncertain zeros; `somewhere` are those of what is in Uusimaa
    and in none of its counties."""
    if not may_be_uncertain(code):
        return values
    return {
        each: None if value == 0 and _is_there(each, somewhere) else value
        for each, value in values.items()
    }


def _is_there(measure: str, somewhere: Mapping[str, Value]) -> bool:
    return (somewhere[_MADE_OF.get(measure, measure)] or 0) > 0
