"""Writes replayed histories, step by step, through the triggers of the database."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect

from data_access.exchange.loading.history.contention import Placed
from data_access.exchange.loading.history.histories import HISTORY
from data_access.exchange.loading.history.steps import COLUMNS, StepKind
from data_access.exchange.loading.writing.binding import binder, bound
from data_access.exchange.progress import Progress
from data_access.schema import metadata

_AT_ONCE = 1_000

#: After so many steps PostgreSQL is to look at the tables again, so that it finds its indexes.
_GROWN = (1_000, 10_000, 100_000)
_ANALYZE = f"ANALYZE {', '.join(('sparring_application', *HISTORY))}"

#: A step, its statement and the values for the driver.
_Ready = tuple[Placed, str, Any]

_TABLES = {
    StepKind.RECEIVE: "sparring_application",
    StepKind.CHANGE: "sparring_application",
    StepKind.MOVE: "sparring_application",
    StepKind.DECIDE: "application_decision",
    StepKind.ASK: "clarification_request",
    StepKind.WRITE: "letter",
    StepKind.PROPOSE: "application_proposal",
    StepKind.BOOK: "sparring_booking",
}


class StepRefused(Exception):
    """The database refused a step of a replay; its cause says why."""

    def __init__(self, placed: Placed) -> None:
        super().__init__(placed.subject.target["application_no"])
        self.placed = placed


def play(connection: Connection, ordered: Sequence[Placed], progress: Progress) -> None:
    """Write the steps in their order; raises StepRefused, or the driver's own failure.

    The driver is used directly: hundreds of thousands of small statements follow each other.
    """
    statements = {kind: _statement(kind, connection.dialect) for kind in StepKind}
    binders = {kind: _binders(kind, connection.dialect) for kind in StepKind}
    run = _waiting if connection.dialect.name == "sqlite" else _pipelined
    ready = (
        (placed, statements[kind], bound(placed.step.values, binders[kind]))
        for placed in ordered
        for kind in (placed.step.kind,)
    )
    for done in run(connection, ready):
        progress("sparring_application", done, len(ordered))
    progress("sparring_application", len(ordered), len(ordered))


def _waiting(connection: Connection, steps: Iterable[_Ready]) -> Iterator[int]:
    """One statement after the other; yields now and then how many are done."""
    cursor = connection.connection.cursor()
    for done, (placed, statement, values) in enumerate(steps, start=1):
        try:
            cursor.execute(statement, values)
        except sqlite3.Error as failure:
            raise StepRefused(placed) from failure
        if done % _AT_ONCE == 0:
            yield done


def _pipelined(connection: Connection, steps: Iterable[_Ready]) -> Iterator[int]:
    """The same without waiting for each answer; a failure comes with a later statement."""
    _plan_anew(connection)
    driver: Any = connection.connection.driver_connection
    cursor = driver.cursor()
    with driver.pipeline() as pipeline:
        for done, (_, statement, values) in enumerate(steps, start=1):
            cursor.execute(statement, values)
            if done % _AT_ONCE == 0:
                pipeline.sync()
                if done in _GROWN:
                    cursor.execute(_ANALYZE)
                yield done
    connection.exec_driver_sql("SET LOCAL enable_seqscan = on")
    connection.exec_driver_sql("SET LOCAL plan_cache_mode = auto")


def _plan_anew(connection: Connection) -> None:
    """Plans of the triggers made while their tables are empty would be kept while these fill up,
    and each statement would read all the rows before it.
    """
    connection.exec_driver_sql("DISCARD PLANS")
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    connection.exec_driver_sql("SET LOCAL jit = off")
    connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")


def _statement(kind: StepKind, dialect: Dialect) -> str:
    mark = "?" if dialect.name == "sqlite" else "%s"
    if kind is StepKind.CANCEL:
        where = f"application_id = {mark} AND version = {mark} AND status = 'waiting'"
        return f"UPDATE letter SET status = 'cancelled' WHERE {where}"  # noqa: S608  our own names
    table, columns = _TABLES[kind], COLUMNS[kind]
    if kind in (StepKind.CHANGE, StepKind.MOVE):
        changes = ", ".join(f"{name} = {mark}" for name in columns)
        return f"UPDATE {table} SET {changes} WHERE application_id = {mark}"  # noqa: S608  as above
    marks = ", ".join([mark] * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  as above


def _binders(kind: StepKind, dialect: Dialect) -> list[tuple[int, Callable[[Any], Any]]]:
    """What the values at some places have to go through on their way to this driver."""
    if kind is StepKind.CANCEL:
        return []
    columns = metadata.tables[_TABLES[kind]].columns
    found = ((at, binder(columns[name].type, dialect)) for at, name in enumerate(COLUMNS[kind]))
    return [(at, bind) for at, bind in found if bind is not None]
