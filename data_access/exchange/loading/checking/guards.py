"""Rules about single tables that need the database: users, installation, erased contacts."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select

from data_access.access_log import COMMAND_LINE
from data_access.accounts import NO_PASSWORD
from data_access.exchange.format.tables import FORMATS
from data_access.exchange.loading.checking.comparing import Comparison
from data_access.exchange.loading.checking.contradictions import Finding, shown
from data_access.exchange.problems import Rule
from data_access.rights import has_right
from data_access.schema import app_user
from programme.roles import Right, Role

_PERSONAL = ("full_name", "email", "phone")

Comparisons = Mapping[str, Comparison]


def guarded(connection: Connection, comparisons: Comparisons, by: str) -> Iterator[Finding]:
    """Everything that these rules refuse when `by` loads."""
    yield from _users(connection, comparisons.get("app_user"), by)
    yield from _installation(connection, comparisons.get("installation"))
    yield from _erased(comparisons.get("contact"))


def _users(connection: Connection, comparison: Comparison | None, by: str) -> Iterator[Finding]:
    """Only who keeps users may load them, and an administrator remains."""
    if comparison is None:
        return
    touched = [*comparison.new, *(change.position for change in comparison.changed)]
    if not _may_keep_users(connection, by):
        for at in touched:
            expected = "no new or changed user: only an administrator may"
            yield comparison.rows.finding(at, "username", Rule.FORBIDDEN, expected)
    yield from _last_admin(connection, comparison)


def _may_keep_users(connection: Connection, by: str) -> bool:
    return by == COMMAND_LINE or has_right(connection, by, Right.KEEP_USERS)


def working_admins(connection: Connection) -> set[str]:
    """The administrators who can sign in."""
    user = app_user.c
    query = select(user.username).where(
        user.role == Role.ADMIN, user.active, user.password_hash != NO_PASSWORD
    )
    return set(connection.execute(query).scalars())


def _last_admin(connection: Connection, comparison: Comparison) -> Iterator[Finding]:
    admins = working_admins(connection)
    lost = {}
    for change in comparison.changed:
        row = comparison.whole_row(change)
        if row["username"] in admins and (row["role"] != Role.ADMIN or not row["active"]):
            lost[row["username"]] = change
    if lost and admins <= set(lost):
        for change in lost.values():
            column = "role" if "role" in change.columns else "active"
            expected = "an active administrator: nobody else is one"
            yield comparison.rows.finding(change.position, column, Rule.LAST_ADMIN, expected)


def _installation(connection: Connection, comparison: Comparison | None) -> Iterator[Finding]:
    """What kind an installation is stays: a demo goes only into an empty database."""
    if comparison is None:
        return
    for change in comparison.changed:
        column = change.columns[0]
        expected = f"{shown(comparison.stored_row(change)[column])}, as in the database"
        yield comparison.rows.finding(change.position, column, Rule.OTHER_INSTALLATION, expected)
    for at in comparison.new:
        special = comparison.rows.value(at, "is_demo") or comparison.rows.value(
            at, "clock_starts_at"
        )
        if special and not _is_empty(connection):
            expected = "false: the database holds data that is not the demo's"
            yield comparison.rows.finding(at, "is_demo", Rule.OTHER_INSTALLATION, expected)


def _is_empty(connection: Connection) -> bool:
    """Whether no table of the files has a row, but for the users."""
    tables = [each.table for each in FORMATS if each.name != "app_user"]
    return all(connection.execute(select(table).limit(1)).first() is None for table in tables)


def _erased(comparison: Comparison | None) -> Iterator[Finding]:
    """An erased contact does not come back."""
    if comparison is None:
        return
    for change in comparison.changed:
        stored = comparison.stored_row(change)
        back = [name for name in (*_PERSONAL, "erased_at") if name in change.columns]
        if stored["erased_at"] is not None and back:
            expected = f"{shown(stored[back[0]])}: the contact was erased"
            yield comparison.rows.finding(change.position, back[0], Rule.ERASED, expected)
