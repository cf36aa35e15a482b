"""Sparring sessions give no more than the days that their application was granted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.exchange.loading.comparing import Comparison
from data_access.exchange.loading.contention import Placed
from data_access.exchange.loading.contradictions import Finding
from data_access.exchange.loading.stored import in_batches
from data_access.exchange.problems import Rule
from data_access.schema import sparring_application, sparring_session

_TABLE = "sparring_session"
_AT_ONCE = 500

#: The day's share of each session of an application, by the session's number.
_Shares = dict[int, Decimal]


class _Stored(NamedTuple):
    """What the database has of some applications, by number."""

    granted: dict[str, int]
    shares: defaultdict[str, _Shares]


def days_overdrawn(
    connection: Connection, comparisons: Mapping[str, Comparison], ordered: Iterable[Placed]
) -> Iterator[Finding]:
    """Sessions beyond the granted days, and days that are lost though sessions were held."""
    sessions = comparisons.get(_TABLE)
    replayed, rows = _changes(ordered)
    told = _told(sessions) if sessions else {}
    stored = _of_database(connection, (*told, *replayed))
    for number in dict.fromkeys((*told, *replayed)):
        if number not in stored.granted and number not in replayed:
            continue  # told already: there is no such application, or its history is wrong
        granted = stored.granted.get(number, 0) + replayed.get(number, 0)
        if number in told and sessions:
            yield from _too_long(sessions, told[number], stored.shares[number], granted)
        elif sum(stored.shares[number].values()) > granted:
            yield _lost(number, rows[number], sum(stored.shares[number].values()))


def _changes(ordered: Iterable[Placed]) -> tuple[dict[str, int], dict[str, int | None]]:
    """How many days each replayed application gains or loses, and its row."""
    days: dict[str, int] = {}
    rows: dict[str, int | None] = {}
    for subject, step in ordered:
        number = subject.target["application_no"]
        days[number] = days.get(number, 0) + step.days
        rows[number] = subject.row
    return days, rows


def _told(sessions: Comparison) -> dict[str, list[int]]:
    """The positions of the file's new and changed sessions by application."""
    touched = sorted([*sessions.new, *(change.position for change in sessions.changed)])
    told: dict[str, list[int]] = {}
    for at in touched:
        told.setdefault(sessions.rows.value(at, "application_no"), []).append(at)
    return told


def _of_database(connection: Connection, numbers: Iterable[str]) -> _Stored:
    application, session = sparring_application.c, sparring_session.c
    found = _Stored({}, defaultdict(dict))
    held = sparring_application.outerjoin(sparring_session)
    query = select(
        application.application_no, application.days_granted, session.session_no, session.day_share
    ).select_from(held)
    for some in in_batches(dict.fromkeys(numbers), _AT_ONCE):
        for row in connection.execute(query.where(application.application_no.in_(some))).all():
            found.granted[row.application_no] = row.days_granted or 0
            if row.session_no is not None:
                found.shares[row.application_no][row.session_no] = row.day_share
    return found


def _too_long(
    sessions: Comparison, positions: list[int], stored: _Shares, granted: int
) -> Iterator[Finding]:
    """The sessions of one application, in the file's order, from where they are too many."""
    rows = sessions.rows
    told = {rows.value(at, "session_no"): at for at in positions}
    given = sum((share for number, share in stored.items() if number not in told), Decimal())
    for at in positions:
        given += rows.value(at, "day_share")
        if given > granted:
            column = "day_share" if granted else "application_no"
            expected = f"at most {granted} days in all, as granted"
            expected = expected if granted else "an application with granted days"
            yield rows.finding(at, column, Rule.TOO_MANY_DAYS, expected)


def _lost(number: str, row: int | None, given: Decimal | int) -> Finding:
    expected = f"granted days for the sessions that were held: {given} days"
    return Finding(
        "sparring_application", row, "application_no", number, Rule.TOO_MANY_DAYS, expected
    )
