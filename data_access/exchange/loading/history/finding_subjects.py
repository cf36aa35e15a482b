"""Finds the applications of which the files tell something new."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.exchange.loading.checking.comparing import Change, Comparison
from data_access.exchange.loading.checking.contradictions import Finding
from data_access.exchange.loading.checking.stored import in_batches
from data_access.exchange.loading.history.histories import HISTORY, History, gather
from data_access.exchange.loading.history.pasts import Latecomers, refusal
from data_access.exchange.loading.history.subjects import Subject
from data_access.schema import letter, sparring_application

_TABLE = "sparring_application"
_AT_ONCE = 500

Comparisons = Mapping[str, Comparison]


class Subjects:
    """New applications and those that go on; what stands against them joins `findings`."""

    def __init__(
        self,
        connection: Connection,
        frames: Mapping[str, pd.DataFrame],
        comparisons: Comparisons,
        findings: list[Finding],
    ) -> None:
        self._connection = connection
        self._comparisons = comparisons
        self._applications = comparisons.get(_TABLE)
        self._findings = findings
        self._histories = gather(frames)
        self._late = Latecomers(comparisons)

    def all(self) -> Iterator[Subject]:
        """Every application to replay."""
        if self._applications is not None and len(self._applications.new):
            yield from self._new(self._applications)
        changed = dict(self._changed())
        numbers = dict.fromkeys((*changed, *self._with_new_history()))
        for stored in _stored(self._connection, numbers):
            change = changed.get(stored["application_no"])
            if self._goes_on(stored, change):
                yield self._going_on(stored)

    def _new(self, applications: Comparison) -> Iterator[Subject]:
        rows = applications.rows
        told = frozenset(column.name for column in rows.told)
        highest = select(func.coalesce(func.max(sparring_application.c.application_id), 0))
        first = int(self._connection.execute(highest).scalar_one()) + 1
        for number, at in enumerate(applications.new, start=first):
            target = rows.new_row(at)
            history = self._history(target["application_no"])
            if "version" not in told:
                target["version"] = max(history.last_version, 1)
            yield Subject(number, history, target, told, int(rows.lines[at]))

    def _changed(self) -> Iterator[tuple[str, Change]]:
        if self._applications is not None:
            for change in self._applications.changed:
                yield self._applications.rows.value(change.position, "application_no"), change

    def _with_new_history(self) -> Iterator[str]:
        for table in HISTORY:
            if table in self._comparisons:
                comparison = self._comparisons[table]
                told = (comparison.rows.value(at, "application_no") for at in comparison.new)
                yield from (number for number in told if number is not None)

    def _goes_on(self, stored: Mapping[str, Any], change: Change | None) -> bool:
        """Whether the files start where the database is; findings when they do not."""
        found = self._late.of(stored)
        if change is not None and self._applications is not None:
            refused = refusal(self._applications, change)
            found += [refused] if refused else []
        self._findings.extend(found)
        return not found

    def _going_on(self, stored: Mapping[str, Any]) -> Subject:
        number = stored["application_no"]
        history = self._history(number)
        row, line = self._row(number)
        version = max(stored["version"], history.last_version)
        target = {**stored, "version": version, **row}
        status = stored["letter_status"]
        told = frozenset(row)
        return Subject(stored["application_id"], history, target, told, line, stored, status)

    def _history(self, number: str) -> History:
        return self._histories.get(number) or History()

    def _row(self, number: str) -> tuple[dict[str, Any], int | None]:
        """What the file says of an application, and on which line."""
        at = self._applications.positions.get(number) if self._applications else None
        if self._applications is None or at is None:
            return {}, None
        return self._applications.rows.row(at), int(self._applications.rows.lines[at])


def _stored(connection: Connection, numbers: Mapping[str, None]) -> Iterator[dict[str, Any]]:
    """The applications as they are, with `letter_status` of the letter of their last event."""
    application = sparring_application
    with_letter = application.outerjoin(
        letter,
        (letter.c.application_id == application.c.application_id)
        & (letter.c.version == application.c.version),
    )
    query = select(application, letter.c.status.label("letter_status")).select_from(with_letter)
    for some in in_batches(numbers, _AT_ONCE):
        chosen = query.where(application.c.application_no.in_(some))
        yield from map(dict, connection.execute(chosen).mappings().all())
