"""Whatever a file is: it is read, or there are problems with a file and an expectation."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.exchange.problems import problem_text
from data_access.exchange.reading.read import read
from tests.data_access.exchange.files import SOUND, csv_text, sheet_of, workbook


def _workbook() -> bytes:
    with TemporaryDirectory() as folder:
        path = workbook(Path(folder) / "a.xlsx", {"organisation": sheet_of("organisation")})
        return path.read_bytes()


FILES = {".xlsx": _workbook(), ".csv": csv_text("organisation", {}, {}).encode()}
with ZipFile(io.BytesIO(FILES[".xlsx"])) as _archive:
    PARTS = sorted(_archive.namelist())
#: What changes the meaning of XML: numbers, references, ends of tags.
TAGS = st.sampled_from(
    [b"", b"-1", b"99999999999", b"1e9", b"x", b"<", b">", b'"', b"&e;", b"</c>", b'r="ZZZ9"']
)
damages = st.lists(
    st.tuples(st.integers(0, 20_000), st.binary(max_size=4), st.integers(0, 6)), max_size=4
)


def assert_told(name: str, content: bytes) -> None:
    """Reading ends with rows or with problems, and never with an exception."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        found = read(path)
    assert found.frames or found.problems
    for problem in found.problems:
        assert problem.file.startswith(name)
        assert problem.expected
        assert problem_text(problem)


@settings(max_examples=150)
@given(st.sampled_from(sorted(FILES)), damages)
def test_a_damaged_file(ending: str, some: list[tuple[int, bytes, int]]) -> None:
    assert_told(f"organisation{ending}", _damaged(FILES[ending], some))


def _damaged(content: bytes, some: list[tuple[int, bytes, int]]) -> bytes:
    damaged = bytearray(content)
    for place, put_in, taken_out in some:
        at = place % len(damaged) if damaged else 0
        damaged[at : at + taken_out] = put_in
    return bytes(damaged)


@settings(max_examples=200)
@given(
    st.sampled_from(PARTS),
    st.lists(st.tuples(st.integers(0, 20_000), TAGS, st.integers(0, 6)), max_size=3),
)
def test_a_workbook_with_a_part_that_nobody_would_write(
    part: str, some: list[tuple[int, bytes, int]]
) -> None:
    file = io.BytesIO()
    with ZipFile(io.BytesIO(FILES[".xlsx"])) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _damaged(content, some) if name == part else content)
    assert_told("organisation.xlsx", file.getvalue())


@settings(max_examples=100)
@given(st.sampled_from([".csv", ".txt", ".xlsx"]), st.binary(max_size=400))
def test_any_bytes(ending: str, content: bytes) -> None:
    assert_told(f"organisation{ending}", content)


@settings(max_examples=100)
@given(
    st.lists(
        st.lists(st.sampled_from([*SOUND["organisation"], "", '"', "1", "=1", "\n", "ä"])),
        max_size=5,
    ),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-8-sig"]),
)
def test_any_rows(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in rows)
    assert_told("organisation.csv", text.encode(encoding))
