"""Delivered days: only what was granted can be delivered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from sqlalchemy import Connection, select

from data_access.exchange.loading.comparing import Comparison
from data_access.exchange.loading.contradictions import Finding
from data_access.exchange.loading.plan import Replays
from data_access.exchange.loading.stored import in_batches
from data_access.exchange.loading.subjects import Subject
from data_access.exchange.problems import Rule
from data_access.schema import sparring_application, sparring_session

_AT_ONCE = 500


def overdelivered(
    connection: Connection, comparison: Comparison | None, replays: Replays
) -> Iterator[Finding]:
    """Sessions beyond the granted days, and grants that end though days were delivered."""
    subjects = {
        placed.subject.target["application_no"]: placed.subject for placed in replays.ordered
    }
    told = dict.fromkeys(comparison.rows.column("application_no")) if comparison else {}
    numbers = dict.fromkeys((*told, *subjects))
    granted = _granted(connection, numbers, replays)
    delivered = _delivered(connection, numbers, comparison)
    if comparison:
        for at, number in enumerate(comparison.rows.column("application_no")):
            if delivered[number] > granted[number]:
                expected = f"sessions of at most {granted[number]} days in all, as granted"
                yield comparison.rows.finding(at, "day_share", Rule.TOO_MANY_DAYS, expected)
    for number in subjects.keys() - told.keys():
        if delivered[number] > granted[number]:
            yield _ended(subjects[number], delivered[number])


def _ended(subject: Subject, days: Decimal) -> Finding:
    value = subject.target["status"] if subject.row else None
    expected = f"the {days} days that were delivered to stay granted"
    return Finding(
        "sparring_application", subject.row, "status", value, Rule.TOO_MANY_DAYS, expected
    )


def _granted(
    connection: Connection, numbers: Mapping[str, None], replays: Replays
) -> defaultdict[str, int]:
    """The days granted to each application when the histories are written."""
    days: defaultdict[str, int] = defaultdict(int)
    application = sparring_application.c
    query = select(application.application_no, application.days_granted)
    for some in in_batches(numbers, _AT_ONCE):
        chosen = query.where(application.application_no.in_(some))
        days.update({row[0]: row[1] or 0 for row in connection.execute(chosen).all()})
    for subject, step in replays.ordered:
        days[subject.target["application_no"]] += step.days
    return days


def _delivered(
    connection: Connection, numbers: Mapping[str, None], comparison: Comparison | None
) -> defaultdict[str, Decimal]:
    """The days delivered to each application, by the files and what else the database has."""
    shares: dict[tuple[str, int], Decimal] = {}
    session, application = sparring_session.c, sparring_application.c
    query = select(application.application_no, session.session_no, session.day_share).join_from(
        sparring_session, sparring_application
    )
    for some in in_batches(numbers, _AT_ONCE):
        rows = connection.execute(query.where(application.application_no.in_(some))).all()
        shares.update({(row[0], row[1]): row[2] for row in rows})
    if comparison and comparison.rows.has("day_share"):
        keys = comparison.rows.keys(("application_no", "session_no"))
        shares.update(zip(keys, comparison.rows.column("day_share"), strict=True))
    days: defaultdict[str, Decimal] = defaultdict(Decimal)
    for (number, _), share in shares.items():
        days[number] += share
    return days
