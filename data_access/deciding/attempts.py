"""One write transaction of the office: tried again when others were in its way, or refused."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, exc

from data_access.connect import DatabaseUnavailable, Trouble, writing
from data_access.deciding.refusals import Refused, Stale
from data_access.deciding.types import Outcome, Refusal

ATTEMPTS = 4

Done = TypeVar("Done")


class Verdict(NamedTuple):
    """Why nothing was written: refused by a rule, or somebody was first."""

    outcome: Outcome
    refusal: Refusal | None = None


def attempt(
    engine: Engine,
    write: Callable[[Connection], Done],
    rules: Mapping[str, Refusal | Outcome],
) -> Done | Verdict:
    """What `write` returns from a transaction that was committed, else why there is none.

    `rules` are the rules of the database, by what its messages hold, and what breaking one means.
    Raises connect.DatabaseUnavailable when the database cannot be used.
    """
    for _ in range(ATTEMPTS):
        try:
            with writing(engine) as connection:
                return write(connection)
        except Refused as refused:
            return Verdict(Outcome.REFUSED, refused.refusal)
        except Stale:
            return Verdict(Outcome.CONFLICT)
        except exc.DBAPIError as failure:
            known = _verdict_of_database(failure, rules)
            if known:
                return known
            if not _worth_another_try(failure):
                raise
    raise DatabaseUnavailable(Trouble.BUSY, "the decision was in others' way too often")


def _verdict_of_database(
    failure: exc.DBAPIError, rules: Mapping[str, Refusal | Outcome]
) -> Verdict | None:
    """The verdict when a rule of the database was the one to refuse."""
    message = str(failure.orig)
    meaning = next((meaning for rule, meaning in rules.items() if rule in message), None)
    if isinstance(meaning, Refusal):
        return Verdict(Outcome.REFUSED, meaning)
    return Verdict(meaning) if meaning else None


def _worth_another_try(failure: exc.DBAPIError) -> bool:
    """A deadlock or two copies of one request: the next try finds the first one done."""
    state = getattr(failure.orig, "sqlstate", None)
    return (
        state in ("40P01", "40001")
        or "request_key" in str(failure.orig)
        or ("per_request" in str(failure.orig))
    )
