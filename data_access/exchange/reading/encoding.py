"""Which characters a text file's bytes mean: UTF-8, or Windows-1252 of older programs."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from data_access.exchange.problems import Rule
from data_access.exchange.reading.limits import LARGEST_FILE, MEBIBYTE
from data_access.exchange.reading.refusals import Refused

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZIP = b"PK\x03\x04"
# What `surrogateescape` makes of bytes that are no UTF-8, and what only UTF-8 gives.
_BAD = re.compile("[\udc80-\udcff]")
_GOOD = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
_UNDEFINED_IN_1252 = re.compile("[\udc81\udc8d\udc8f\udc90\udc9d]")
# First bytes of the letters that Finnish and Swedish use, cut off at the end of a file.
_CUT = re.compile("[\udcc2\udcc3\udce2][\udc80-\udcff]?")

_EXPECTED = "text in UTF-8 or Windows-1252, such as a spreadsheet's “CSV UTF-8”"


@dataclass
class Text:
    """How to open a text file, its lines, and whether the last one has its line break."""

    encoding: str
    lines: int
    ends_with_line_break: bool


@dataclass
class _Seen:
    """What the bytes so far have shown; rows are lines, counted from 1."""

    lines: int = 0
    bad_row: int | None = None
    undefined_row: int | None = None
    bad: str = ""
    good: bool = False
    last: str = ""

    def take(self, text: str) -> None:
        if not text.isascii():
            self._take_letters(text)
        self.lines += text.count("\n")
        self.last = text[-1:] or self.last

    def _take_letters(self, text: str) -> None:
        bad = _BAD.findall(text)
        if bad and self.bad_row is None:
            self.bad_row = self._row(text, _BAD)
        if self.undefined_row is None and _UNDEFINED_IN_1252.search(text):
            self.undefined_row = self._row(text, _UNDEFINED_IN_1252)
        self.bad = (self.bad + "".join(bad[:3]))[:3]
        self.good = self.good or _GOOD.search(text) is not None

    def _row(self, text: str, what: re.Pattern[str]) -> int:
        found = what.search(text)
        return self.lines + 1 + text.count("\n", 0, found.start() if found else 0)


def inspect(path: Path) -> Text:
    """How the file is to be read; Refused when it is empty, too large, or no text.

    The file is read once, a piece at a time.
    """
    size = path.stat().st_size
    if size == 0:
        raise Refused(Rule.FILE_EMPTY, "a row of headings and rows below it")
    if size > LARGEST_FILE:
        raise Refused(Rule.FILE_TOO_LARGE, f"at most {LARGEST_FILE // MEBIBYTE} MiB")
    seen, marked = _look(path)
    if not seen.last:  # nothing but a byte order mark
        raise Refused(Rule.FILE_EMPTY, "a row of headings and rows below it")
    return Text(_encoding(seen, marked), seen.lines, seen.last in "\r\n")


def _look(path: Path) -> tuple[_Seen, bool]:
    """What the bytes show, and whether they begin with the mark of UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    seen, marked = _Seen(), False
    with path.open("rb") as file:
        start = file.read(4)
        _refuse_other_kinds(start)
        marked = start.startswith(codecs.BOM_UTF8)
        file.seek(len(codecs.BOM_UTF8) if marked else 0)
        while piece := file.read(MEBIBYTE):
            if b"\0" in piece:
                row = seen.lines + 1 + piece[: piece.index(b"\0")].count(b"\n")
                raise Refused(Rule.FILE_BINARY, _EXPECTED, row)
            seen.take(decoder.decode(piece))
    seen.take(decoder.decode(b"", final=True))
    return seen, marked


def _refuse_other_kinds(start: bytes) -> None:
    if start.startswith(_UTF16):
        raise Refused(Rule.FILE_ENCODING, f"{_EXPECTED}; this is UTF-16")
    if start.startswith(_ZIP):
        raise Refused(Rule.FILE_BINARY, f"{_EXPECTED}; a workbook's name ends in .xlsx")


def _encoding(seen: _Seen, marked: bool) -> str:
    """The encoding's name in Python; Refused when no encoding fits."""
    if seen.bad_row is None:
        return "utf-8-sig"
    if marked or seen.good or _is_cut_off(seen):
        raise Refused(Rule.FILE_ENCODING, f"{_EXPECTED}; this is damaged UTF-8", seen.bad_row)
    if seen.undefined_row is not None:
        raise Refused(Rule.FILE_ENCODING, _EXPECTED, seen.undefined_row)
    return "cp1252"


def _is_cut_off(seen: _Seen) -> bool:
    """Whether the only letter beyond ASCII is the first part of one, at the very end."""
    return seen.last >= "\udc80" and _CUT.fullmatch(seen.bad) is not None
