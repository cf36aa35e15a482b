"""Writes how submissions and enrolments go on from where the database has them: each event with
the change that it was, as the rules of the database want it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, insert, update

from data_access.exchange.format.types import ColumnFormat
from data_access.exchange.loading.checking.comparing import Comparison
from data_access.exchange.loading.queues.kinds import Queue
from data_access.exchange.loading.writing.rows import Translate
from data_access.schema import metadata

_Row = dict[str, Any]


def go_on(
    connection: Connection,
    queue: Queue,
    subjects: Comparison,
    events: Comparison,
    translate: Translate,
) -> list[int]:
    """Write the changed things of the queue with their new events; the other new events, by
    position and with the earlier versions first."""
    left: dict[str, list[int]] = {}
    for at in sorted(events.new, key=lambda at: int(events.rows.value(at, "version"))):
        left.setdefault(events.rows.value(at, queue.number), []).append(at)
    for change in subjects.changed:
        told = left.pop(subjects.rows.value(change.position, queue.number), [])
        target = _by_column(subjects, subjects.whole_row(change), translate)
        some = [_by_column(events, events.rows.row(at), translate) for at in told]
        _write(connection, queue, target, some)
    return list(chain.from_iterable(left.values()))


def _by_column(comparison: Comparison, row: Mapping[str, Any], translate: Translate) -> _Row:
    """The row as the table has it."""
    columns: Sequence[ColumnFormat] = comparison.rows.table.columns
    return {c.column.name: translate(c, row[c.name]) for c in columns if c.name in row}


def _write(connection: Connection, queue: Queue, target: _Row, events: Sequence[_Row]) -> None:
    subjects = metadata.tables[queue.subjects]
    for event, stands in zip(events, _states(queue, target, events), strict=True):
        this = subjects.c[queue.number] == target[queue.number]
        connection.execute(update(subjects).where(this).values(stands))
        connection.execute(insert(metadata.tables[queue.events]).values(event))


def _states(queue: Queue, target: _Row, events: Sequence[_Row]) -> Iterator[_Row]:
    """What the thing is after each event: in the end the target, before that with the texts that
    later events replaced."""
    content = {name: target[name] for name in queue.content}
    contents = []
    for event in reversed(events):
        contents.append(content)
        content = content | (event.get("edited") or {})
    for event, words in zip(events, reversed(contents), strict=True):
        same = {"status": event["to_status"], "version": event["version"]}
        yield {**words, **same, "changed_at": event["at"], **_given(target, event)}


def _given(target: _Row, event: _Row) -> _Row:
    """The places or the deed that the thing has after the event."""
    if "deed_id" in target:
        return {"deed_id": target["deed_id"] if event["version"] == target["version"] else None}
    return {"people_accepted": event.get("people_accepted")}
