"""docs/data.md describes every table and column, and nothing that is not there."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Date

from data_access.columns import UtcDateTime
from data_access.migrations.baseline.rules import VIEWS
from data_access.schema import metadata

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
TABLES = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
ROW = re.compile(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
SOURCES = {"office", "applicant", "published", "register", "app", "database"}
UNITS = {
    "text", "code", "number", "hash", "grade", "share", "JSON", "yes or no", "day", "moment",
    "days", "hours", "euros", "people", "organisations", "municipalities", "events",
}  # fmt: skip
#: Columns of these types have this unit, and no others have it.
UNIT_OF: dict[type[Any], str] = {
    Date: "day",
    UtcDateTime: "moment",
    Boolean: "yes or no",
    JSON: "JSON",
}


def test_every_table_is_described() -> None:
    assert set(TABLES) == set(metadata.tables)
    assert [name for name, text in TABLES.items() if not text.strip()[:1].isalnum()] == []


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_column_has_meaning_unit_and_source(name: str) -> None:
    described = ROW.findall(TABLES[name])
    assert [column for column, *_ in described] == metadata.tables[name].columns.keys()
    assert [column for column, *cells in described if not all(cells)] == []
    assert {unit for _, _, unit, _ in described} <= UNITS
    assert {source for *_, source in described} <= SOURCES


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_units_are_those_of_the_types(name: str) -> None:
    units = {column: unit for column, _, unit, _ in ROW.findall(TABLES[name])}
    of_type = {
        column.name: UNIT_OF.get(type(column.type)) for column in metadata.tables[name].columns
    }
    assert {c: u for c, u in units.items() if u in UNIT_OF.values()} == {
        c: u for c, u in of_type.items() if u
    }


def test_every_view_is_described() -> None:
    assert set(re.findall(r"^\| `(\w+_fact)` \|", PAGE, re.MULTILINE)) == set(VIEWS)
