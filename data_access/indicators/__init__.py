"""How each indicator of `programme.indicators` is read: its one definition in the database.

Every page, export and command asks `measure` or `measure_units`; nobody counts on the side.
All scopes asked for together cost one query per source, not one per figure. What a figure counts
stands in the module of its source, what it is divided by in `bases`.
"""

from data_access.indicators.measuring import measure, measure_units, people_of_units
from data_access.indicators.scopes import Scope
from data_access.indicators.units import UnitOfDivision, units
from data_access.indicators.values import Value, Values

__all__ = [
    "Scope",
    "UnitOfDivision",
    "Value",
    "Values",
    "measure",
    "measure_units",
    "people_of_units",
    "units",
]
