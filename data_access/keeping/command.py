"""The command line's `backup`, `restore` and `erase`."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from data_access.access_log import COMMAND_LINE
from data_access.clock import clock
from data_access.commands import CommandFailed
from data_access.keeping import retention
from data_access.keeping.backup import NotTaken
from data_access.keeping.backup import backup as take
from data_access.keeping.manifest import Unusable
from data_access.keeping.restore import NotRestored, NotSound
from data_access.keeping.restore import restore as put_back
from data_access.terminal import say


def add_to(command: Any) -> None:
    """Add the commands to those of the command line."""
    backup = command.add_parser("backup", help="write the whole database into one new file")
    backup.add_argument("path", metavar="PATH", type=Path)
    backup.set_defaults(run=_backup)
    restore = command.add_parser("restore", help="fill an empty database from a backup")
    restore.add_argument("path", metavar="PATH", type=Path)
    restore.add_argument(
        "--despite-findings", action="store_true", help="even when verify finds something wrong"
    )
    restore.set_defaults(run=_restore)
    erase = command.add_parser("erase", help="erase the contacts whose retention date is past")
    erase.set_defaults(run=_erase)


def _backup(engine: Engine, options: Namespace) -> int:
    try:
        taken = take(engine, options.path, by=COMMAND_LINE)
    except NotTaken as reason:
        raise CommandFailed(f"no backup was taken: {reason}") from reason
    say(f"backed up: {taken.rows} rows of {len(taken.parts)} tables, in {options.path}")
    return 0


def _restore(engine: Engine, options: Namespace) -> int:
    try:
        restored, found = put_back(
            engine, options.path, by=COMMAND_LINE, despite_findings=options.despite_findings
        )
    except Unusable as reason:
        raise CommandFailed(f"{options.path} cannot be restored: {reason}") from reason
    except NotSound as reason:
        advice = "--despite-findings restores it as it is"
        raise CommandFailed(f"nothing was restored: {reason}; {advice}") from reason
    except NotRestored as reason:
        raise CommandFailed(f"nothing was restored: {reason}") from reason
    say(
        f"restored and verified: {restored.rows} rows of {len(restored.parts)} tables, as on "
        f"{restored.taken_at}; {len(found.findings)} findings"
    )
    return 0


def _erase(engine: Engine, _options: Namespace) -> int:
    erased = retention.erase(engine, clock(engine), by=COMMAND_LINE)
    say(f"{erased} {'contact' if erased == 1 else 'contacts'} erased")
    return 0
