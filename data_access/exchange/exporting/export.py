"""Export: what is taken out of the house, and that it was."""

import stat
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine

from data_access import access_log
from data_access.connect import snapshot, writing
from data_access.exchange.exporting import book, folder
from data_access.exchange.exporting.placing import file_at, folder_at
from data_access.exchange.progress import Progress, silent

#: What the access log says of an export.
WITH_CONTACTS, WITHOUT_CONTACTS = "all data, with contacts", "all data, without contacts"

_OWNER_ONLY = stat.S_IRUSR | stat.S_IWUSR


def export(
    connection: Connection, path: Path, *, personal: bool, progress: Progress = silent
) -> Mapping[str, int]:
    """Write the tables as CSV files into a folder that is new or holds an earlier export.

    Gives the rows by table. Without `personal` nobody outside the office is named. Raises
    NotExported; then nothing has changed.
    """
    with folder_at(path) as new:
        return folder.write(connection, new, personal=personal, progress=progress)


def workbook(connection: Connection, *, personal: bool) -> bytes:
    """The same as one workbook with a sheet a table; raises NotExported for what it cannot hold."""
    return book.write(connection, personal=personal)


def export_to(
    engine: Engine, path: Path, *, by: str, personal: bool, progress: Progress = silent
) -> Mapping[str, int]:
    """Export to a folder, or to a workbook when the path ends in .xlsx, and write down that `by`
    did; whoever runs this may read everything.

    The line of the access log is there before the files are.
    """
    if path.suffix.casefold() == ".xlsx":
        return _export_book(engine, path, by, personal=personal)
    with folder_at(path) as new:
        with snapshot(engine) as connection:
            counts = folder.write(connection, new, personal=personal, progress=progress)
        _keep_to_owner(new)
        write_down(engine, by, personal=personal)
    return counts


def _export_book(engine: Engine, path: Path, by: str, *, personal: bool) -> Mapping[str, int]:
    with file_at(path) as new:
        with snapshot(engine) as connection:
            counts, content = book.written(connection, personal=personal)
        new.write_bytes(content)
        new.chmod(_OWNER_ONLY)
        write_down(engine, by, personal=personal)
    return counts


def _keep_to_owner(new: Path) -> None:
    """The office's data are not for everybody who has an account on the machine."""
    for file in new.iterdir():
        file.chmod(_OWNER_ONLY)
    new.chmod(_OWNER_ONLY | stat.S_IXUSR)


def write_down(engine: Engine, by: str, *, personal: bool) -> None:
    """Note in the access log that `by` took all data out."""
    subject = WITH_CONTACTS if personal else WITHOUT_CONTACTS
    with writing(engine) as connection:
        access_log.record(connection, by, "exported", subject)
