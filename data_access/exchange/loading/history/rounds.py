"""Rounds as they will be when the files are loaded, and who holds what in them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.exchange.loading.checking.comparing import Comparison
from data_access.exchange.loading.checking.contradictions import Finding
from data_access.exchange.loading.history.contention import NOT_LIVE, Contention
from data_access.exchange.loading.history.subjects import Window
from data_access.exchange.problems import Rule
from data_access.schema import sparring_application, sparring_round


class Round(NamedTuple):
    """A round's limits and the days that it may give."""

    window: Window
    pool: int


def rounds(connection: Connection, comparison: Comparison | None) -> dict[str, Round]:
    """The rounds of the database and, over them, of the file."""
    found = {
        row["round_code"]: dict(row)
        for row in connection.execute(select(sparring_round)).mappings().all()
    }
    told = map(comparison.rows.row, range(len(comparison.rows))) if comparison else ()
    for row in told:
        found[row["round_code"]] = found.get(row["round_code"], {}) | row
    return {
        code: Round(Window(row["opens_at"], row["closes_at"], row["max_days"]), row["day_pool"])
        for code, row in found.items()
    }


def contention(connection: Connection) -> Contention:
    """Who is live and what is given in the database."""
    application = sparring_application.c
    closed = [status for status in NOT_LIVE if status is not None]
    live = connection.execute(
        select(
            application.organisation_id, application.round_code, application.application_no
        ).where(application.status.not_in(closed))
    ).all()
    reserved = connection.execute(
        select(sparring_round.c.round_code, sparring_round.c.days_reserved)
    ).all()
    return Contention(
        {(row.organisation_id, row.round_code): row.application_no for row in live},
        defaultdict(int, {row.round_code: row.days_reserved for row in reserved}),
    )


def narrow_pools(
    comparison: Comparison, reserved: Mapping[str, int], known: Mapping[str, Round]
) -> Iterator[Finding]:
    """Rounds of the file whose pool is smaller than what they have given."""
    for at in range(len(comparison.rows)):
        code = comparison.rows.value(at, "round_code")
        if reserved.get(code, 0) > known[code].pool:
            expected = f"at least {reserved[code]}, the days granted in the round"
            yield comparison.rows.finding(at, "day_pool", Rule.POOL_EXCEEDED, expected)


def other_reservations(comparison: Comparison, reserved: Mapping[str, int]) -> Iterator[Finding]:
    """Rounds of the file that tell another sum of granted days than their applications."""
    for at in range(len(comparison.rows)) if comparison.rows.has("days_reserved") else ():
        days = reserved.get(comparison.rows.value(at, "round_code"), 0)
        if comparison.rows.value(at, "days_reserved") != days:
            expected = f"{days}, the days granted in the round"
            yield comparison.rows.finding(at, "days_reserved", Rule.DERIVED, expected)
