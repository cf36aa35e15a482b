"""Files that do not fit the database, and what is to be said of them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.data_access.exchange.loading.telling import Tables, told
from tests.data_access.scenarios import World

Case = Callable[[World], Tables]


class Unfit(NamedTuple):
    """The files, the place that is to be told, and words of what would be right."""

    case: Case
    file: str
    row: int
    column: str
    right: str


def changed(table: str, place: int = 0, *moves: str, **changes: Any) -> Case:
    """A told application with a change in one row."""

    def case(_world: World) -> Tables:
        tables = told("SP-2020-901", *moves)
        tables[table][place] |= changes
        return tables

    return case


def without(table: str, place: int, *moves: str) -> Case:
    """A told application that lacks a row of its history."""

    def case(_world: World) -> Tables:
        tables = told("SP-2020-901", *moves)
        del tables[table][place]
        return tables

    return case


def rows(table: str, *some: dict[str, Any]) -> Case:
    """A file of these rows alone."""
    return lambda _world: {table: list(some)}
