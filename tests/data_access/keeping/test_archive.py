"""Files that are no whole backup are told from those that are, before any database is touched."""

import random
from pathlib import Path
from typing import Any

import pytest

from data_access.__main__ import main
from data_access.keeping import archive
from data_access.keeping.archive import opened
from data_access.keeping.manifest import Unusable
from tests.data_access.keeping.files import Change, changed, members_of, write_zip


def cut(path: Path, part: float) -> Path:
    """The file's beginning, as a broken transfer leaves it."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    return path


def spoilt(path: Path, name: str) -> Path:
    """A file that `name` says what is wrong with, at or made from `path`."""
    make: dict[str, Any] = {
        "missing": path.unlink,
        "folder": lambda: into_a_folder(path),
        "empty": lambda: path.write_bytes(b""),
        "text": lambda: path.write_text("Kokousmuistiinpanoja\n" * 100, encoding="utf-8"),
        "picture": lambda: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        "zip of others": lambda: write_zip(path, {"[Content_Types].xml": b"<Types/>"}),
        "half": lambda: cut(path, 0.5),
        "nearly whole": lambda: cut(path, 0.999),
        "bytes at the end": lambda: path.write_bytes(path.read_bytes() + b"\0" * 70_000),
        "manifest of another": lambda: with_manifest(path, b'{"format": "other"}'),
        "manifest no JSON": lambda: with_manifest(path, b"{"),
        "manifest a number": lambda: with_manifest(path, b"7"),
        "manifest without parts": lambda: with_manifest(
            path, b'{"format": "tilannehuone-backup", "format_version": 1}'
        ),
        "manifest huge": lambda: with_manifest(path, b" " * 2_000_000),
        "newer format": lambda: altered(
            path, lambda _, manifest: manifest.update(format_version=2)
        ),
        "newer schema": lambda: altered(
            path, lambda _, manifest: manifest.update(schema_revision="9999")
        ),
        "part missing": lambda: altered(path, lambda members, _: members.pop("deed.jsonl")),
        "row changed": lambda: altered(
            path,
            lambda members, _: members.update(
                {"region.jsonl": members["region.jsonl"].replace(b"MK01", b"MK03")}
            ),
        ),
        "row missing": lambda: altered(
            path, lambda members, _: members.update({"region.jsonl": b""})
        ),
    }
    make[name]()
    return path


def into_a_folder(path: Path) -> None:
    """Put a folder in the place of a file."""
    path.unlink()
    path.mkdir()


def with_manifest(path: Path, manifest: bytes) -> None:
    """Give a backup another manifest."""
    write_zip(path, members_of(path) | {archive.MANIFEST: manifest})


def altered(path: Path, change: Change) -> None:
    """Change a backup in place."""
    changed(path, path, change)


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("missing", "cannot be read: No such file"),
        ("folder", "cannot be read: Is a directory"),
        ("empty", "not a backup"),
        ("text", "not a backup"),
        ("picture", "not a backup"),
        ("zip of others", "not a backup of this program"),
        ("half", "damaged or not whole"),
        ("nearly whole", "damaged or not whole"),
        ("bytes at the end", "damaged or not whole"),
        ("manifest of another", "not a backup of this program"),
        ("manifest no JSON", "damaged: its manifest"),
        ("manifest a number", "damaged: its manifest"),
        ("manifest without parts", "damaged: its manifest"),
        ("manifest huge", "not a backup of this program"),
        ("newer format", "newer version of the program"),
        ("newer schema", "newer version of the program: it has schema 9999"),
        ("part missing", "damaged: the part deed is missing"),
        ("row changed", "damaged: the part region is not as it was written"),
        ("row missing", "damaged: the part region is not as it was written"),
    ],
)
def test_a_file_that_is_no_whole_backup_is_one_plain_line(
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    because: str,
) -> None:
    path = spoilt(small, name)
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", f"sqlite:///{tmp_path}/programme.db")
    assert main(["restore", str(path)]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.startswith(f"error: {path} cannot be restored: it ")
    assert because in said.err
    assert not (tmp_path / "programme.db").exists()


def test_a_flipped_byte_anywhere_is_found(small: Path) -> None:
    """Or is none of those that say what is in the backup: zip keeps dates and the like too."""
    whole = small.read_bytes()
    with opened(small) as backup_file:
        manifest = backup_file.manifest
    found = 0
    for place in random.Random(20).sample(range(len(whole)), 400):
        small.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            with opened(small) as flipped:
                flipped.check()
                assert flipped.manifest == manifest
        except Unusable:
            found += 1
    assert found > 200
