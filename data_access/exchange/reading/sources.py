"""Which files a path means, and which table each holds."""

from dataclasses import dataclass
from pathlib import Path

from data_access.exchange.format.tables import BY_NAME, FORMATS
from data_access.exchange.format.types import TableFormat
from data_access.exchange.problems import Problem, Rule
from data_access.exchange.reading.refusals import Refused

TEXT_ENDINGS = (".csv", ".txt", ".tsv")
WORKBOOK_ENDING = ".xlsx"
#: Endings of data that we cannot read: left alone they would be missed.
_OTHER_DATA = (".xls", ".xlsb", ".xlsm", ".ods", ".zip", WORKBOOK_ENDING)
_HIDDEN = (".", "~$")

_EXPECTED = "a folder of CSV files, a CSV file (.csv, .txt, .tsv) or a workbook (.xlsx)"


@dataclass(frozen=True)
class Source:
    """A text file and the table in it."""

    path: Path
    table: TableFormat
    file: str


def of_file(path: Path) -> Source:
    """The table of one text file, by its name; Refused when the name is none."""
    refuse_other_kinds(path)
    table = BY_NAME.get(path.stem.casefold())
    if table is None:
        raise Refused(Rule.TABLE_UNKNOWN, f"a file named after a table: {_names()}")
    return Source(path, table, path.name)


def refuse_other_kinds(path: Path) -> None:
    """Refuse what is no text file by its kind or its name."""
    if not path.is_file():
        raise Refused(Rule.FILE_KIND, "a file")
    if path.suffix.casefold() not in TEXT_ENDINGS:
        raise Refused(Rule.FILE_KIND, _EXPECTED)


def of_folder(folder: Path) -> tuple[list[Source], list[Problem]]:
    """The tables of a folder's files in load order, and files that are none."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_HIDDEN) or not _is_data(path):
            continue
        try:
            source = of_file(path)
        except Refused as refused:
            problems.append(refused.problem(path.name))
            continue
        if source.table.name in sources:
            problems.append(_twice(source, sources[source.table.name]))
        sources.setdefault(source.table.name, source)
    if not sources and not problems:
        expected = f"at least one file named after a table, such as {FORMATS[0].name}.csv"
        problems.append(Problem(folder.name, None, None, None, Rule.NO_TABLE, expected))
    return [sources[each.name] for each in FORMATS if each.name in sources], problems


def _is_data(path: Path) -> bool:
    return path.suffix.casefold() in (*TEXT_ENDINGS, *_OTHER_DATA)


def _twice(source: Source, other: Source) -> Problem:
    expected = f"one file for {source.table.name}; there is {other.file} too"
    return Problem(source.file, None, None, None, Rule.TABLE_TWICE, expected)


def _names() -> str:
    return ", ".join(sorted(BY_NAME))
