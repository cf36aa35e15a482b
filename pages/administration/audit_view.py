"""The audit: which rows of the data changed, from what to what."""

from datetime import UTC, datetime

import streamlit as st

from data_access import administration
from data_access.accounts import User
from data_access.log_search import AUDITED, CHANGES, AuditLine, AuditSearch
from pages.administration import audit_words, log_page, views, words
from ui.database import engine
from ui.row_table import Cell, Column, Row, plain_table
from ui.texts import plain, t

_COLUMNS = ("when", "table", "row", "change", "changed")


def show(user: User) -> None:
    """Draw the view."""
    now = datetime.now(UTC)
    wanted = _filters(user, now)
    found = administration.audit_lines(engine(), user.username, wanted, most=0).found
    skip = log_page.first_line(found)
    part = administration.audit_lines(engine(), user.username, wanted, log_page.MOST, skip)
    plain_table(
        "audit_log",
        plain("administration.view_audit"),
        [Column(plain(f"administration.column_{name}")) for name in _COLUMNS],
        [_row(str(place), line) for place, line in enumerate(part.lines)],
        plain("administration.no_lines"),
    )
    log_page.pager(part.found)


def _filters(user: User, now: datetime) -> AuditSearch:
    with st.container(horizontal=True, vertical_alignment="bottom", key="log_filters"):
        _, first = administration.first_days(engine(), user.username)
        wanted = AuditSearch(
            views.choice(
                "table",
                t("administration.column_table"),
                AUDITED,
                lambda table: plain(f"administration.table_{table}"),
            ),
            views.choice(
                "action",
                t("administration.column_change"),
                CHANGES,
                lambda action: plain(f"administration.change_{action}"),
            ),
            log_page.day_choice(first, now),
        )
        log_page.export_button("audit", lambda spoken: _file(user, wanted, spoken), now)
    return wanted


def _row(place: str, line: AuditLine) -> Row:
    return Row(
        place,
        [
            Cell(words.moment(line.at)),
            Cell(plain(f"administration.table_{line.table}")),
            Cell(line.row),
            Cell(plain(f"administration.change_{line.action}")),
            Cell("\n".join(audit_words.changed(line))),
        ],
    )


def _file(user: User, wanted: AuditSearch, spoken: str) -> bytes:
    """The lines as a file, in the viewer's language; raises Refused to others."""
    lines = administration.export_audit(engine(), user.username, wanted)
    return log_page.file_of(_COLUMNS, map(_values, lines), spoken)


def _values(line: AuditLine) -> list[str]:
    return [
        log_page.file_moment(line.at),
        plain(f"administration.table_{line.table}"),
        line.row,
        plain(f"administration.change_{line.action}"),
        "; ".join(audit_words.changed(line)),
    ]
