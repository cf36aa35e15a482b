"""Writes a plan, table by table."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from data_access.accounts import NO_PASSWORD
from data_access.exchange.format.types import ColumnFormat, TableFormat
from data_access.exchange.loading.actors import lend_roles, return_roles
from data_access.exchange.loading.comparing import Comparison
from data_access.exchange.loading.histories import HISTORY
from data_access.exchange.loading.plan import Plan
from data_access.exchange.loading.playing import play
from data_access.exchange.loading.writing import insert_new, update_changed
from data_access.exchange.progress import Progress
from data_access.schema import sparring_application, sparring_round


class Writer:
    """Writes the tables in their order; applications get their ids in place of their numbers."""

    def __init__(self, connection: Connection, plan: Plan, progress: Progress) -> None:
        self._connection = connection
        self._plan = plan
        self._progress = progress
        self._ids: dict[str, int] = {}
        self._lent: dict[str, dict[str, Any]] = {}

    def write(self, table: TableFormat) -> None:
        """Write one table; the applications bring their whole history with them."""
        comparison = self._plan.comparisons.get(table.name)
        if table.name == "sparring_application":
            self._replay()
        elif comparison is None:
            return
        elif table.name not in HISTORY:
            self._note_ids(comparison)
            always = _ALWAYS[table.name]() if table.name in _ALWAYS else {}
            insert_new(self._connection, comparison, self._translate, self._progress, **always)
            update_changed(self._connection, comparison, self._translate, self._progress)
        elif table.name == "letter":  # those that have left since
            self._note_ids(comparison)
            update_changed(self._connection, comparison, self._translate, self._progress)

    def finish(self) -> None:
        """Give back what was only lent for the replay."""
        return_roles(self._connection, self._lent)

    def _replay(self) -> None:
        replays = self._plan.replays
        if not replays.ordered:
            return
        self._lent = lend_roles(self._connection, replays.actors)
        pools = self._lend_days(replays.peaks)
        play(self._connection, replays.ordered, self._progress)
        for code, pool in pools.items():
            self._set_pool(code, pool)

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
        """Learn the ids of the applications before a table that names them is written.

        Not on the way: PostgreSQL answers no question while rows are copied into it.
        """
        names = any(column.name != column.column.name for column in comparison.rows.told)
        if names and not self._ids:
            application = sparring_application.c
            query = select(application.application_no, application.application_id)
            self._ids = {row[0]: row[1] for row in self._connection.execute(query).all()}

    def _translate(self, column: ColumnFormat, value: Any) -> Any:
        return value if column.name == column.column.name else self._ids[value]


def _no_password() -> dict[str, Any]:
    """A new user cannot sign in before an invitation."""
    return {"password_hash": NO_PASSWORD, "sessions_valid_after": datetime.now(UTC)}


def _running_clock() -> dict[str, Any]:
    """The clock of a loaded demo starts now."""
    return {"installation_id": 1, "clock_anchored_at": datetime.now(UTC)}


#: What new rows hold beside what files tell.
_ALWAYS = {"app_user": _no_password, "installation": _running_clock}
