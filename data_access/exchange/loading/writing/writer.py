"""Writes a plan, table by table."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select, update

from data_access.accounts import NO_PASSWORD
from data_access.exchange.format.sources import is_named, source
from data_access.exchange.format.types import ColumnFormat, TableFormat
from data_access.exchange.loading.checking.comparing import Change, Comparison
from data_access.exchange.loading.history.histories import HISTORY
from data_access.exchange.loading.plan import Plan
from data_access.exchange.loading.queues.kinds import QUEUES, Queue, told
from data_access.exchange.loading.writing.actors import lend_roles, return_roles
from data_access.exchange.loading.writing.courses import go_on
from data_access.exchange.loading.writing.playing import play
from data_access.exchange.loading.writing.rows import insert_new, update_changed
from data_access.exchange.progress import Progress
from data_access.schema import sparring_round


class Writer:
    """Writes the tables in their order; ids take the place of the numbers that people use."""

    def __init__(self, connection: Connection, plan: Plan, progress: Progress) -> None:
        self._connection = connection
        self._plan = plan
        self._progress = progress
        self._ids: dict[str, dict[str, int]] = {}
        self._lent: dict[str, dict[str, Any]] = {}

    def write(self, table: TableFormat) -> None:
        """Write one table; the applications bring their whole history with them."""
        comparison = self._plan.comparisons.get(table.name)
        if table.name == "sparring_application":
            self._replay()
        elif comparison is None:
            return
        elif table.name in _QUEUES:
            self._write_things(comparison, _QUEUES[table.name])
        elif table.name == "sparring_session":
            self._write_sessions(comparison)
        elif table.name == "letter":
            self._write_letters(comparison)
        elif table.name not in HISTORY:
            if table.name == "application_comment":
                self._lend(
                    {comparison.rows.value(at, "written_by"): False for at in comparison.new}
                )
            self._note_ids(comparison)
            always = _ALWAYS[table.name]() if table.name in _ALWAYS else {}
            insert_new(self._connection, comparison, self._translate, self._progress, **always)
            update_changed(self._connection, comparison, self._translate, self._progress)

    def _write_sessions(self, comparison: Comparison) -> None:
        """Those that get shorter first: the days of an application are never exceeded meanwhile."""
        self._note_ids(comparison)
        comparison.changed.sort(key=lambda change: _growth(comparison, change, "day_share"))
        update_changed(self._connection, comparison, self._translate, self._progress)
        insert_new(self._connection, comparison, self._translate, self._progress)

    def _write_things(self, things: Comparison, queue: Queue) -> None:
        """Those that go on first, event by event, as they may make room; new ones at once, where
        their events lead."""
        events = told(self._plan.comparisons, queue.events)
        self._note_ids(events)
        self._lend({events.rows.value(at, "actor"): False for at in events.new})
        if queue.takes:
            things.changed.sort(key=lambda change: _growth(things, change, queue.takes))
        events.new = go_on(self._connection, queue, things, events, self._translate)
        self._ids.pop(queue.number, None)  # there will be new ones
        insert_new(self._connection, things, self._translate, self._progress)

    def _write_letters(self, comparison: Comparison) -> None:
        """Those of applications were written with their history; here is how they fared since,
        and the letters of others."""
        self._note_ids(comparison)
        rows = comparison.rows
        new = [at for at in comparison.new if rows.value(at, "application_no") is None]
        others = replace(comparison, new=new)
        insert_new(self._connection, others, self._translate, self._progress)
        update_changed(self._connection, comparison, self._translate, self._progress)

    def finish(self) -> None:
        """Give back what was only lent for the replay."""
        return_roles(self._connection, self._lent)

    def _replay(self) -> None:
        replays = self._plan.replays
        if not replays.ordered:
            return
        self._lend(replays.actors)
        pools = self._lend_days(replays.peaks)
        play(self._connection, replays.ordered, self._progress)
        for code, pool in pools.items():
            self._set_pool(code, pool)

    def _lend(self, actors: Mapping[str, bool]) -> None:
        """Make those who act in histories able to; what they were before the first time counts."""
        self._lent = lend_roles(self._connection, actors) | self._lent

    def _lend_days(self, peaks: Mapping[str, int]) -> dict[str, int]:
        """Widen the pools that once gave more days than they have now; returns what they have."""
        rows = self._connection.execute(
            select(sparring_round.c.round_code, sparring_round.c.day_pool)
        ).all()
        narrow = {
            row.round_code: row.day_pool
            for row in rows
            if peaks.get(row.round_code, 0) > row.day_pool
        }
        for code in narrow:
            self._set_pool(code, peaks[code])
        return narrow

    def _set_pool(self, code: str, days: int) -> None:
        self._connection.execute(
            update(sparring_round).where(sparring_round.c.round_code == code).values(day_pool=days)
        )

    def _note_ids(self, comparison: Comparison) -> None:
        """Learn the ids of what a table names by numbers before it is written.

        Not on the way: PostgreSQL answers no question while rows are copied into it.
        """
        for column in filter(is_named, comparison.rows.told):
            if column.name not in self._ids:
                number = source(column)
                query = select(number, *number.table.primary_key)
                rows = self._connection.execute(query).all()
                self._ids[column.name] = {row[0]: row[1] for row in rows}

    def _translate(self, column: ColumnFormat, value: Any) -> Any:
        """The id of what is named by a number; nothing for nothing."""
        return value if value is None or not is_named(column) else self._ids[column.name][value]


def _growth(comparison: Comparison, change: Change, takes: str) -> Decimal:
    before = Decimal(comparison.stored_row(change)[takes] or 0)
    return Decimal(comparison.whole_row(change)[takes] or 0) - before


def _no_password() -> dict[str, Any]:
    """A new user cannot sign in before an invitation."""
    return {"password_hash": NO_PASSWORD, "sessions_valid_after": datetime.now(UTC)}


def _running_clock() -> dict[str, Any]:
    """The clock of a loaded demo starts now."""
    return {"installation_id": 1, "clock_anchored_at": datetime.now(UTC)}


_QUEUES = {queue.subjects: queue for queue in QUEUES}

#: What new rows hold beside what files tell.
_ALWAYS = {"app_user": _no_password, "installation": _running_clock}
