"""One text for one audit row, whichever database holds it, and the seal that follows from it.

The text changes with every byte of the row. JSON is the exception that proves it: its keys,
blanks and escapes may stand in the ways in which our databases and Python write them, because a
restored row is written by another hand; in any other way the JSON counts as it stands.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from data_access.sealing.rows import AuditRow

#: Marks numbers with a fraction, which must not go through a float; no text of ours has it.
_MARK = "\ufdd0"
_MARKED = re.compile(f'"{_MARK}([^"]*)"')
_PLAIN = re.compile(r"-?(0|[1-9]\d*)\.\d+", re.ASCII)

_read = json.JSONDecoder(parse_float=lambda number: _marked(number)).decode
_canonical_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

#: Separators of PostgreSQL's json_build_object; of its jsonb and Python; of SQLite's json_object.
_SEPARATORS = ((", ", " : "), (", ", ": "), (",", ":"))
_WAYS = {
    separators: [
        json.JSONEncoder(ensure_ascii=ascii_only, separators=separators).encode
        for ascii_only in (False, True)
    ]
    for separators in _SEPARATORS
}


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
        value = _read(written)
    except ValueError:
        return f"?{written}"
    if not any(_unmarked(way(value)) == written for way in _ways(written)):
        return f"?{written}"
    return _MARKED.sub(lambda number: number[1].rstrip("0").rstrip("."), _canonical_json(value))


def _ways(written: str) -> Iterator[Callable[[Any], str]]:
    """The ways in which JSON may be written, the likely one first."""
    likely = next((one for one in _SEPARATORS if f'"{one[1]}' in written), _SEPARATORS[-1])
    for separators in sorted(_SEPARATORS, key=lambda one: one != likely):
        yield from _WAYS[separators]


def _marked(number: str) -> str:
    if not _PLAIN.fullmatch(number):
        raise ValueError(number)  # a power of ten: no column of ours needs one
    return f"{_MARK}{number}"


def _unmarked(text: str) -> str:
    text = text.replace(_ESCAPED_MARK, _MARK)
    return _MARKED.sub(r"\1", text) if _MARK in text else text


_ESCAPED_MARK = json.dumps(_MARK)[1:-1]
