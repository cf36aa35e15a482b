"""One text for one audit row, whichever database holds it, and the seal that follows from it.

The text changes with every byte of the row. JSON is the exception that proves it: its keys,
blanks and escapes may stand in the ways in which our databases and Python write them, because a
restored row is written by another hand; in any other way the JSON counts as it stands.
"""

import hashlib
import json
import re
from functools import partial

from data_access.sealing.rows import AuditRow

#: Marks numbers with a fraction, which must not go through a float; no text of ours has it.
_MARK = "\ufdd0"
_MARKED = re.compile(f'"{_MARK}([^"]*)"')
_PLAIN = re.compile(r"-?(0|[1-9]\d*)\.\d+", re.ASCII)

#: SQLite's json_object; Python and PostgreSQL's jsonb; PostgreSQL's json_build_object.
_WAYS = [
    partial(json.dumps, ensure_ascii=ascii_only, separators=separators)
    for separators in ((",", ":"), (", ", ": "), (", ", " : "))
    for ascii_only in (False, True)
]


def seal(previous: str, number: int, row: AuditRow) -> str:
    """The seal of `row` as the `number`th of the chain, after the seal `previous`."""
    text = json.dumps(
        [
            number,
            row.audit_id,
            row.at,
            row.table_name,
            row.row_key,
            row.action,
            _canonical(row.before),
            _canonical(row.after),
        ]
    )
    link = f"{previous}\n{text}".encode("utf-8", "surrogateescape")
    return hashlib.sha256(link).hexdigest()


def _canonical(written: str | None) -> str | None:
    """JSON with sorted keys, no blanks and numbers without idle zeros."""
    if written is None:
        return None
    try:
        value = json.loads(written, parse_float=_marked)
    except ValueError:
        return f"?{written}"
    if not any(_unmarked(way(value)) == written for way in _WAYS):
        return f"?{written}"
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _MARKED.sub(lambda number: number[1].rstrip("0").rstrip("."), text)


def _marked(number: str) -> str:
    if not _PLAIN.fullmatch(number):
        raise ValueError(number)  # a power of ten: no column of ours needs one
    return f"{_MARK}{number}"


def _unmarked(text: str) -> str:
    return _MARKED.sub(r"\1", text.replace(_ESCAPED_MARK, _MARK))


_ESCAPED_MARK = json.dumps(_MARK)[1:-1]
