"""The audit log: every seal follows from its row and the seal before, and no row is missing."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.integrity.findings import Finding, Kind
from data_access.schema import verification
from data_access.sealing.canonical import seal
from data_access.sealing.chain import Head, head_of
from data_access.sealing.rows import AuditRow, audit_rows

_MOST_NAMED = 20
_UNKNOWN = 2**31 - 1  # the number of the last seal when nobody knows it


class LastWord(NamedTuple):
    """What the audit last said of a row; `after` is JSON, None when the row went."""

    audit_id: int
    after: str | None


class AuditWalk:
    """Walks once through the log in the order of the seals.

    Afterwards `rows` is how many there were and `last` has the last word on each row by table and
    key.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._head = head_of(connection)
        self._anchors = _anchors(connection)
        self._number = 0  # of the seal before
        self._stored = self._computed = ""  # that seal as it stands and as it should be
        self._before: int | None = None  # its row
        self._follows = True  # whether the row before is there
        self.rows = 0
        self.last: dict[str, dict[str, LastWord]] = {}

    @property
    def head(self) -> Head:
        """How far the chain reaches."""
        return self._head or Head(_UNKNOWN, self._stored, self._before)

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the log, in its order."""
        for row in audit_rows(self._connection, "ORDER BY audit_log.seal_no, audit_id"):
            self.rows += 1
            self._remember(row)
            number = row.seal_no
            if isinstance(number, int) and 1 <= number <= self.head.sealed:
                yield from self._sealed(row, number)
            elif number is not None or row.seal is not None:
                yield _changed(row.audit_id, f"seal {number} was never given")
        yield from self._end()

    def _remember(self, row: AuditRow) -> None:
        words = self.last.setdefault(row.table_name or "", {})
        known = words.get(row.row_key or "")
        if known is None or known.audit_id < row.audit_id:
            words[row.row_key or ""] = LastWord(row.audit_id, row.after)

    def _gap(self, number: int, audit_id: int | None) -> Iterator[Finding]:
        missing = number - self._number - 1
        self._follows = missing == 0
        if missing > 0:
            names = self._names(audit_id, missing)
            seals = (
                f"seal {self._number + 1}"
                if missing == 1
                else (f"seals {self._number + 1} to {number - 1}")
            )
            detail = f"{seals} of the chain, after audit row {self._before or 'none'}"
            yield Finding(Kind.AUDIT_MISSING, "audit_log", names, detail)

    def _names(self, upto: int | None, missing: int) -> str:
        """The numbers that the missing rows had, as far as the rows around them tell."""
        first = (self._before or 0) + 1
        between = range(first, upto) if upto and upto - first <= _MOST_NAMED else range(0)
        if len(between) == missing:
            return ", ".join(map(str, between))
        return f"{missing} of {first} to {upto - 1}" if upto and upto > first else f"{missing} rows"

    def _sealed(self, row: AuditRow, number: int) -> Iterator[Finding]:
        """A row of the chain: what is missing before it, and whether its seal follows."""
        yield from self._gap(number, row.audit_id)
        expected = seal(self._stored, number, row)
        if row.seal != expected and self._stored != self._computed:
            expected = seal(self._computed, number, row)  # only the seal before was changed
        if row.seal != expected and self._follows:
            yield _changed(row.audit_id, f"seal {number} does not follow from the row")
        if number in self._anchors and self._anchors[number] != row.seal:
            detail = f"seal {number} is another than when it was verified"
            yield Finding(Kind.AUDIT_REWRITTEN, "audit_log", str(row.audit_id), detail)
        self._number, self._stored, self._before = number, row.seal or "", row.audit_id
        self._computed = expected if self._follows else self._stored

    def _end(self) -> Iterator[Finding]:
        """What is wrong with the end of the chain: rows cut off, another head, another chain."""
        if max(self._anchors, default=0) > self.head.sealed:
            detail = f"ends at seal {self.head.sealed}, before what was verified"
            yield Finding(Kind.AUDIT_REWRITTEN, "audit_log", str(self._before or 0), detail)
        if self._head is None:
            yield Finding(Kind.AUDIT_HEAD_WRONG, "audit_head", "1", "the head of the chain is gone")
            return
        if self._number < self._head.sealed:
            upto = (self._head.audit_id or 0) + 1
            yield from self._gap(self._head.sealed + 1, upto)
        elif (self._number, self._stored, self._before) != self._head:
            detail = f"says seal {self._head.sealed}; the chain ends at {self._number} differently"
            yield Finding(Kind.AUDIT_HEAD_WRONG, "audit_head", "1", detail)


def _changed(audit_id: int, detail: str) -> Finding:
    return Finding(Kind.AUDIT_CHANGED, "audit_log", str(audit_id), detail)


def _anchors(connection: Connection) -> dict[int, str]:
    """The heads that were verified before, by their number: nobody may have made a new chain."""
    columns = verification.c
    query = select(columns.sealed, columns.seal).where(columns.ok).distinct()
    return {row.sealed: row.seal for row in connection.execute(query)}
