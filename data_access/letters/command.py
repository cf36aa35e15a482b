"""The command line's `letters`."""

import argparse
from argparse import Namespace
from collections import Counter

from sqlalchemy import Engine

from data_access.access_log import COMMAND_LINE
from data_access.clock import clock
from data_access.commands import CommandFailed
from data_access.connect import reading
from data_access.letters import outbox
from data_access.letters.sending import Fate, send_due
from data_access.letters.settings import mail_server
from data_access.letters.states import State
from data_access.terminal import say

#: Fates that somebody has to look at, or wait for.
_NOT_DONE = (Fate.PUT_OFF, Fate.FAILED, Fate.UNKNOWN, Fate.SERVER_AWAY)
_WORDS = {
    Fate.SENT: "sent",
    Fate.PUT_OFF: "put off by the mail server",
    Fate.FAILED: "failed",
    Fate.UNKNOWN: "may have left",
    Fate.OVERTAKEN: "taken by another worker",
}


def add_to(letters: argparse.ArgumentParser) -> None:
    """Add what can be done to the `letters` command."""
    what = letters.add_subparsers(dest="what", required=True)
    send = what.add_parser("send", help="send every letter that is due")
    send.set_defaults(run=_send)
    show = what.add_parser("list", help="say how many letters there are, and what has not left")
    show.set_defaults(run=_list)


def _send(engine: Engine, _options: Namespace) -> int:
    server = mail_server()
    if server is None:
        raise CommandFailed("no letter was sent: PROGRAMME_SMTP_URL is not set")
    now = clock(engine)
    fates = send_due(engine, now, server, by=COMMAND_LINE)
    if fates[Fate.SERVER_AWAY]:
        raise CommandFailed(f"{_told(fates)}; the mail server is away, the rest waits")
    say(_told(fates))
    with reading(engine) as connection:
        left = len(outbox.due(connection, now.now()))
    if left:
        raise CommandFailed(f"{left} due letters are in another worker's hands")
    return 1 if any(fates[fate] for fate in _NOT_DONE) else 0


def _told(fates: Counter[Fate]) -> str:
    told = [f"{fates[fate]} {words}" for fate, words in _WORDS.items() if fates[fate]]
    nothing = "no letter was sent" if fates else "no letter was due"
    return ", ".join(told) or nothing


def _list(engine: Engine, _options: Namespace) -> int:
    now = clock(engine).now()
    with reading(engine) as connection:
        for state, count in outbox.counts(connection, now).items():
            say(f"{state:16}{count}")
        for state in (State.FAILED, State.MAY_HAVE_LEFT):
            for line in outbox.outbox(connection, state, now).to_dict("records"):
                say(f"{line['number']}  {state}  {line['failure'] or ''}".rstrip())
    return 0
