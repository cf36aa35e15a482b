"""A file or folder appears whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_access.exchange.exporting.folder import FILES


class NotExported(Exception):
    """The export was not made; the message is for people. Nothing has changed."""


@contextmanager
def folder_at(folder: Path) -> Iterator[Path]:
    """A new folder to write into, which takes the place of `folder` when the block ends well.

    Raises NotExported when something is there that is no earlier export.
    """
    _refuse_other_content(folder)
    with _beside(folder) as workplace:
        new = workplace / "new"
        new.mkdir()
        yield new
        if folder.exists():
            folder.rename(workplace / "old")
        new.rename(folder)


@contextmanager
def file_at(path: Path) -> Iterator[Path]:
    """A path to write to, whose file takes the place of `path` when the block ends well.

    Raises NotExported when there is something already.
    """
    if path.exists():
        raise NotExported(f"{path.name} is there already")
    with _beside(path) as workplace:
        new = workplace / "new"
        yield new
        new.rename(path)


def _refuse_other_content(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotExported(f"{folder.name} is a file: name a folder, or a file ending in .xlsx")
    names = {path.name for path in folder.iterdir()}
    if names and names != FILES:
        raise NotExported(f"{folder.name} holds something else than an earlier export")


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder beside the path that only we can read, and that is gone afterwards."""
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=".export-", dir=path.absolute().parent))
    except OSError as failure:
        raise NotExported(f"{path.name} cannot be written: {failure.strerror}") from failure
    try:
        yield workplace
    except OSError as failure:
        raise NotExported(f"{path.name} cannot be written: {failure.strerror}") from failure
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
