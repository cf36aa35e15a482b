"""The programme's indicators: what each figure is. How it is read stands in data_access.indicators.

Organisations are counted once however often they came (distinct), so they never add up over
years or services; participations are sums of attendances, not persons. Over regions also
organisations add up, because each has one home.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from programme.codes import Service
from programme.region_bases import Base


class Unit(StrEnum):
    COUNT = "count"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    SHARE = "share"
    RATE = "rate"
    EUR = "eur"


class DoesNotAddUp(ValueError):
    """The figures are of an indicator whose parts do not make the whole."""


@dataclass(frozen=True)
class Indicator:
    """One figure of the programme.

    `additive`: years add up to the whole. `adds_up_over_regions`: regions do, with what is in
    none of them; where left out, as years do. `regional`: exists for one region. `yearly`: exists
    for a single year. `counts_people`: a small one could tell who it is. `base`: what it is
    divided by.
    """

    code: str
    unit: Unit = Unit.COUNT
    additive: bool = True
    regional: bool = True
    yearly: bool = True
    counts_people: bool = False
    base: Base | None = None
    distinct: bool = False
    decimals: int = 0

    @property
    def adds_up_over_regions(self) -> bool:
        """Whether regions make the whole: each organisation has one home, so it does count once."""
        return self.additive or self.distinct

    def over_regions(self, values: Iterable[float]) -> float:
        """The whole of what the regions and the rows apart have; raises DoesNotAddUp."""
        if not self.adds_up_over_regions:
            raise DoesNotAddUp(f"{self.code} of regions")
        return sum(values)


def _distinct(code: str) -> Indicator:
    return Indicator(code, additive=False, distinct=True)


def _derived(code: str, unit: Unit, base: Base | None = None, decimals: int = 0) -> Indicator:
    return Indicator(code, unit, additive=False, base=base, decimals=decimals)


def _money(code: str, *, yearly: bool = True) -> Indicator:
    return Indicator(code, Unit.EUR, regional=False, yearly=yearly)


#: The code of the activities of each service.
ACTIVITIES_OF = {service: f"activities_{service}" for service in Service}

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator
    for indicator in (
        _distinct("organisations_reached"),
        _distinct("municipalities_reached"),
        _derived("municipality_share", Unit.SHARE, Base.MUNICIPALITIES),
        Indicator("participations", counts_people=True),
        _distinct("long_service_organisations"),
        Indicator("long_service_participations", counts_people=True),
        Indicator("sparring_applications"),
        _distinct("applicant_organisations"),
        _distinct("sparring_organisations"),
        Indicator("days_requested", Unit.DAYS),
        Indicator("days_granted", Unit.DAYS),
        _derived("days_per_1000_employees", Unit.RATE, Base.EMPLOYEES, 1),
        _derived("days_per_1000_inhabitants", Unit.RATE, Base.INHABITANTS, 2),
        _derived("days_per_municipality", Unit.RATE, Base.MUNICIPALITIES, 1),
        Indicator("pending_applications"),
        _derived("oldest_pending_days", Unit.WORKING_DAYS),
        _derived("processing_days_median", Unit.WORKING_DAYS),
        _derived("approval_rate", Unit.SHARE),
        Indicator("activities"),
        *(Indicator(code) for code in ACTIVITIES_OF.values()),
        Indicator("deeds"),
        Indicator("solutions"),
        Indicator("deeds_awarded"),
        Indicator("trainings_started"),
        Indicator("brunches_held"),
        Indicator("newsletters_sent", regional=False),
        _money("budget_eur", yearly=False),
        _money("spent_eur"),
        Indicator("budget_used", Unit.SHARE, additive=False, regional=False, yearly=False),
    )
}
