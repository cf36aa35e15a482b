"""Files that cannot be read are named with what would be right, and nothing else happens."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from data_access.exchange.problems import Problem, Rule, problem_text
from data_access.exchange.reading import limits
from data_access.exchange.reading.read import read
from tests.data_access.exchange.files import (
    csv_file,
    csv_text,
    only_problem,
    repacked,
    sheet_of,
    workbook,
)

SOUND = csv_text("organisation", {})
TWO = csv_text("organisation", {}, {"organisation_id": "2"})
HEADINGS = SOUND.splitlines()[0]

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


@pytest.mark.parametrize("case", CONTENTS)
def test_a_broken_text_file(tmp_path: Path, case: str) -> None:
    content, rule, row, expected = CONTENTS[case]
    problem = only_problem(csv_file(tmp_path, "organisation", content))
    assert (problem.file, problem.rule, problem.row) == ("organisation.csv", rule, row)
    assert expected in problem_text(problem)


def _bomb(path: Path) -> Path:
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


WORKBOOKS: dict[str, tuple[Callable[[Path], Path], Rule, str]] = {
    "a zip bomb": (_bomb, Rule.FILE_TOO_LARGE, "512 MiB"),
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


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_broken_workbook(tmp_path: Path, case: str) -> None:
    broken, rule, expected = WORKBOOKS[case]
    sound = workbook(tmp_path / "kaikki.xlsx", {"organisation": sheet_of("organisation")})
    assert read(sound).problems == []
    problem = next(p for p in read(broken(sound)).problems if p.rule is not Rule.HEADING_MISSING)
    assert (problem.file.split()[0], problem.rule) == ("kaikki.xlsx", rule)
    assert expected in problem_text(problem)


def test_a_workbook_that_lies_about_its_size_is_not_believed(tmp_path: Path) -> None:
    """The size that is checked is the size that is read, whatever follows in the packed part."""
    path = _bomb(workbook(tmp_path / "kaikki.xlsx", {"organisation": []}))
    content = path.read_bytes()
    path.write_bytes(
        content.replace((50_000_011).to_bytes(4, "little"), (11).to_bytes(4, "little"))
    )
    assert only_problem(path).rule is Rule.FILE_BROKEN


def test_a_sheet_that_claims_all_columns_is_read_as_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "kaikki.xlsx", {"organisation": sheet_of("organisation")})
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    claim = sheet.replace(b'ref="A1:D2"', b'ref="A1:XFD1048576"')
    assert claim != sheet
    content = read(repacked(path, {"xl/worksheets/sheet1.xml": claim}))
    assert (content.problems, len(content.frames["organisation"])) == ([], 1)


def test_a_sheet_nobody_knows(tmp_path: Path) -> None:
    sheets = {"organisation": sheet_of("organisation"), "Muistiinpanoja": [["soita"]]}
    problem = only_problem(workbook(tmp_path / "kaikki.xlsx", sheets))
    assert (problem.file, problem.rule) == ("kaikki.xlsx [Muistiinpanoja]", Rule.TABLE_UNKNOWN)
    assert "organisation" in problem.expected


def test_a_workbook_of_empty_sheets(tmp_path: Path) -> None:
    problem = only_problem(workbook(tmp_path / "tyhjä.xlsx", {"Taul1": [], "Taul2": []}))
    assert (problem.file, problem.rule) == ("tyhjä.xlsx", Rule.NO_TABLE)


def test_nothing_there(tmp_path: Path) -> None:
    problem = only_problem(tmp_path / "ei ole.csv")
    assert (problem.file, problem.rule) == ("ei ole.csv", Rule.FILE_MISSING)


@pytest.mark.parametrize("name", ["organisaatio.csv", "access_log.csv", "user_session.csv"])
def test_a_name_that_is_no_table(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SOUND, encoding="utf-8")
    problem = only_problem(tmp_path / name)
    assert (problem.file, problem.rule) == (name, Rule.TABLE_UNKNOWN)
    assert "organisation, participation" in problem.expected


@pytest.mark.parametrize("name", ["organisation.pdf", "organisation.xls", "organisation"])
def test_a_kind_of_file_that_we_do_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SOUND, encoding="utf-8")
    problem = only_problem(tmp_path / name)
    assert (problem.file, problem.rule) == (name, Rule.FILE_KIND)
    assert ".csv" in problem.expected


def test_a_folder_without_a_known_file(tmp_path: Path) -> None:
    (tmp_path / "lue minut.md").write_text("# Aineisto", encoding="utf-8")
    problem = only_problem(tmp_path)
    assert (problem.file, problem.rule) == (tmp_path.name, Rule.NO_TABLE)


def test_what_is_wrong_in_a_folder_is_told_file_by_file(tmp_path: Path) -> None:
    csv_file(tmp_path, "organisation", SOUND)
    csv_file(tmp_path, "organisation", SOUND, ending=".txt")
    csv_file(tmp_path, "organisaatiot", SOUND)
    csv_file(tmp_path, "region", "")
    (tmp_path / "municipality.csv").mkdir()
    workbook(tmp_path / "kaikki.xlsx", {"Taul1": []})
    content = read(tmp_path)
    assert {problem.file: problem.rule for problem in content.problems} == {
        "kaikki.xlsx": Rule.FILE_KIND,
        "municipality.csv": Rule.FILE_KIND,
        "organisaatiot.csv": Rule.TABLE_UNKNOWN,
        "organisation.txt": Rule.TABLE_TWICE,
        "region.csv": Rule.FILE_EMPTY,
    }
    assert list(content.frames) == ["organisation"]


@contextmanager
def somebody() -> Iterator[None]:
    """Act as a user without rights, where the tests run as one who has them all."""
    everybody = os.geteuid()
    if everybody == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(everybody)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "organisation", SOUND)
    path.chmod(0)
    with somebody():
        problem = only_problem(path)
    assert (problem.file, problem.rule) == ("organisation.csv", Rule.FILE_UNREADABLE)


def test_a_pipe_in_place_of_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "organisation.csv")
    assert only_problem(tmp_path / "organisation.csv").rule is Rule.FILE_KIND


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """For limits that a test cannot reach."""
    return monkeypatch


def test_a_file_that_is_too_large(tmp_path: Path, narrow: pytest.MonkeyPatch) -> None:
    narrow.setattr("data_access.exchange.reading.encoding.LARGEST_FILE", 20)
    assert only_problem(csv_file(tmp_path, "organisation", SOUND)).rule is Rule.FILE_TOO_LARGE


def test_a_workbook_that_is_too_large(tmp_path: Path, narrow: pytest.MonkeyPatch) -> None:
    narrow.setattr("data_access.exchange.reading.books.archive.LARGEST_WORKBOOK", 20)
    path = workbook(tmp_path / "kaikki.xlsx", {"organisation": sheet_of("organisation")})
    assert only_problem(path).rule is Rule.FILE_TOO_LARGE


def test_too_many_rows(tmp_path: Path, narrow: pytest.MonkeyPatch) -> None:
    narrow.setattr("data_access.exchange.reading.table.MOST_ROWS", 2)
    problem = only_problem(csv_file(tmp_path, "organisation", TWO))
    assert (problem.rule, problem.row) == (Rule.TOO_MANY_ROWS, 3)


def test_too_many_problems_end_the_reading(tmp_path: Path, narrow: pytest.MonkeyPatch) -> None:
    narrow.setattr("data_access.exchange.reading.table.MOST_PROBLEMS", 3)
    wrong = [{"organisation_id": "x"} for _ in range(9)]
    problems = read(csv_file(tmp_path, "organisation", csv_text("organisation", *wrong))).problems
    assert [problem.rule for problem in problems] == [Rule.NOT_INTEGER] * 3 + [
        Rule.TOO_MANY_PROBLEMS
    ]


def test_every_rule_has_its_sentence() -> None:
    for rule in Rule:
        text = problem_text(Problem("a.csv", 1, "b", "c", rule, "d"))
        assert text.startswith("a.csv, row 1, column b: ")
        assert text.endswith(': "c"; expected d')
