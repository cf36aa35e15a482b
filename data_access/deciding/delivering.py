"""Writing down a session of sparring: when it can have been held, and what it sets going."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from data_access.connect import reading
from data_access.deciding.agreed import check_expert
from data_access.deciding.attempts import attempt
from data_access.deciding.members import role_with
from data_access.deciding.queue import Move
from data_access.deciding.refusals import Refused, Stale
from data_access.deciding.sparring import Sparring
from data_access.deciding.sparring_writes import take
from data_access.deciding.types import Command, Outcome, Refusal
from data_access.schema import sparring_application, sparring_session
from programme.calendar import local_date
from programme.clock import Clock
from programme.codes import DeliveryMode
from programme.lifecycle import Action, Status, path
from programme.roles import Right

#: Hours that a session may last.
HOURS = (Decimal(2), Decimal(10))

_CENT = Decimal("0.01")
_RULES: dict[str, Refusal | Outcome] = {
    **Sparring().rules,
    "sessions_within_grant": Refusal.SESSION_DAYS,
    "session_needs_granted_days": Refusal.NOT_NOW,
}


@dataclass(frozen=True)
class Session:
    """A session as somebody enters it: the `number`-th of its application.

    The number makes it one intention: sent twice, it is written once, and who enters another one
    under the same number at the same moment is told. `expert` is a code, `day_share` a part of
    a granted day (at most 1).
    """

    application_no: str
    number: int
    expert: str
    held_on: date
    hours: Decimal
    day_share: Decimal
    mode: DeliveryMode
    by: str


@dataclass(frozen=True)
class SessionAnswer:
    """What became of a session, and of its application: days given of days granted."""

    outcome: Outcome
    session: Session
    refusal: Refusal | None = None
    status: Status | None = None
    version: int | None = None
    given: Decimal = Decimal(0)
    granted: int | None = None

    @property
    def saved(self) -> bool:
        """Whether the session is in the database, now or from its first sending."""
        return self.outcome in (Outcome.SAVED, Outcome.REPEATED)

    @property
    def may_complete(self) -> bool:
        """Whether all granted days are used, so that completing can be offered."""
        return self.status is Status.IN_PROGRESS and self.given == self.granted


def deliver(engine: Engine, session: Session, clock: Clock) -> SessionAnswer:
    """Write down a session; the first one of an application sets its sparring in progress.

    Raises connect.DatabaseUnavailable when the database cannot be used.
    """

    def write(connection: Connection) -> SessionAnswer:
        outcome = _give(connection, session, clock.now())
        return _described(connection, SessionAnswer(outcome, session))

    result = attempt(engine, write, _RULES)
    if isinstance(result, SessionAnswer):
        return result
    answer = SessionAnswer(result.outcome, session, result.refusal)
    if result.refusal is Refusal.FORBIDDEN:
        return answer
    with reading(engine) as connection:
        return _described(connection, answer)


def _give(connection: Connection, session: Session, at: datetime) -> Outcome:
    role_with(connection, session.by, (Right.PREPARE,))
    subject = Sparring().lock(connection, session.application_no)
    if subject is None:
        raise Refused(Refusal.UNKNOWN_APPLICATION)
    held = _rows(connection, subject.application_id)
    if _is_among(session, held):
        return Outcome.REPEATED
    if session.number != max((one.session_no for one in held), default=0) + 1:
        raise Stale
    refusal = _refusal(session, subject, held, local_date(at))
    refusal = refusal or check_expert(connection, session.expert, session.held_on)
    if refusal:
        raise Refused(refusal)
    if subject.status == Status.SCHEDULED:
        _begin(connection, session, subject, at)
    _insert(connection, session, subject)
    return Outcome.SAVED


def _rows(connection: Connection, application_id: int) -> Sequence[Row[Any]]:
    return connection.execute(
        select(sparring_session).where(sparring_session.c.application_id == application_id)
    ).all()


def _is_among(session: Session, held: Sequence[Row[Any]]) -> bool:
    """Whether this very session was written before."""
    sent = (
        *(session.number, session.expert, session.held_on),
        *(session.hours, session.day_share, session.mode),
    )
    return any(
        sent
        == (
            *(one.session_no, one.expert_code, one.held_on),
            *(one.hours, one.day_share, one.delivery_mode),
        )
        for one in held
    )


def _refusal(
    session: Session, subject: Row[Any], held: Sequence[Row[Any]], today: date
) -> Refusal | None:
    if subject.status not in (Status.SCHEDULED, Status.IN_PROGRESS):
        return Refusal.NOT_NOW
    if not local_date(subject.decided_at) <= session.held_on <= today:
        return Refusal.SESSION_DAY
    if not _within(session.hours, *HOURS):
        return Refusal.SESSION_HOURS
    if not _within(session.day_share, _CENT, Decimal(1)):
        return Refusal.SESSION_SHARE
    fits = _sum(held) + session.day_share <= subject.days_granted
    return None if fits else Refusal.SESSION_DAYS


def _within(amount: Decimal, least: Decimal, most: Decimal) -> bool:
    """Whether the amount is in the range, and such that the database keeps it as it is."""
    return amount.is_finite() and least <= amount <= most and amount == amount.quantize(_CENT)


def _sum(held: Sequence[Row[Any]]) -> Decimal:
    """Days given, added up here: SQLite would add floats."""
    return sum((one.day_share for one in held), Decimal(0))


def _begin(connection: Connection, session: Session, subject: Row[Any], at: datetime) -> None:
    """Sparring begins with its first session, once."""
    number, version = session.application_no, subject.version
    command = Command(number, Action.START, session.by, version, f"{number} starts")
    for step in path(Status.SCHEDULED, Action.START) or ():
        moment = max(at, subject.changed_at)
        take(connection, Move(step, command, subject, version, moment, final=True))


def _insert(connection: Connection, session: Session, subject: Row[Any]) -> None:
    connection.execute(
        insert(sparring_session).values(
            application_id=subject.application_id,
            session_no=session.number,
            expert_code=session.expert,
            held_on=session.held_on,
            hours=session.hours,
            day_share=session.day_share,
            delivery_mode=session.mode,
        )
    )


def _described(connection: Connection, answer: SessionAnswer) -> SessionAnswer:
    stands = sparring_application.c
    row = connection.execute(
        select(stands.application_id, stands.status, stands.version, stands.days_granted).where(
            stands.application_no == answer.session.application_no
        )
    ).first()
    if row is None:
        return answer
    return replace(
        answer,
        status=Status(row.status),
        version=row.version,
        given=_sum(_rows(connection, row.application_id)),
        granted=row.days_granted,
    )
