"""Bases and outside indices that do not fit, in their files."""

from typing import Any

from data_access.schema import context_index, municipality
from tests.data_access.beside import base, index, value
from tests.data_access.exchange.loading.cases import Unfit, rows
from tests.data_access.exchange.loading.telling import Tables
from tests.data_access.scenarios import World

_BASE, _INDEX, _VALUE = "region_base.csv", "context_index.csv", "context_value.csv"


def _values(world: World, *some: dict[str, Any]) -> Tables:
    """Values of an index that the database has, and of a municipality that it has."""
    world.add(context_index, index())
    known = {"municipality_code": "005", "name_fi": "A", "name_sv": "A", "region_code": "MK01"}
    world.add(municipality, known)
    return {"context_value": list(some)}


CONTEXT: dict[str, Unfit] = {
    "base of an unknown region": Unfit(
        rows("region_base", base("MK01", 5), base("MK99", 5)),
        _BASE,
        3,
        "region_code",
        "the region_code of a row of region",
    ),
    "base of an unknown kind": Unfit(
        rows("region_base", base("MK01", 5, base="cows")),
        _BASE,
        2,
        "base",
        "employees, inhabitants",
    ),
    "base of nobody": Unfit(rows("region_base", base("MK01", 0)), _BASE, 2, "value", "over 0"),
    "base that is a share": Unfit(
        rows("region_base", base("MK01", 5) | {"value": "5,5"}), _BASE, 2, "value", "whole number"
    ),
    "base of no year": Unfit(rows("region_base", base("MK01", 5, 19)), _BASE, 2, "year", "1900"),
    "base without a source": Unfit(
        rows("region_base", base("MK01", 5, source="")), _BASE, 2, "source", "a value"
    ),
    "base twice": Unfit(
        rows("region_base", base("MK01", 5), base("MK01", 6)),
        _BASE,
        3,
        "base, year, region_code",
        "row 2 has it already",
    ),
    "index without a name": Unfit(
        rows("context_index", index(name_sv="")), _INDEX, 2, "name_sv", "a value"
    ),
    "index twice in a year": Unfit(
        rows("context_index", index(), index(2020), index()),
        _INDEX,
        4,
        "index_code, year",
        "row 2 has it already",
    ),
    "value of an unknown index": Unfit(
        rows("context_value", value("MK01", 5)),
        _VALUE,
        2,
        "year",
        "the index_code and year of a row of context_index",
    ),
    "value of another year than its index": Unfit(
        lambda _world: {
            "context_index": [index(2019), index(2020, index_code="pull")],
            "context_value": [value("MK01", 5, 2019), value("MK01", 5, 2020)],
        },
        _VALUE,
        3,
        "year",
        "the index_code and year of a row of context_index",
    ),
    "value of an unknown municipality": Unfit(
        lambda world: _values(world, value(None, 5, municipality_code="999")),
        _VALUE,
        2,
        "municipality_code",
        "the municipality_code of a row of municipality",
    ),
    "value of nowhere": Unfit(
        lambda world: _values(world, value("MK01", 5), value(None, 5)),
        _VALUE,
        3,
        "region_code",
        "(region_code IS NULL) <> (municipality_code IS NULL)",
    ),
    "value of two places": Unfit(
        lambda world: _values(world, value("MK01", 5, municipality_code="005")),
        _VALUE,
        2,
        "region_code",
        "(region_code IS NULL) <> (municipality_code IS NULL)",
    ),
    "value of a region twice": Unfit(
        lambda world: _values(world, value("MK01", 5), value("MK01", 6)),
        _VALUE,
        3,
        "index_code, year, region_code, municipality_code",
        "row 2 has it already",
    ),
    "value of five decimals": Unfit(
        lambda world: _values(world, value("MK01", "5,12345")), _VALUE, 2, "value", "4 decimals"
    ),
    "value that is a word": Unfit(
        lambda world: _values(world, value("MK01", "hyvä")), _VALUE, 2, "value", "1640000,50"
    ),
}
