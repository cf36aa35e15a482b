"""Sealing: every unsealed audit row gets the next number and the seal that follows."""

from typing import NamedTuple

from sqlalchemy import Connection, select, update

from data_access.schema import audit_head
from data_access.sealing.canonical import seal
from data_access.sealing.rows import BATCH, audit_rows

_HAS_CHAIN = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_head'",
    "postgresql": "SELECT 1 WHERE to_regclass('audit_head') IS NOT NULL",
}
_UNSEALED = "WHERE seal_no IS NULL ORDER BY audit_id"

#: One lock for all who seal. They take it last, so nobody waits for them in a circle.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('audit_chain'))"


class Head(NamedTuple):
    """How far the chain reaches: number and seal of its last row, and which row that is."""

    sealed: int
    seal: str
    audit_id: int | None


def head_of(connection: Connection) -> Head | None:
    """The head as the database keeps it; None when somebody took it away."""
    columns = audit_head.c
    row = connection.execute(select(columns.sealed, columns.seal, columns.audit_id)).first()
    return Head(*row) if row else None


def seal_new_rows(connection: Connection) -> None:
    """Seal what this transaction and other programs have left unsealed; costs one cheap query
    when that is nothing. An older database has no chain, and none is missed."""
    if not _has_chain(connection) or not _unsealed(connection):
        return
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_LOCK)
    head = head_of(connection)
    while head and (sealed := _seal_batch(connection, head)) != head:
        head = sealed


def _has_chain(connection: Connection) -> bool:
    """Asked once of each connection."""
    known = connection.info
    if "has_audit_chain" not in known:
        found = connection.exec_driver_sql(_HAS_CHAIN[connection.dialect.name]).first()
        if found is None:
            return False
        known["has_audit_chain"] = True
    return True


def _unsealed(connection: Connection) -> bool:
    query = "SELECT 1 FROM audit_log WHERE seal_no IS NULL LIMIT 1"
    return connection.exec_driver_sql(query).first() is not None


def _seal_batch(connection: Connection, head: Head) -> Head:
    """Seal the first unsealed rows; the head afterwards."""
    last, seals = head, []
    number = max(head.sealed, _highest(connection))  # somebody may have taken numbers by hand
    for row in audit_rows(connection, f"{_UNSEALED} LIMIT {BATCH}"):
        number += 1
        last = Head(number, seal(last.seal, number, row), row.audit_id)
        seals.append(last)
    if seals:
        _write(connection, seals)
    return last


def _highest(connection: Connection) -> int:
    found = connection.exec_driver_sql("SELECT MAX(seal_no) FROM audit_log").scalar()
    return found if isinstance(found, int) else 0


def _write(connection: Connection, seals: list[Head]) -> None:
    connection.execute(update(audit_head).values(seals[-1]._asdict()))
    if connection.dialect.name == "sqlite":
        query = "UPDATE audit_log SET seal_no = ?, seal = ? WHERE audit_id = ?"
        connection.exec_driver_sql(query, [tuple(one) for one in seals])
        return
    numbers, texts, rows = (list(column) for column in zip(*seals, strict=True))
    connection.exec_driver_sql(
        "UPDATE audit_log SET seal_no = new.seal_no, seal = new.seal "
        "FROM unnest(%s::int[], %s::text[], %s::int[]) AS new (seal_no, seal, audit_id) "
        "WHERE audit_log.audit_id = new.audit_id",
        (numbers, texts, rows),
    )
