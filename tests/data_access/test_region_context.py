"""Outside indices: which there are, their values, and that no figure knows them."""

from typing import Any

import pandas as pd
import pytest

from data_access import region_context
from data_access.__main__ import main
from data_access.connect import reading
from data_access.schema import context_index, context_value
from programme.lifecycle import Status
from tests.data_access.beside import fill, index, value
from tests.data_access.happenings import held
from tests.data_access.scenarios import World


def ask(world: World, read: Any, *arguments: Any) -> pd.DataFrame:
    with reading(world.engine) as connection:
        return read(connection, *arguments)


def values(world: World, code: str, year: int) -> list[list[Any]]:
    return ask(world, region_context.context_values, code, year).to_numpy().tolist()


def test_without_any_the_columns_are_there(world: World) -> None:
    found = ask(world, region_context.context_indices)
    assert {"index_code", "name_fi", "name_sv", "name_en", "year", "source", "level"} <= {*found}
    assert found.empty
    assert list(ask(world, region_context.context_values, "vitality", 2019)) == ["code", "value"]


def test_each_year_of_an_index_is_listed_with_its_level(world: World) -> None:
    fill(world)
    found = ask(world, region_context.context_indices)
    assert found[["index_code", "year", "level"]].to_numpy().tolist() == [
        ["pull", 2019, "municipality"],
        ["vitality", 2020, "region"],
        ["vitality", 2019, "region"],
    ]
    assert found["description"].tolist()[0] == "0–100"
    assert found["source"].unique().tolist() == ["Esimerkkilähde"]


def test_an_index_may_have_values_of_both_levels_and_one_without_any_is_not_listed(
    world: World,
) -> None:
    fill(world)
    world.add(context_value, value(None, 4, municipality_code="005"))
    world.add(context_index, index(2021))
    found = ask(world, region_context.context_indices)
    of_years = dict(zip(found["year"], found["level"], strict=True))
    assert of_years == {2019: "both", 2020: "region"}
    assert values(world, "vitality", 2019) == [["005", 4], ["MK01", 52.25], ["MK02", -0.0001]]


def test_values_are_of_the_asked_index_and_year_only(world: World) -> None:
    fill(world)
    assert values(world, "vitality", 2020) == [["MK01", 53.0]]
    assert values(world, "pull", 2019) == [["005", pytest.approx(9999999999.9999)]]
    assert values(world, "pull", 2020) == values(world, "nothing", 2019) == []


def test_no_figure_changes_with_an_index(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An index is context: what the command line counts is the same without it."""
    url = world.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", url)
    held(world, {world.organisation(): 5})
    world.application(Status.APPROVED)
    before = [kpis(capsys, *only) for only in ((), ("--region", "MK01"))]
    world.add(context_index, index())
    world.add(context_value, value("MK01", 52), value("MK02", 3))
    assert [kpis(capsys, *only) for only in ((), ("--region", "MK01"))] == before


def kpis(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["kpis", "--json", *arguments]) == 0
    return capsys.readouterr().out
