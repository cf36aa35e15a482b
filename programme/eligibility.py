"""Whether an application meets the conditions of the programme, one answer for each condition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programme.codes import OrganisationType

#: The coming county organisations joined the target group with the second funding period.
COUNTIES_FROM = date(2018, 1, 1)


class Condition(StrEnum):
    """What an application is checked for; labels are `eligibility.<condition>_<answer>`."""

    TARGET_GROUP = "target_group"
    NO_LAYOFFS = "no_layoffs"
    STAFF_GROUPS = "staff_groups"
    ONE_LIVE = "one_live"
    DAYS = "days"


@dataclass(frozen=True)
class Facts:
    """What the conditions are answered from.

    `round_opened_on` is a Finnish day; `other_live` is the number of another application of the
    organisation that is alive in the same round, None of none; days are sparring days.
    """

    organisation_type: OrganisationType
    in_target_area: bool
    round_opened_on: date
    no_layoff_declared: bool
    includes_management: bool
    includes_supervisors: bool
    includes_staff: bool
    other_live: str | None
    days_requested: int
    round_max_days: int


@dataclass(frozen=True)
class Check:
    """A condition and whether it is met."""

    condition: Condition
    passed: bool


def checks(facts: Facts) -> tuple[Check, ...]:
    """Every condition with its answer, in the order in which they are shown."""
    return tuple(Check(condition, passed) for condition, passed in _answers(facts))


def eligible(facts: Facts) -> bool:
    """Whether every condition is met."""
    return all(check.passed for check in checks(facts))


def _answers(facts: Facts) -> Iterator[tuple[Condition, bool]]:
    groups = (facts.includes_management, facts.includes_supervisors, facts.includes_staff)
    yield Condition.TARGET_GROUP, _in_target_group(facts)
    yield Condition.NO_LAYOFFS, facts.no_layoff_declared
    yield Condition.STAFF_GROUPS, all(groups)
    yield Condition.ONE_LIVE, facts.other_live is None
    yield Condition.DAYS, 1 <= facts.days_requested <= facts.round_max_days


def _in_target_group(facts: Facts) -> bool:
    """Municipal workplaces of the target area, and county organisations once they belong to it."""
    is_county = facts.organisation_type is OrganisationType.COUNTY_ORGANISATION
    return facts.in_target_area and (not is_county or facts.round_opened_on >= COUNTIES_FROM)
