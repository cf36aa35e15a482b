"""The map's figures and the growth of deeds."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from data_access import growth, regions
from data_access.connect import reading
from data_access.schema import published_figure
from programme.lifecycle import Status
from programme.periods import WHOLE, Period, parse
from tests.data_access.happenings import attend, held, shown
from tests.data_access.scenarios import World

TODAY = date(2020, 12, 1)


def ask(world: World, read: Any, *arguments: Any) -> pd.DataFrame:
    with reading(world.engine) as connection:
        return read(connection, *arguments)


def activity(world: World, period: Period = WHOLE, as_of: date = TODAY) -> pd.DataFrame:
    frame = ask(world, regions.region_activity, period, as_of)
    return frame.set_index("region_code")


def test_every_region_has_its_row_and_aland_no_figure(world: World) -> None:
    held(world, {world.organisation("MK01"): 5, world.organisation("MK21"): 9})
    frame = activity(world)
    assert list(frame.index) == ["MK01", "MK02", "MK21"]
    assert frame["participations"].to_dict() == pytest.approx(
        {"MK01": 5, "MK02": 0, "MK21": float("nan")}, nan_ok=True
    )
    figures = [*regions.MEASURES, "sparring_applications", "pending_applications"]
    assert frame.loc["MK21", figures].isna().all()
    assert not frame.loc["MK21", "in_target_area"]


def test_the_share_counts_municipalities_only_and_each_once(world: World) -> None:
    town, company = world.organisation(), world.organisation(organisation_type="municipal_company")
    for _ in range(2):
        held(world, {town: 1, company: 1})
    frame = activity(world)
    assert frame.loc["MK01", ["municipality_share", "organisations_reached"]].tolist() == [0.25, 2]
    assert activity(world, parse("2015-2017")).loc["MK01", "municipality_share"] == 0


def test_organisations_without_a_region_get_a_row_of_their_own(world: World) -> None:
    held(world, {world.organisation(None): 4})
    frame = activity(world)
    assert list(frame.index) == ["MK01", "MK02", "MK21", ""]
    assert frame.loc["", "participations"] == 4


def test_a_remote_training_makes_no_row_without_a_region(world: World) -> None:
    held(world, {world.organisation(): 4}, service="internal_developer_training")
    assert "" not in activity(world).index


def test_undecided_applications_stand_in_their_organisations_region(world: World) -> None:
    world.application(organisation_id=world.organisation("MK02"))
    world.application(Status.APPROVED, days=2)
    frame = activity(world)[["sparring_applications", "pending_applications", "days_granted"]]
    assert frame.loc[["MK01", "MK02"]].to_numpy().tolist() == [[1, 0, 2], [1, 1, 0]]


def test_yearly_organisations_are_distinct_within_the_year(world: World) -> None:
    one, two = world.organisation(), world.organisation("MK02")
    for day in (date(2018, 3, 1), date(2018, 9, 3), date(2019, 3, 1), date(2020, 12, 2)):
        held(world, {one: 1, two: 1}, on=day)
    read = regions.organisations_by_year
    period = parse("2018-2020")
    here = ask(world, read, "MK01", period, TODAY)
    assert here.to_numpy().tolist() == [[2018, 1], [2019, 1], [2020, 0]]
    assert list(ask(world, read, None, period, TODAY)["organisations"]) == [2, 2, 0]


def test_a_regions_organisations_come_busiest_first(world: World) -> None:
    quiet, busy = world.organisation(), world.organisation()
    attend(world, held(world, {quiet: 2, busy: 3}, on=date(2018, 3, 1)), busy, 4, "management")
    held(world, {quiet: 1}, on=date(2019, 3, 1))
    held(world, {quiet: 90}, on=date(2020, 12, 2))
    frame = ask(world, regions.organisations_reached, "MK01", WHOLE, TODAY)
    assert frame[["organisation", "participations"]].to_numpy().tolist() == [
        *(["Kunta 2", 7], ["Kunta 1", 3])
    ]
    assert list(frame["last_on"]) == [date(2018, 3, 1), date(2019, 3, 1)]
    empty = ask(world, regions.organisations_reached, "MK02", WHOLE, TODAY)
    assert (len(empty), list(empty.columns)) == (0, list(frame.columns))


# --- growth -------------------------------------------------------------------------------------


def deeds(world: World, first: date, last: date) -> list[tuple[str, int]]:
    frame = ask(world, growth.deed_growth, first, last)
    return [(f"{row.month:%d.%m.}", row.deeds) for row in frame.itertuples()]


def test_deeds_grow_month_by_month_and_lose_what_was_withdrawn(world: World) -> None:
    shown(world, date(2018, 12, 31))
    shown(world, date(2019, 1, 31))
    shown(world, date(2019, 1, 2), status="unpublished", withdrawn_on=date(2019, 2, 1))
    shown(world, date(2019, 1, 2), deed_kind="solution")
    shown(world, None, status="draft")
    shown(world, date(2019, 3, 10))
    assert deeds(world, date(2019, 1, 1), date(2019, 3, 9)) == [
        *(("31.01.", 3), ("28.02.", 2), ("09.03.", 2))
    ]
    assert deeds(world, date(2019, 3, 1), date(2019, 3, 31)) == [("31.03.", 3)]


def test_without_deeds_the_line_is_at_zero(world: World) -> None:
    assert deeds(world, date(2019, 1, 1), date(2019, 2, 28)) == [("31.01.", 0), ("28.02.", 0)]
    shown(world, date(2020, 1, 1))
    assert deeds(world, date(2019, 1, 1), date(2019, 2, 28)) == [("31.01.", 0), ("28.02.", 0)]


def test_published_numbers_of_deeds_stand_on_their_days(world: World) -> None:
    row = {"indicator_code": "deeds", "unit": "count", "source": "S2", "comparator": "eq"}
    for code, day, value in (("F12", date(2018, 12, 31), "350"), ("F04", date(2018, 1, 31), "238")):
        world.add(
            published_figure, {**row, "figure_code": code, "as_of": day, "published_value": value}
        )
    frame = ask(world, growth.published_deeds)
    assert frame[["figure_code", "value"]].to_numpy().tolist() == [["F04", 238], ["F12", 350]]
