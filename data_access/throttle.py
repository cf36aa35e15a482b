"""The brake on guessing passwords, kept in the database so that all processes share it.

An attempt is counted before its password is looked at: however many come at once, no more are
looked at than the rules allow. `programme.throttle` says how long the waits are.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, bindparam, delete, select, text, update

from data_access.columns import UtcDateTime
from data_access.connect import writing
from data_access.schema import sign_in_throttle, user_session
from data_access.session_key import keyed
from programme.throttle import FORGOTTEN_AFTER, Subject, wait


class Attempt(NamedTuple):
    """Somebody at a network address who says to be `username`."""

    username: str
    address: str


def may_try(engine: Engine, attempt: Attempt, now: datetime) -> bool:
    """Whether the password of this attempt may be looked at; it counts as refused until forgiven.

    An attempt that may not be made is not counted: waiting it out is enough.
    """
    with writing(engine) as connection:
        subjects = list(_subjects(connection, attempt))
        rows = {subject: _failures(connection, key, now) for subject, key in subjects}
        if any(row is None for row in rows.values()):
            return False
        for subject, key in subjects:
            _count(connection, subject, key, (rows[subject] or 0) + 1, now)
    return True


def forgive(connection: Connection, attempt: Attempt) -> None:
    """Take the attempt back, which was no mistake: the pair starts anew, the others lose one."""
    throttle = sign_in_throttle.c
    connection.execute(
        delete(sign_in_throttle).where(throttle.subject == _key(Subject.PAIR, attempt))
    )
    for subject in (Subject.ADDRESS, Subject.NAME):
        connection.execute(
            update(sign_in_throttle)
            .where(throttle.subject == _key(subject, attempt), throttle.failures > 0)
            .values(failures=throttle.failures - 1, blocked_until=throttle.last_failed_at)
        )


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop the counts that no longer brake anybody."""
    connection.execute(
        delete(sign_in_throttle).where(sign_in_throttle.c.last_failed_at < now - FORGOTTEN_AFTER)
    )


def address_key(address: str) -> str:
    """The keyed hash under which a network address is remembered."""
    return keyed(f"address {address}")


def _subjects(connection: Connection, attempt: Attempt) -> Iterator[tuple[Subject, str]]:
    """What the attempt is counted by, always in one order, so that two never wait crosswise."""
    yield Subject.ADDRESS, _key(Subject.ADDRESS, attempt)
    if not _is_known_there(connection, attempt):
        yield Subject.NAME, _key(Subject.NAME, attempt)
    yield Subject.PAIR, _key(Subject.PAIR, attempt)


def _is_known_there(connection: Connection, attempt: Attempt) -> bool:
    """Whether this user has signed in from this address before."""
    earlier = select(user_session.c.session_id).where(
        user_session.c.username == attempt.username,
        user_session.c.address_key == address_key(attempt.address),
    )
    return connection.execute(earlier.limit(1)).first() is not None


def _key(subject: Subject, attempt: Attempt) -> str:
    about = {
        Subject.ADDRESS: attempt.address,
        Subject.NAME: attempt.username,
        Subject.PAIR: f"{attempt.address} {attempt.username}",
    }[subject]
    return f"{subject}:{keyed(f'{subject} {about}')}"


def _failures(connection: Connection, key: str, now: datetime) -> int | None:
    """How many refusals count for this subject now; None while it has to wait.

    The row is made first and then locked, so that two attempts at once are counted as two.
    """
    connection.execute(_MAKE_ROW, {"subject": key, "now": now})
    row = connection.execute(
        select(sign_in_throttle).where(sign_in_throttle.c.subject == key).with_for_update()
    ).one()
    if row.last_failed_at < now - FORGOTTEN_AFTER:
        return 0
    return None if row.blocked_until > now else int(row.failures)


_MAKE_ROW = text(
    "INSERT INTO sign_in_throttle (subject, failures, last_failed_at, blocked_until) "
    "VALUES (:subject, 0, :now, :now) ON CONFLICT (subject) DO NOTHING"
).bindparams(bindparam("now", type_=UtcDateTime))


def _count(
    connection: Connection, subject: Subject, key: str, failures: int, now: datetime
) -> None:
    connection.execute(
        update(sign_in_throttle)
        .where(sign_in_throttle.c.subject == key)
        .values(failures=failures, last_failed_at=now, blocked_until=now + wait(subject, failures))
    )
