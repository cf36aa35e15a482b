"""The words of an application against the last version that history kept of them."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from data_access.integrity.findings import Finding, Kind
from data_access.tables.sparring import CONTENT

_QUERY = f"""
SELECT a.application_no, CAST(v.snapshot AS TEXT), {", ".join(f"a.{name}" for name in CONTENT)}
  FROM sparring_application a
  JOIN (SELECT application_id, MAX(version) AS version FROM application_version
         GROUP BY application_id) l ON l.application_id = a.application_id
  JOIN application_version v ON v.application_id = l.application_id AND v.version = l.version
"""


def content_findings(connection: Connection) -> Iterator[Finding]:
    """Applications that ask for something else than their last version."""
    streamed = {"stream_results": True}
    for number, snapshot, *values in connection.exec_driver_sql(_QUERY, execution_options=streamed):
        differing = _differing(snapshot, dict(zip(CONTENT, values, strict=True)))
        if differing:
            detail = f"differs from its last version in {', '.join(differing)}"
            yield Finding(Kind.CONTENT_DIFFERS, "sparring_application", number, detail)


def _differing(snapshot: str, stands: dict[str, object]) -> list[str]:
    try:
        kept = json.loads(snapshot)
    except ValueError:
        kept = None
    if not isinstance(kept, dict):
        return ["everything"]
    return [name for name, value in stands.items() if kept.get(name) != value]
