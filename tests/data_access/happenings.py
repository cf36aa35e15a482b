"""Activities and deeds for the tests of figures, with all that a test does not care about."""

import itertools
from collections.abc import Mapping
from datetime import date
from typing import Any

from data_access.schema import activity, deed, participation
from tests.data_access.scenarios import World

_NUMBERS = itertools.count(1)
SPRING = date(2019, 4, 2)


def held(
    world: World,
    people: Mapping[int, int] | None = None,
    *,
    service: str = "workshop",
    on: date = SPRING,
    **changes: Any,
) -> int:
    """A completed activity with employees of organisations (`people`: organisation → heads)."""
    number = next(_NUMBERS)
    row = {
        "activity_id": number,
        "service_type": service,
        "period_code": "2015-2017" if on.year < 2018 else "2018-2020",
        "name": f"Tilaisuus {number}",
        "starts_on": on,
        "ends_on": on,
        "delivery_mode": "remote",
        "status": "completed",
    }
    world.add(activity, row | changes)
    for organisation_id, heads in (people or {}).items():
        attend(world, number, organisation_id, heads)
    return number


def attend(
    world: World, activity_id: int, organisation_id: int, heads: int, group: str = "employee"
) -> None:
    """People of a staff group of an organisation in an activity."""
    row = {"activity_id": activity_id, "organisation_id": organisation_id}
    world.add(participation, {**row, "staff_group": group, "participant_count": heads})


def shown(world: World, on: date | None = SPRING, **changes: Any) -> None:
    """A deed that is published on a day."""
    row = {"deed_kind": "deed", "title": "Teko", "status": "published", "published_on": on}
    world.add(deed, row | changes)
