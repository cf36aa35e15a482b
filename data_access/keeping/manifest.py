"""What a backup says of itself: which schema, when, and what each table's part must look like."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "tilannehuone-backup"
FORMAT_VERSION = 1


class Unusable(Exception):
    """The file cannot be restored; the message says why, for people."""


@dataclass(frozen=True)
class Part:
    """The part of one table: its columns in order, how many rows, and the SHA-256 of its lines."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The parts by table, those first that others refer to."""

    schema_revision: str
    taken_at: str
    database: str
    parts: Mapping[str, Part]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(part.rows for part in self.parts.values())


def written(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    head = {"format": FORMAT, "format_version": FORMAT_VERSION}
    return json.dumps(head | asdict(manifest), indent=1).encode()


def read(text: bytes) -> Manifest:
    """The manifest from JSON; raises Unusable."""
    try:
        known = json.loads(text)
        if known["format"] != FORMAT:
            raise Unusable("it is not a backup of this program")
        if known["format_version"] > FORMAT_VERSION:
            raise Unusable("it was made by a newer version of the program")
        parts = {name: _part(part) for name, part in known["parts"].items()}
        return Manifest(
            str(known["schema_revision"]), str(known["taken_at"]), str(known["database"]), parts
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as failure:
        raise Unusable("it is damaged: its manifest cannot be read") from failure


def _part(known: Mapping[str, Any]) -> Part:
    return Part(tuple(map(str, known["columns"])), int(known["rows"]), str(known["sha256"]))
