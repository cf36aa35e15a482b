"""The command line's `export`, `template`, `format` and `form …`."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from sqlalchemy import Engine

from data_access import connect
from data_access.access_log import COMMAND_LINE
from data_access.commands import CommandFailed
from data_access.connect import reading, writing
from data_access.exchange.exporting.export import export_to
from data_access.exchange.exporting.placing import NotExported, file_at
from data_access.exchange.format import reference
from data_access.exchange.forms import store
from data_access.exchange.forms.mapping import WrongMapping
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


def add_format(parser: ArgumentParser) -> None:
    """Give `format` what it runs; it has no options."""
    parser.set_defaults(run=_format)


def add_form(parser: ArgumentParser) -> None:
    """Give `form` its own commands."""
    command = parser.add_subparsers(dest="form_command", required=True)
    save = command.add_parser("save", help="save how a form's columns are called here")
    save.add_argument("name", metavar="NAME")
    save.add_argument("mapping", type=Path, metavar="MAPPING.json")
    save.set_defaults(run=_save_form)
    command.add_parser("list", help="print the forms").set_defaults(run=_list_forms)


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


def _format(_engine: Engine, _options: Namespace) -> int:
    """Print the format of every file as a document."""
    for line in reference.lines():
        say(line)
    return 0


def _save_form(engine: Engine, options: Namespace) -> int:
    """Keep the mapping of a form under its name."""
    try:
        raw = json.loads(options.mapping.read_text(encoding="utf-8-sig"))
        with writing(engine) as connection:
            store.save(connection, options.name, raw)
    except OSError as failure:
        raise CommandFailed(f"not saved: {options.mapping}: {failure.strerror}") from failure
    except (ValueError, RecursionError) as failure:
        raise CommandFailed(f"not saved: {options.mapping} is not JSON") from failure
    except WrongMapping as wrong:
        raise CommandFailed(f"not saved: {wrong}") from wrong
    say(f"{options.name}: saved")
    return 0


def _list_forms(engine: Engine, _options: Namespace) -> int:
    """Print the forms that have a mapping."""
    with reading(engine) as connection:
        for name in store.names(connection):
            say(name)
    return 0
