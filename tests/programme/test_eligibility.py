"""The conditions of the programme, one by one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from programme.codes import OrganisationType
from programme.eligibility import Condition, Facts, checks, eligible

SOUND = Facts(
    organisation_type=OrganisationType.MUNICIPALITY,
    in_target_area=True,
    round_opened_on=date(2020, 8, 17),
    no_layoff_declared=True,
    includes_management=True,
    includes_supervisors=True,
    includes_staff=True,
    other_live=None,
    days_requested=2,
    round_max_days=2,
)


def failed(facts: Facts) -> list[Condition]:
    return [check.condition for check in checks(facts) if not check.passed]


def test_a_sound_application_meets_every_condition() -> None:
    assert failed(SOUND) == []
    assert eligible(SOUND)
    assert [check.condition for check in checks(SOUND)] == list(Condition)


@pytest.mark.parametrize(
    ("changes", "condition"),
    [
        ({"in_target_area": False}, Condition.TARGET_GROUP),
        ({"no_layoff_declared": False}, Condition.NO_LAYOFFS),
        ({"includes_management": False}, Condition.STAFF_GROUPS),
        ({"includes_supervisors": False}, Condition.STAFF_GROUPS),
        ({"includes_staff": False}, Condition.STAFF_GROUPS),
        ({"other_live": "SP-2020-001"}, Condition.ONE_LIVE),
        ({"days_requested": 3}, Condition.DAYS),
        ({"days_requested": 0}, Condition.DAYS),
    ],
)
def test_each_condition_is_answered_by_itself(
    changes: dict[str, Any], condition: Condition
) -> None:
    facts = replace(SOUND, **changes)
    assert failed(facts) == [condition]
    assert not eligible(facts)


def test_county_organisations_belong_to_the_target_group_from_2018_on() -> None:
    county = replace(SOUND, organisation_type=OrganisationType.COUNTY_ORGANISATION)
    assert eligible(replace(county, round_opened_on=date(2018, 3, 1)))
    assert failed(replace(county, round_opened_on=date(2017, 9, 1))) == [Condition.TARGET_GROUP]
