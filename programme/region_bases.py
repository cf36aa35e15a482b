"""What a region's figures can be divided by, so that large and small regions compare."""

from enum import StrEnum


class Base(StrEnum):
    """A base of a region's figures."""

    EMPLOYEES = "employees"  # of the region's municipal employers
    INHABITANTS = "inhabitants"
    MUNICIPALITIES = "municipalities"


#: Bases that an office loads, each with its year and source; municipalities are always known.
LOADED = (Base.EMPLOYEES, Base.INHABITANTS)
