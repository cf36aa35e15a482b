"""The command `load`: files into the database, or what stands against it."""

import csv
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine

from data_access import connect
from data_access.access_log import COMMAND_LINE
from data_access.commands import CommandFailed
from data_access.connect import reading
from data_access.exchange.cells import neutral
from data_access.exchange.collecting import without_collecting
from data_access.exchange.content import Content
from data_access.exchange.forms.mapping import WrongMapping
from data_access.exchange.forms.reading import read_form
from data_access.exchange.forms.store import UnknownForm
from data_access.exchange.loading.load import load_content
from data_access.exchange.loading.plan import Counts, Report
from data_access.exchange.problems import Problem, problem_text
from data_access.exchange.progress import Progress, silent
from data_access.exchange.reading.read import read
from data_access.terminal import complain, printable, say

#: Problems that are printed; a report file has all.
SHOWN = 200
_HEADINGS = ("file", "row", "column", "value", "rule", "expected")


def add_to(parser: ArgumentParser) -> None:
    """The options of `load`."""
    parser.add_argument("path", type=Path, help="a folder of CSV files, a CSV file or a workbook")
    parser.add_argument("--dry-run", action="store_true", help="only say what it would do")
    parser.add_argument("--form", metavar="NAME", help="a form tool's export, by a saved mapping")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write all problems as CSV")
    parser.set_defaults(run=load)


def load(engine: Engine, options: Namespace) -> int:
    """Load files, everything or nothing; status 1 and the problems when something is wrong."""
    connect.check(engine)
    progress = _on_terminal if sys.stderr.isatty() else silent
    with without_collecting():
        content = _read(engine, options, progress)
        report = load_content(
            engine, content, by=COMMAND_LINE, dry_run=options.dry_run, progress=progress
        )
    if options.report:
        _write_report(options.report, report.problems)
    if report.problems:
        _complain(report.problems)
        return 1
    _say(report, dry_run=options.dry_run)
    return 0


def _read(engine: Engine, options: Namespace, progress: Progress) -> Content:
    if options.form is None:
        return read(options.path, progress)
    try:
        with reading(engine) as connection:
            return read_form(connection, options.path, options.form)
    except (UnknownForm, WrongMapping) as wrong:
        raise CommandFailed(f"not loaded: {wrong}") from wrong


def _on_terminal(subject: str, done: int, all_: int) -> None:
    """One line that is written over again."""
    share = 100 * done // all_ if all_ else 100
    sys.stderr.write(f"\r\x1b[K{printable(subject)}: {done} of {all_} ({share} %)")
    if done >= all_:
        sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()


def _complain(problems: Sequence[Problem]) -> None:
    for problem in problems[:SHOWN]:
        complain(f"error: {problem_text(problem)}")
    if len(problems) > SHOWN:
        complain(f"error: {len(problems) - SHOWN} more problems; --report FILE writes all of them")


def _say(report: Report, *, dry_run: bool) -> None:
    for table, counts in report.counts.items():
        say(f"{table:28}{_counted(counts)}")
    if dry_run:
        say("nothing was written: this was a dry run")
    elif report.written:
        say("loaded")
    else:
        say("the database has all of this already")


def _counted(counts: Counts) -> str:
    return f"{counts.new} new, {counts.changed} changed, {counts.unchanged} unchanged"


def _write_report(path: Path, problems: Sequence[Problem]) -> None:
    """All problems as CSV, for a spreadsheet."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file, delimiter=";")
            rows.writerow(_HEADINGS)
            for one in problems:
                cells = (one.file, one.row, one.column, one.value, one.rule, one.expected)
                rows.writerow([neutral("" if cell is None else str(cell)) for cell in cells])
    except OSError as failure:
        raise CommandFailed(f"cannot write {path}: {failure.strerror}") from failure
