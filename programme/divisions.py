"""How the country is divided: into regions, or into wellbeing services counties.

A unit of a division has a code: that of a region ("MK11"), or the Finnish name of a county
("Pirkanmaa"), which is what the register of municipalities calls it. What belongs to no unit that
the map could show stands under a code of its own, so that nothing is lost.
"""

from datetime import date
from enum import StrEnum

from programme.counties import UUSIMAA


class Division(StrEnum):
    """What the country is divided into."""

    REGIONS = "regions"
    WELLBEING = "wellbeing"


class Borders(StrEnum):
    """The borders that are meant: regions changed theirs at the beginning of 2021."""

    REGIONS_2016 = "2016"
    REGIONS_2021 = "2021"
    WELLBEING = "wellbeing"


#: The code of what has no region.
NOWHERE = ""

#: The code of what lies outside the programme's target area (Åland), whatever its unit.
OUTSIDE = "outside"

#: The code of what is in Uusimaa, which has five counties, but in which of them is not known.
SOMEWHERE_IN_UUSIMAA = f"{UUSIMAA}?"

#: The codes that are not on the map, in the order in which their rows come.
APART = (SOMEWHERE_IN_UUSIMAA, OUTSIDE, NOWHERE)

_LAST_YEAR_OF_OLD_REGIONS = 2020


def borders(division: Division, last: date) -> Borders:
    """The borders of a division for a period that ends on `last`.

    Wellbeing services counties are those of 2023 for every period: there were none before.
    """
    if division is Division.WELLBEING:
        return Borders.WELLBEING
    old = last.year <= _LAST_YEAR_OF_OLD_REGIONS
    return Borders.REGIONS_2016 if old else Borders.REGIONS_2021
