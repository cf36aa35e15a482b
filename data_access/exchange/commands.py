"""The command line's `export` and `template`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sqlalchemy import Engine

from data_access import connect
from data_access.access_log import COMMAND_LINE
from data_access.commands import CommandFailed
from data_access.exchange.exporting.export import export_to
from data_access.exchange.exporting.placing import NotExported, file_at
from data_access.exchange.template.book import template as template_book
from data_access.terminal import say


def add_export(parser: ArgumentParser) -> None:
    """Give `export` its options."""
    explained = "a folder for CSV files, or a file ending in .xlsx"
    parser.add_argument("path", type=Path, metavar="PATH", help=explained)
    parser.add_argument(
        "--personal", action="store_true", help="with the names and addresses of contact persons"
    )
    parser.set_defaults(run=_export)


def add_template(parser: ArgumentParser) -> None:
    """Give `template` its options."""
    explained = "a file ending in .xlsx that is not there yet"
    parser.add_argument("path", type=Path, metavar="PATH", help=explained)
    parser.set_defaults(run=_template)


def _export(engine: Engine, options: Namespace) -> int:
    """Write all data into files, and write down that it was done."""
    connect.check(engine)
    try:
        counts = export_to(engine, options.path, by=COMMAND_LINE, personal=options.personal)
    except NotExported as refusal:
        raise CommandFailed(f"not exported: {refusal}") from refusal
    for table, rows in counts.items():
        say(f"{table:32}{rows}")
    return 0


def _template(_engine: Engine, options: Namespace) -> int:
    """Write the empty workbook that explains itself."""
    if options.path.suffix.casefold() != ".xlsx":
        raise CommandFailed("not written: name a file ending in .xlsx")
    try:
        with file_at(options.path) as new:
            new.write_bytes(template_book())
    except NotExported as refusal:
        raise CommandFailed(f"not written: {refusal}") from refusal
    say(f"written: {options.path}")
    return 0
