"""The file of a backup: a zip with one member of JSON lines a table, and a manifest."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from data_access.keeping import manifest as manifests
from data_access.keeping.manifest import Manifest, Part, Unusable

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1_000_000  # bytes; ours have a few thousand
CHUNK = 1 << 20
LEVEL = 6  # of compression

#: What Python raises on a zip whose bytes are not those that were written.
_BROKEN = (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, ArithmeticError, OSError)


def write_part(
    archive: ZipFile, table: str, columns: Iterable[str], batches: Iterable[list[bytes]]
) -> Part:
    """Write the lines of a table as they come; returns what the manifest is to say of them."""
    digest, rows = hashlib.sha256(), 0
    with archive.open(_member(table), "w", force_zip64=True) as member:
        for batch in batches:
            block = b"".join(batch)
            digest.update(block)
            member.write(block)
            rows += len(batch)
    return Part(tuple(columns), rows, digest.hexdigest())


def write_manifest(archive: ZipFile, manifest: Manifest) -> None:
    """Write the manifest: the last thing, for it tells of the others."""
    archive.writestr(MANIFEST, manifests.written(manifest))


def writable(file: IO[bytes]) -> ZipFile:
    """A new archive in `file`."""
    return ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL)


@dataclass(frozen=True)
class Backup:
    """An opened backup."""

    archive: ZipFile
    manifest: Manifest

    def check(self) -> None:
        """Raise Unusable unless every part is there, byte for byte as it was written."""
        there = set(self.archive.namelist())
        for table, part in self.manifest.parts.items():
            if _member(table) not in there:
                raise Unusable(f"it is damaged: the part {table} is missing")
            with _named_damage(), self.archive.open(_member(table)) as member:
                digest, rows = hashlib.sha256(), 0
                while chunk := member.read(CHUNK):
                    digest.update(chunk)
                    rows += chunk.count(b"\n")
            if (digest.hexdigest(), rows) != (part.sha256, part.rows):
                raise Unusable(f"it is damaged: the part {table} is not as it was written")

    def rows(self, table: str) -> Iterator[list[Any]]:
        """The rows of a table, each with its values in the order of the manifest's columns."""
        width = len(self.manifest.parts[table].columns)
        with _named_damage(), self.archive.open(_member(table)) as member:
            for line in member:
                row = json.loads(line)
                if not isinstance(row, list) or len(row) != width:
                    raise Unusable(f"it is damaged: a row of {table} has not {width} values")
                yield row


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """The backup at `path`; raises Unusable when there is none that can be read."""
    try:
        file = path.open("rb")
    except OSError as failure:
        raise Unusable(f"it cannot be read: {failure.strerror}") from failure
    with file:
        yield _open(file)


def _open(file: IO[bytes]) -> Backup:
    begins_as_zip = file.read(2) == b"PK"
    try:
        archive = ZipFile(file)
        size = archive.getinfo(MANIFEST).file_size
        if size > LARGEST_MANIFEST:
            raise Unusable("it is not a backup of this program")
        return Backup(archive, manifests.read(archive.read(MANIFEST)))
    except KeyError as failure:
        raise Unusable("it is not a backup of this program") from failure
    except _BROKEN as failure:
        reason = "it is damaged or not whole" if begins_as_zip else "it is not a backup"
        raise Unusable(reason) from failure


@contextmanager
def _named_damage() -> Iterator[None]:
    try:
        yield
    except _BROKEN as failure:
        raise Unusable("it is damaged or not whole") from failure


def _member(table: str) -> str:
    return f"{table}.jsonl"
