"""The access log: who signed in, looked at personal data, or changed an account."""

import re
from datetime import UTC, datetime

import streamlit as st

from data_access import administration
from data_access.access_log import ACTIONS, COMMAND_LINE, SERVER, UNKNOWN
from data_access.accounts import User
from data_access.exchange.exporting.export import WITH_CONTACTS, WITHOUT_CONTACTS
from data_access.log_search import AccessLine, AccessSearch
from pages.administration import log_page, views, words
from ui.database import engine
from ui.row_table import Cell, Column, Row, plain_table
from ui.texts import plain, t

_COLUMNS = ("when", "who", "action", "subject")
#: What was taken out of the house, as the log and as people name it.
_EXPORTED = {
    "access_log": "administration.subject_access_log",
    "audit_log": "administration.subject_audit_log",
    WITHOUT_CONTACTS: "administration.subject_all_data",
    WITH_CONTACTS: "administration.subject_all_data_personal",
}
_LOADED = re.compile(r"(\d+) new, (\d+) changed")


def show(user: User) -> None:
    """Draw the view."""
    now = datetime.now(UTC)
    names = {
        account.username: account.display_name
        for account in administration.all_accounts(engine(), user.username)
    }
    wanted = _filters(user, names, now)
    found = administration.access_lines(engine(), user.username, wanted, most=0).found
    skip = log_page.first_line(found)
    part = administration.access_lines(engine(), user.username, wanted, log_page.MOST, skip)
    plain_table(
        "access_log",
        plain("administration.view_access"),
        [Column(plain(f"administration.column_{name}")) for name in _COLUMNS],
        [_row(str(place), line, names) for place, line in enumerate(part.lines)],
        plain("administration.no_lines"),
    )
    log_page.pager(part.found)


def _filters(user: User, names: dict[str, str], now: datetime) -> AccessSearch:
    with st.container(horizontal=True, vertical_alignment="bottom", key="log_filters"):
        first, _ = administration.first_days(engine(), user.username)
        wanted = AccessSearch(
            views.choice(
                "person",
                t("administration.column_who"),
                [*names, COMMAND_LINE, SERVER, UNKNOWN],
                words.actor,
            ),
            views.choice(
                "action",
                t("administration.column_action"),
                ACTIONS,
                lambda action: plain(f"administration.access_{action}"),
            ),
            log_page.day_choice(first, now),
        )
        log_page.export_button("access", lambda spoken: _file(user, wanted, spoken), now)
    return wanted


def _row(place: str, line: AccessLine, names: dict[str, str]) -> Row:
    """A line of the log; its place is no name for it, but nothing is done with one."""
    return Row(
        place,
        [
            Cell(words.moment(line.at)),
            _person(line.username, names),
            Cell(plain(f"administration.access_{line.action}")),
            _subject(line, names),
        ],
    )


def _person(username: str, names: dict[str, str]) -> Cell:
    if username in names:
        return Cell(names[username], note=username)
    return Cell(words.actor(username))


def _subject(line: AccessLine, names: dict[str, str]) -> Cell:
    if line.subject is None:
        return Cell("")
    if line.subject in _EXPORTED:
        return Cell(plain(_EXPORTED[line.subject]))
    counted = _LOADED.fullmatch(line.subject) if line.action == "loaded" else None
    if counted:
        new, changed = counted.groups()
        return Cell(plain("administration.subject_loaded_counts", new=new, changed=changed))
    return _person(line.subject, names)


def _file(user: User, wanted: AccessSearch, spoken: str) -> bytes:
    """The lines as a file, in the viewer's language; raises Refused to others."""
    lines = administration.export_access_log(engine(), user.username, wanted)
    return log_page.file_of(_COLUMNS, map(_values, lines), spoken)


def _values(line: AccessLine) -> list[str]:
    return [
        log_page.file_moment(line.at),
        words.actor(line.username),
        plain(f"administration.access_{line.action}"),
        line.subject or "",
    ]
