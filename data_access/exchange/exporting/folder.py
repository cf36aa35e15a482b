"""The tables as a folder of CSV files."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from data_access.exchange.exporting.rows import chunks, columns_of
from data_access.exchange.exporting.values import cell
from data_access.exchange.format.tables import FORMATS
from data_access.exchange.format.types import ColumnFormat, TableFormat
from data_access.exchange.progress import Progress, silent

#: What spreadsheets in Finland open without asking: a byte order mark and semicolons.
ENCODING, DELIMITER, LINE_BREAK = "utf-8-sig", ";", "\r\n"

#: The files of an export.
FILES = frozenset(f"{table.name}.csv" for table in FORMATS)


def write(
    connection: Connection, folder: Path, *, personal: bool, progress: Progress = silent
) -> Mapping[str, int]:
    """Write a file a table into the folder, one without rows with its headings; rows by table.

    The same rows give the same bytes, whatever kind of database they lie in.
    """
    counts = {}
    for done, table in enumerate(FORMATS, 1):
        counts[table.name] = _write_table(connection, folder, table, personal=personal)
        progress(table.name, done, len(FORMATS))
    return counts


def _write_table(
    connection: Connection, folder: Path, table: TableFormat, *, personal: bool
) -> int:
    columns = columns_of(table, personal=personal)
    path = folder / f"{table.name}.csv"
    count = 0
    with (
        path.open("w", encoding=ENCODING, newline="") as file,
        chunks(connection, table, columns) as some,
    ):
        writer = csv.writer(file, delimiter=DELIMITER, lineterminator=LINE_BREAK)
        writer.writerow([column.name for column in columns])
        for rows in some:
            writer.writerows(zip(*_cells(rows, columns), strict=True))
            count += len(rows)
    return count


def _cells(rows: Iterable[Iterable[Any]], columns: Iterable[ColumnFormat]) -> list[list[str]]:
    """The cells of each column."""
    return [
        [cell(value, column) for value in values]
        for column, values in zip(columns, zip(*rows, strict=True), strict=True)
    ]
