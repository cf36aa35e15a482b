"""The programme's indicators: what each figure is. How it is read stands in data_access.indicators.

Organisations are counted once however often they came (distinct), so they never add up over
years, services or regions of activity; participations are sums of attendances, not persons.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    COUNT = "count"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    SHARE = "share"
    EUR = "eur"


@dataclass(frozen=True)
class Indicator:
    """One figure of the programme.

    `additive`: regions and years add up to the whole. `regional`: exists for one region.
    `yearly`: exists for a single year.
    """

    code: str
    unit: Unit = Unit.COUNT
    additive: bool = True
    regional: bool = True
    yearly: bool = True


INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator
    for indicator in (
        Indicator("organisations_reached", additive=False),
        Indicator("participations"),
        Indicator("long_service_organisations", additive=False),
        Indicator("long_service_participations"),
        Indicator("sparring_applications"),
        Indicator("applicant_organisations", additive=False),
        Indicator("sparring_organisations", additive=False),
        Indicator("days_requested", Unit.DAYS),
        Indicator("days_granted", Unit.DAYS),
        Indicator("pending_applications"),
        Indicator("oldest_pending_days", Unit.WORKING_DAYS, additive=False),
        Indicator("processing_days_median", Unit.WORKING_DAYS, additive=False),
        Indicator("approval_rate", Unit.SHARE, additive=False),
        Indicator("deeds"),
        Indicator("solutions"),
        Indicator("deeds_awarded"),
        Indicator("trainings_started"),
        Indicator("brunches_held"),
        Indicator("newsletters_sent", regional=False),
        Indicator("budget_eur", Unit.EUR, regional=False, yearly=False),
        Indicator("spent_eur", Unit.EUR, regional=False),
        Indicator("budget_used", Unit.SHARE, additive=False, regional=False, yearly=False),
    )
}
