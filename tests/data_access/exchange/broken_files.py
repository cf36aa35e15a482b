"""Files that are no files of ours: damaged, half, empty, of another kind, or made to harm."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from data_access.exchange.problems import Rule
from data_access.exchange.reading import limits
from tests.data_access.exchange.files import csv_text, repacked

SOUND = csv_text("organisation", {})
TWO = csv_text("organisation", {}, {"organisation_id": "2"})
HEADINGS = SOUND.splitlines()[0]

#: The content of a file named after organisations, and the rule, row and words of its problem.
CONTENTS: dict[str, tuple[bytes, Rule, int | None, str]] = {
    "an empty file": (b"", Rule.FILE_EMPTY, None, "a row of headings"),
    "nothing but a byte order mark": (b"\xef\xbb\xbf", Rule.FILE_EMPTY, None, "headings"),
    "a binary file": (b"\x89PNG\r\n\x1a\n\0\0\0", Rule.FILE_BINARY, 3, "UTF-8"),
    "NUL bytes": (SOUND.encode().replace(b"ntyl", b"\0"), Rule.FILE_BINARY, 2, "UTF-8"),
    "UTF-16": (SOUND.encode("utf-16"), Rule.FILE_ENCODING, None, "this is UTF-16"),
    "UTF-16 without a mark": (SOUND.encode("utf-16-le"), Rule.FILE_BINARY, 1, "UTF-8"),
    "a workbook by another name": (b"PK\x03\x04xxxx", Rule.FILE_BINARY, None, ".xlsx"),
    "half a letter at the end": (SOUND.encode() + b"2;T\xc3", Rule.FILE_ENCODING, 3, "damaged"),
    "the only letter halved": (b"name_fi;x\nT\xc3", Rule.FILE_ENCODING, 2, "damaged UTF-8"),
    "half a letter within": (
        TWO.encode().replace("ä".encode(), b"\xc3", 1),
        Rule.FILE_ENCODING,
        2,
        "damaged UTF-8",
    ),
    "a mark of UTF-8 before Windows-1252": (
        b"\xef\xbb\xbf" + SOUND.encode("cp1252"),
        Rule.FILE_ENCODING,
        2,
        "damaged UTF-8",
    ),
    "neither UTF-8 nor Windows-1252": (
        SOUND.encode("cp1252").replace(b"\xe4", b"\x81"),
        Rule.FILE_ENCODING,
        2,
        "UTF-8 or Windows-1252",
    ),
    "a quotation mark that stays open": (
        SOUND.replace("Mäntylä", '"Mäntylä').encode(),
        Rule.FILE_BROKEN,
        2,
        "quotation marks in pairs",
    ),
    "text after a quotation": (
        SOUND.replace("Mäntylä", '"Mänty"lä').encode(),
        Rule.FILE_BROKEN,
        2,
        "quotation marks in pairs",
    ),
    "a cell without end": (
        SOUND.replace("Mäntylä", "x" * 200_000).encode(),
        Rule.FILE_BROKEN,
        2,
        "field larger than field limit",
    ),
    "no headings": (SOUND.splitlines()[1].encode(), Rule.HEADING_MISSING, 1, "organisation_id"),
    "headings in the second row": (b"\n" + SOUND.encode(), Rule.HEADING_MISSING, 1, "first row"),
    "a heading that is missing": (
        b"organisation_id;organisation_type\n1;municipality\n",
        Rule.HEADING_MISSING,
        1,
        "name_fi or Nimi suomeksi",
    ),
    "a heading nobody knows": (
        SOUND.replace("region_code", "regoin_code").encode(),
        Rule.HEADING_UNKNOWN,
        1,
        "region_code",
    ),
    "a heading of the database": (
        csv_text("organisation", {"password_hash": "x"}).encode(),
        Rule.HEADING_UNKNOWN,
        1,
        "a column of organisation",
    ),
    "a heading twice": (
        csv_text("organisation", {"Maakunta": "MK02"}).encode(),
        Rule.HEADING_TWICE,
        1,
        "region_code once",
    ),
    "values below no heading": (
        csv_text("organisation", {"": "irrallinen"}).encode(),
        Rule.HEADING_EMPTY,
        2,
        "a heading above the values",
    ),
    "a separator within a cell": (
        SOUND.replace("MK01", "MK01;MK02").encode(),
        Rule.ROW_TOO_LONG,
        2,
        "in quotation marks",
    ),
    "a half-written line": (
        f"{HEADINGS}\r\n1;Mäntylä;municipality".encode(),
        Rule.ROW_CUT,
        2,
        "may have been cut off",
    ),
}


def bomb(path: Path) -> Path:
    """A small workbook whose sheet would take a thousand times its room."""
    return repacked(path, {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 50_000_000})


def _truncated(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def _flipped(path: Path) -> Path:
    """The workbook with one byte of its sheet's content changed."""
    with ZipFile(path) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    content[part.header_offset + 30 + len(part.filename) + part.compress_size // 2] ^= 0xFF
    path.write_bytes(bytes(content))
    return path


def _entities(path: Path) -> Path:
    """A sheet that grows a thousandfold when its entities are put in."""
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{nested}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e8;</t></is></c></row></sheetData>'
        "</worksheet>"
    )
    return repacked(path, {"xl/worksheets/sheet1.xml": text.encode()})


def _external(path: Path) -> Path:
    """A sheet that would read a file of the machine."""
    text = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hosts">]><worksheet>&f;</worksheet>'
    return repacked(path, {"xl/worksheets/sheet1.xml": text.encode()})


def _high_row(path: Path) -> Path:
    text = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>organisation_id</t></is></c></row>'
        '<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData></worksheet>'
    )
    return repacked(path, {"xl/worksheets/sheet1.xml": text.encode()})


def _many_parts(path: Path) -> Path:
    return repacked(path, {f"xl/media/{n}.png": b"" for n in range(limits.MOST_PARTS)})


def _old(path: Path) -> Path:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    return path


def _empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _no_workbook(path: Path) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("lue.txt", "ei työkirja")
    return path


def _not_packed(path: Path) -> Path:
    path.write_text(SOUND, encoding="utf-8")
    return path


#: What breaks a sound workbook, and the rule and words of its problem.
WORKBOOKS: dict[str, tuple[Callable[[Path], Path], Rule, str]] = {
    "a zip bomb": (bomb, Rule.FILE_TOO_LARGE, "512 MiB"),
    "half a workbook": (_truncated, Rule.FILE_BROKEN, "a whole workbook"),
    "a flipped byte": (_flipped, Rule.FILE_BROKEN, "a whole workbook"),
    "entities that grow": (_entities, Rule.FILE_BROKEN, "a whole workbook"),
    "a file of the machine": (_external, Rule.FILE_BROKEN, "a whole workbook"),
    "a row far below": (_high_row, Rule.TOO_MANY_ROWS, "at most 2000000 rows"),
    "a thousand parts": (_many_parts, Rule.FILE_TOO_LARGE, "512 MiB"),
    "an old or locked workbook": (_old, Rule.FILE_KIND, "saved as .xlsx"),
    "an empty file": (_empty, Rule.FILE_EMPTY, "a sheet a table"),
    "a packed file without a workbook": (_no_workbook, Rule.FILE_BROKEN, "a whole workbook"),
    "a text by another name": (_not_packed, Rule.FILE_BROKEN, "a whole workbook"),
}
