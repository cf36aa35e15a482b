"""`verify`: replays history and proves that the data agrees with it, and keeps what was found."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from data_access.connect import snapshot, writing
from data_access.integrity.agreement import agreement_findings
from data_access.integrity.audit import AuditWalk
from data_access.integrity.consequences import consequence_findings, reference_findings
from data_access.integrity.content import content_findings
from data_access.integrity.findings import Finding, Kind, Verification
from data_access.integrity.history import history_findings
from data_access.integrity.queues import queue_findings
from data_access.schema import metadata, verification

#: Findings that are kept with a result; more are only counted.
MOST_KEPT = 200

_COUNTED = (
    "sparring_application",
    "application_event",
    "application_decision",
    "deed_submission",
    "deed_submission_event",
    "enrolment",
    "enrolment_event",
    "letter",
    "sparring_round",
    "activity",
    "participation",
)


def verify(engine: Engine) -> Verification:
    """Seal what other programs left unsealed, then examine the database as it stands."""
    with writing(engine):
        pass  # which seals
    with snapshot(engine) as connection:
        return examine(connection)


def examine(connection: Connection) -> Verification:
    """Everything that does not hold, read in the transaction of `connection`."""
    with _any_bytes(connection):
        walk = AuditWalk(connection)
        findings = [
            *history_findings(connection),
            *content_findings(connection),
            *consequence_findings(connection),
            *queue_findings(connection),
            *reference_findings(connection),
            *walk.findings(),
            *agreement_findings(connection, walk.last),
        ]
        counts = {**_counts(connection), "audit_log": walk.rows}
    head = walk.head
    return Verification(tuple(findings), counts, datetime.now(UTC), head.sealed, head.seal)


@contextmanager
def _any_bytes(connection: Connection) -> Iterator[None]:
    """Let SQLite's driver read bytes that are no text, instead of giving up."""
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    raw.text_factory = lambda written: written.decode("utf-8", "backslashreplace")
    try:
        yield
    finally:
        raw.text_factory = str


def _counts(connection: Connection) -> dict[str, int]:
    return {
        name: int(
            connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one()
        )
        for name in _COUNTED
    }


def keep(engine: Engine, found: Verification, by: str | None = None) -> None:
    """Write down what was found; `by` is a username, None the command line."""
    with writing(engine) as connection:
        connection.execute(
            insert(verification).values(
                verified_at=found.at,
                verified_by=by,
                ok=found.ok,
                findings=len(found.findings),
                sealed=found.sealed,
                seal=found.seal,
                report=report(found),
            )
        )


def report(found: Verification) -> dict[str, Any]:
    """The result as JSON, with at most MOST_KEPT findings."""
    return {
        "ok": found.ok,
        "at": found.at.isoformat(),
        "counts": dict(found.counts),
        "found": len(found.findings),
        "findings": [asdict(finding) for finding in found.findings[:MOST_KEPT]],
    }


def last_verification(connection: Connection) -> Verification | None:
    """The newest result that was kept, with the findings that were; None when there is none."""
    columns = verification.c
    newest = select(verification).order_by(columns.verification_id.desc()).limit(1)
    row = connection.execute(newest).first()
    if row is None:
        return None
    findings = tuple(_findings(row.report))
    return Verification(findings, row.report["counts"], row.verified_at, row.sealed, row.seal)


def _findings(kept: Mapping[str, Any]) -> Iterator[Finding]:
    for one in kept["findings"]:
        yield Finding(Kind(one["kind"]), one["table"], one["row"], one["detail"])
