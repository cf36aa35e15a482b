"""How long decisions took: the one figure that is counted in working days of the calendar."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from data_access.facts import application_fact
from data_access.indicators.places import listed, of_fact
from data_access.indicators.scopes import Scope, at
from programme.calendar import local_date, working_days

#: The listed code, the day of the decision, and the working days that it took.
_Decision = tuple[str, date, int]


def processing_days(
    connection: Connection, scopes: Sequence[Scope], outside: frozenset[str]
) -> list[dict[str, list[int]]]:
    """The working days of the decisions of each scope, by the code of the unit."""
    found: list[dict[str, list[int]]] = [{} for _ in scopes]
    for borders in dict.fromkeys(scope.borders for scope in scopes):
        mine = [n for n, scope in enumerate(scopes) if scope.borders is borders]
        decided = _decisions(connection, [scopes[n] for n in mine], outside)
        for number in mine:
            found[number] = _by_code(decided, scopes[number])
    return found


def _decisions(
    connection: Connection, scopes: Sequence[Scope], outside: frozenset[str]
) -> list[_Decision]:
    fact = application_fact.c
    code = listed(of_fact(application_fact)(scopes[0].borders), outside)
    rows = connection.execute(
        select(code, fact.submitted_at, fact.decided_at).where(
            or_(*(at(fact.decided_at, scope) for scope in scopes))
        )
    )
    return [_decision(*row) for row in rows]


def _decision(code: str, submitted_at: Any, decided_at: Any) -> _Decision:
    day = local_date(decided_at)
    return code, day, working_days(local_date(submitted_at), day)


def _by_code(decided: Sequence[_Decision], scope: Scope) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for code, day, days in decided:
        if scope.first <= day <= scope.last:
            found.setdefault(code, []).append(days)
    return found
