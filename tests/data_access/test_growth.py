"""The growth of deeds."""

from datetime import date
from typing import Any

import pandas as pd

from data_access import growth
from data_access.connect import reading
from data_access.schema import published_figure
from tests.data_access.happenings import shown
from tests.data_access.scenarios import World

TODAY = date(2020, 12, 1)


def ask(world: World, read: Any, *arguments: Any) -> pd.DataFrame:
    with reading(world.engine) as connection:
        return read(connection, *arguments)


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
