"""Backups that are not as they should be."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from data_access.keeping.archive import MANIFEST

Members = dict[str, bytes]
Change = Callable[[Members, dict[str, Any]], object]


def members_of(path: Path) -> Members:
    """What is in a zip file, by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_zip(path: Path, members: Mapping[str, bytes]) -> Path:
    """A zip file of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def changed(source: Path, path: Path, change: Change) -> Path:
    """A copy of a backup after `change` was at its members and its manifest."""
    members = members_of(source)
    manifest = json.loads(members.pop(MANIFEST))
    change(members, manifest)
    return write_zip(path, members | {MANIFEST: json.dumps(manifest).encode()})


def resealed(table: str, lines: Callable[[list[bytes]], list[bytes]]) -> Change:
    """Another content of one table, which the manifest vouches for."""

    def change(members: Members, manifest: dict[str, Any]) -> None:
        content = lines(members[f"{table}.jsonl"].splitlines(keepends=True))
        members[f"{table}.jsonl"] = b"".join(content)
        manifest["parts"][table] |= {
            "rows": len(content),
            "sha256": hashlib.sha256(b"".join(content)).hexdigest(),
        }

    return change
