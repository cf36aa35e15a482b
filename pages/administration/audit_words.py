"""What a line of the audit says: the columns of a row that changed, in words."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from data_access.log_search import AuditLine, type_of
from pages.administration import words
from ui import formats
from ui.texts import plain

#: Columns whose values are codes, and the key of the text that says one.
_CODES: dict[tuple[str, str], Callable[[str], str]] = {
    ("app_user", "role"): lambda code: f"role.{code}",
    ("sparring_application", "status"): lambda code: f"status.{code}",
    ("organisation", "organisation_type"): lambda code: f"orgtype.{code}",
    ("activity", "service_type"): lambda code: f"service.{code}",
    ("activity", "status"): lambda code: f"administration.activity_{code}",
    ("deed", "status"): lambda code: f"administration.deed_{code}",
    ("deed_submission", "status"): lambda code: f"administration.submission_{code}",
    ("enrolment", "status"): lambda code: f"administration.enrolment_{code}",
}


def changed(line: AuditLine) -> list[str]:
    """Each column that changed, "Rooli: Käsittelijä → Pääkäyttäjä"; of a row that came or went
    all that it held."""
    return list(_changes(line)) or [plain("administration.nothing_audited")]


def _changes(line: AuditLine) -> Iterator[str]:
    before, after = line.before or {}, line.after or {}
    for column in {**before, **after}:
        old, new = before.get(column), after.get(column)
        if old == new:
            continue
        heading = plain(f"administration.audited_{column}")
        if line.before and line.after:
            values = f"{_value(line.table, column, old)} → {_value(line.table, column, new)}"
        else:
            values = _value(line.table, column, new if line.after else old)
        yield f"{heading}: {values}"


def _value(table: str, column: str, value: Any) -> str:
    if value is None:
        return plain("value.no")
    key_of = _CODES.get((table, column))
    if key_of:
        return plain(key_of(str(value)))
    kind = type_of(table, column)
    if kind is bool:
        return plain("administration.yes" if value else "administration.no")
    if kind is datetime:
        return words.moment(_moment(value))
    if kind is date:
        return formats.date(date.fromisoformat(value[:10]))
    return str(value)


def _moment(written: str) -> datetime:
    """A moment as either database writes it into JSON; without a zone it is UTC."""
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
