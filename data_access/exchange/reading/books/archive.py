"""A workbook is a packed file: what it would unpack to is known before it is opened."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from data_access.exchange.problems import Rule
from data_access.exchange.reading.limits import (
    LARGEST_PART,
    LARGEST_UNPACKED,
    LARGEST_WORKBOOK,
    MEBIBYTE,
    MOST_PARTS,
    MOST_SHRUNK,
)
from data_access.exchange.reading.refusals import Refused

#: How files of older programs begin, and workbooks that are locked with a password.
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = 0x1
_SHEETS = "xl/worksheets/"


def check(path: Path) -> None:
    """Refuse what is no whole workbook of a size that we can read.

    `zipfile` reads of each part no more than the size that is checked here.
    """
    size = path.stat().st_size
    if size == 0:
        raise Refused(Rule.FILE_EMPTY, "a workbook with a sheet a table")
    if size > LARGEST_WORKBOOK:
        raise _too_large(f"a workbook of at most {LARGEST_WORKBOOK // MEBIBYTE} MiB")
    try:
        with ZipFile(path) as archive:
            _check_parts(archive.infolist())
    except BadZipFile as broken:
        raise _no_archive(path) from broken


def _no_archive(path: Path) -> Refused:
    with path.open("rb") as file:
        start = file.read(len(_OLE))
    if start == _OLE:
        expected = "a workbook without a password, saved as .xlsx"
        return Refused(Rule.FILE_KIND, expected)
    return Refused(Rule.FILE_BROKEN, "a whole workbook (.xlsx)")


def _check_parts(parts: list[ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refused(Rule.FILE_KIND, "a workbook without a password")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or any(map(_is_bomb, parts)):
        raise _too_large(f"a workbook that unpacks to at most {LARGEST_UNPACKED // MEBIBYTE} MiB")


def _is_bomb(part: ZipInfo) -> bool:
    """Whether a part is larger than any of its kind, or was packed from almost nothing."""
    if part.file_size > LARGEST_PART and not part.filename.startswith(_SHEETS):
        return True
    return part.file_size > max(MEBIBYTE, MOST_SHRUNK * part.compress_size)


def _too_large(expected: str) -> Refused:
    return Refused(Rule.FILE_TOO_LARGE, expected)
