"""The command line: `python -m data_access <command>`.

Exit status 0 only when it did what it says; errors are one line on stderr, 2 for a wrong call.
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence

from data_access import commands, logs, user_commands
from data_access.clock import WrongSetting
from data_access.connect import DatabaseUnavailable, create_engine_for, database_url
from data_access.exchange import commands as exchange_commands
from data_access.exchange import load_command
from data_access.integrity import command as integrity
from data_access.keeping import command as keeping
from data_access.letters import command as letters
from data_access.sessions import WrongLimit
from data_access.terminal import complain
from programme.codes import RejectionGround


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m data_access", description=__doc__)
    command = top.add_subparsers(dest="command", required=True)

    migrate = command.add_parser("migrate", help="bring the database to the newest schema")
    migrate.set_defaults(run=commands.migrate)

    demo = command.add_parser("demo", help="load the demo data into an empty database")
    demo.add_argument("--as-of", help="ISO day on which the demo clock starts, at 9.00")
    demo.set_defaults(run=commands.demo)

    kpis = command.add_parser("kpis", help="print the indicators")
    kpis.add_argument("--as-of", help="ISO day; the programme's today when left out")
    kpis.add_argument("--period", help="2015-2017, 2018-2020 or a year")
    kpis.add_argument("--region", help="MK01 … MK21, or a wellbeing services county")
    kpis.add_argument("--json", action="store_true", help="as one JSON object")
    kpis.set_defaults(run=commands.kpis)

    figures = command.add_parser("figures", help="compare the published figures with ours")
    figures.add_argument("--json", action="store_true", help="as one JSON array")
    figures.set_defaults(run=commands.figures)

    decide = command.add_parser("decide", help="decide on an application")
    decide.add_argument("application_no", metavar="APPLICATION_NO")
    decide.add_argument("action", choices=sorted(commands.DECISIONS))
    decide.add_argument("--as", dest="by", required=True, metavar="USERNAME")
    decide.add_argument("--days", type=int)
    decide.add_argument("--ground", choices=[str(ground) for ground in RejectionGround])
    decide.add_argument("--rationale", default="")
    decide.add_argument("--due", help="ISO day by which a clarification is wanted")
    decide.set_defaults(run=commands.decide)

    load_command.add_to(command.add_parser("load", help="load files into the database"))
    exchange_commands.add_export(command.add_parser("export", help="write all data into files"))
    exchange_commands.add_template(
        command.add_parser("template", help="write the workbook that an office fills in")
    )
    exchange_commands.add_format(
        command.add_parser("format", help="print the tables and columns of the files")
    )
    exchange_commands.add_form(
        command.add_parser("form", help="keep how the columns of a form tool's export are called")
    )

    keeping.add_to(command)
    integrity.add_to(command.add_parser("verify", help="prove that the data is whole"))

    letters.add_to(command.add_parser("letters", help="look at the outbox and send what is due"))
    user_commands.add_to(command.add_parser("users", help="keep the users and their sessions"))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = parser().parse_args(arguments)
    try:
        return run(options)
    except (commands.CommandFailed, DatabaseUnavailable, WrongSetting, WrongLimit) as failure:
        complain(f"error: {failure}")
        return 1


def until_unheard(command: Callable[[], int]) -> int:
    """Run the command; 1 when whoever reads its output, such as `head`, has left before the end."""
    try:
        status = command()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def run(options: argparse.Namespace) -> int:
    """Carry out the command on the database of PROGRAMME_DATABASE_URL."""
    engine = create_engine_for(database_url())
    try:
        return int(options.run(engine, options))
    finally:
        engine.dispose()


if __name__ == "__main__":
    logs.set_up(logging.WARNING)
    sys.exit(until_unheard(main))
