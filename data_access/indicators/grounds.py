"""What stands under the figures of a scope: its units, and what is divided by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from data_access.indicators.bases import Bases, bases_of
from data_access.indicators.scopes import Scope
from data_access.indicators.units import Units, units
from data_access.region_bases import bases_of_years


@dataclass(frozen=True)
class Ground:
    """The units within a scope's borders, and the bases that figures are divided by there."""

    units: Units
    bases: Bases

    def is_outside(self, code: str | None) -> bool:
        """Whether there is such a unit, and it is outside the target area."""
        unit = self.units.get(code) if code else None
        return unit is not None and not unit.in_target_area


def grounds(connection: Connection, scopes: Sequence[Scope]) -> list[Ground]:
    """The ground of each scope; bases are those of its last year."""
    here = {borders: units(connection, borders) for borders in {each.borders for each in scopes}}
    bases = bases_of_years(connection, sorted({scope.last.year for scope in scopes}))
    return [
        Ground(
            here[scope.borders],
            bases_of(here[scope.borders], bases[scope.last.year], scope.borders),
        )
        for scope in scopes
    ]


def outside(under: Iterable[Ground]) -> frozenset[str]:
    """The codes of the units outside the target area."""
    return frozenset(code for ground in under for code in ground.units if ground.is_outside(code))
