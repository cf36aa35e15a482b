"""`python -m data_access verify`: proves that the data is whole, or says what is not."""

from argparse import ArgumentParser, Namespace

from sqlalchemy import Engine

from data_access.connect import check
from data_access.integrity.verification import keep, report, verify
from data_access.terminal import complain, say, say_json


def add_to(command: ArgumentParser) -> None:
    """The command's options."""
    command.add_argument("--json", action="store_true", help="as one JSON object")
    command.set_defaults(run=run)


def run(engine: Engine, options: Namespace) -> int:
    """Verify and keep the result; status 1 and a line for each finding when something is wrong."""
    check(engine)
    found = verify(engine)
    keep(engine, found)
    if options.json:
        say_json(report(found))
    else:
        counts = ", ".join(f"{count} {table}" for table, count in found.counts.items())
        say(f"verified: {counts}; {len(found.findings)} findings")
    for finding in found.findings:
        complain(f"{finding.kind}: {finding.table} {finding.row}: {finding.detail}")
    return 0 if found.ok else 1
