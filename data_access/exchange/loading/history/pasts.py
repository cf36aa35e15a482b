"""Files that tell the past otherwise than the database: what was is not changed by loading."""

from collections.abc import Iterator, Mapping
from typing import Any

from data_access.exchange.loading.checking.comparing import Change, Comparison
from data_access.exchange.loading.checking.contradictions import Finding, shown
from data_access.exchange.loading.history.histories import HISTORY
from data_access.exchange.loading.history.steps import IDENTITY
from data_access.exchange.problems import Rule

Comparisons = Mapping[str, Comparison]

#: What may be added to the version that stands, or leads on from it.
_OF_STANDING_VERSION = ("application_decision", "application_proposal", "sparring_booking")


def differing_pasts(comparisons: Comparisons) -> Iterator[Finding]:
    """Rows of the history that the database has otherwise; letters go on, see `letters`."""
    for table in HISTORY:
        if table in comparisons and table != "letter":
            for change in comparisons[table].changed:
                yield as_stored(comparisons[table], change, change.columns[0], Rule.PAST)


def as_stored(comparison: Comparison, change: Change, column: str, rule: Rule) -> Finding:
    """That a changed column must stay as it is in the database."""
    expected = f"{shown(comparison.stored_row(change)[column])}, as in the database"
    return comparison.rows.finding(change.position, column, rule, expected)


class Latecomers:
    """New rows of the history that belong to versions which the database has passed."""

    def __init__(self, comparisons: Comparisons) -> None:
        self._comparisons = comparisons
        self._versions = {table: _new_versions(comparisons, table) for table in HISTORY}

    def of(self, stored: Mapping[str, Any]) -> list[Finding]:
        """Those of one application, given as it is stored."""
        number, version = stored["application_no"], stored["version"]
        expected = f"a version after {version}, where the database is"
        found = []
        for table, versions in self._versions.items():
            last = version - 1 if table in _OF_STANDING_VERSION else version
            found += [
                self._comparisons[table].rows.finding(at, "version", Rule.PAST, expected)
                for at, told in versions.get(number, ())
                if told <= last
            ]
        return found


def _new_versions(comparisons: Comparisons, table: str) -> dict[str, list[tuple[int, int]]]:
    """Position and version of the new rows by application."""
    versions: dict[str, list[tuple[int, int]]] = {}
    if table in comparisons:
        rows = comparisons[table].rows
        for at in comparisons[table].new:
            number, version = rows.value(at, "application_no"), rows.value(at, "version")
            versions.setdefault(number, []).append((at, version))
    return versions


def refusal(comparison: Comparison, change: Change) -> Finding | None:
    """Why a changed row of an application cannot go on from what is stored; None when it can."""
    stored = comparison.stored_row(change)
    version = comparison.whole_row(change)["version"]
    fixed = next((name for name in change.columns if name in IDENTITY), None)
    if fixed:
        column, rule, expected = fixed, Rule.FIXED, f"{shown(stored[fixed])}, as in the database"
    elif version < stored["version"]:
        column, rule = "version", Rule.PAST
        expected = f"{stored['version']} or more: the database has moved on"
    elif version == stored["version"] and "version" in comparison.rows.row(change.position):
        column, rule = change.columns[0], Rule.PAST
        kept = shown(stored[column])
        expected = f"{kept}, as in the database, or the change as version {version + 1}"
    else:
        return None
    return comparison.rows.finding(change.position, column, rule, expected)
