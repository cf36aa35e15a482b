"""Read what an office has put into files: a folder of CSV, one CSV, or a workbook."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_access.exchange.content import Content
from data_access.exchange.problems import Problem, Rule
from data_access.exchange.progress import Progress, silent
from data_access.exchange.reading import delimited, sources
from data_access.exchange.reading.books import workbook
from data_access.exchange.reading.keys import doubles
from data_access.exchange.reading.limits import MOST_PROBLEMS
from data_access.exchange.reading.refusals import Refused
from data_access.exchange.reading.sources import Source
from data_access.exchange.reading.table import TableReader


def read(path: Path, progress: Progress = silent) -> Content:
    """The rows of the files at `path`, with every problem that shows without a database.

    Never raises for what is wrong with a file: that is in the problems.
    """
    content = Content()
    with problems_of(content, path.name):
        _read(path, content, progress)
    return content


def _read(path: Path, content: Content, progress: Progress) -> None:
    if not path.exists():
        raise Refused(Rule.FILE_MISSING, "a file or folder that is there")
    if path.is_dir():
        found, problems = sources.of_folder(path)
        content.problems.extend(problems)
        for source in found:
            _read_text(source, content, progress)
    elif path.suffix.casefold() == sources.WORKBOOK_ENDING and path.is_file():
        for reader in workbook.read(path, content.problems, progress):
            take(reader, content)
    else:
        _read_text(sources.of_file(path), content, progress)


def _read_text(source: Source, content: Content, progress: Progress) -> None:
    with problems_of(content, source.file):
        take(delimited.read(source.path, source.table, source.file, progress), content)


def take(reader: TableReader, content: Content) -> None:
    """Put what was read into the content, with its problems."""
    frame = reader.frame()
    content.frames[reader.table.name] = frame
    content.files[reader.table.name] = reader.file
    content.headings[reader.table.name] = reader.headings
    content.problems.extend(reader.problems)
    content.problems.extend(doubles(frame, reader.table, reader.file, reader.headings))
    if reader.full:
        expected = f"fewer than {MOST_PROBLEMS}; the rest of the file was not read"
        problem = Problem(reader.file, None, None, None, Rule.TOO_MANY_PROBLEMS, expected)
        content.problems.append(problem)


@contextmanager
def problems_of(content: Content, file: str) -> Iterator[None]:
    """Make a problem of what a file may raise."""
    try:
        yield
    except Refused as refused:
        content.problems.append(refused.problem(file))
    except OSError as failure:
        expected = f"a file that we may read ({failure.strerror or type(failure).__name__})"
        problem = Problem(file, None, None, None, Rule.FILE_UNREADABLE, expected)
        content.problems.append(problem)
