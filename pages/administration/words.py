"""How accounts, moments and people are written on this page."""

from datetime import datetime
from typing import Literal

from data_access.access_log import COMMAND_LINE, SERVER, UNKNOWN
from data_access.administration import Account
from ui import formats
from ui.status import Look
from ui.texts import plain

State = Literal["active", "invited", "expired", "closed"]

LOOKS: dict[State, Look] = {
    "active": Look("green", "check_circle"),
    "invited": Look("orange", "mail"),
    "expired": Look("orange", "timer_off"),
    "closed": Look("gray", "block"),
}


def state(account: Account) -> State:
    """What can be said of an account in a word; an invitation whose time is over is expired."""
    if not account.active:
        return "closed"
    if account.has_password:
        return "active"
    return "invited" if account.code_until else "expired"


def moment(at: datetime) -> str:
    """A day and time in Finland: 24.11.2026 klo 9.02."""
    return plain("administration.moment", day=formats.date(at), time=formats.time(at))


def actor(username: str) -> str:
    """Who did something: a user name, the program, or somebody whom we do not know."""
    nobody = {
        COMMAND_LINE: "administration.command_line",
        SERVER: "administration.server",
        UNKNOWN: "administration.unknown_person",
    }
    return plain(nobody[username]) if username in nobody else username
