"""Everything that happened to an application, told in one line of time.

Status changes with what they decided, agreed and told by letter; proposals and comments of the
office; the sparring that was given.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, select

from data_access.questions import question
from data_access.schema import (
    app_user,
    application_comment,
    application_decision,
    application_event,
    application_proposal,
    clarification_request,
    expert,
    letter,
    sparring_application,
    sparring_booking,
    sparring_session,
)
from programme.calendar import start_of
from programme.codes import ProposalSource, RejectionGround
from programme.letters import LetterStatus
from programme.lifecycle import Status


@dataclass(frozen=True)
class Letter:
    """The letter that an event caused, and how it fares; moments are UTC."""

    status: LetterStatus
    send_after: datetime
    sent_at: datetime | None
    failure: str | None


@dataclass(frozen=True)
class Event:
    """A change of status: `days` of an approval, `due_on` of a question, `expert` and `starts_on`
    of what was agreed; the actor and the expert are names."""

    at: datetime
    actor: str
    from_status: Status | None
    to_status: Status
    note: str | None
    days: int | None
    ground: RejectionGround | None
    due_on: date | None
    expert: str | None
    starts_on: date | None
    letter: Letter | None


@dataclass(frozen=True)
class Proposed:
    """Somebody's proposal for the decision."""

    at: datetime
    actor: str
    outcome: Status
    days: int | None
    ground: RejectionGround | None
    rationale: str
    source: ProposalSource


@dataclass(frozen=True)
class Commented:
    """What somebody of the office wrote for the others."""

    at: datetime
    actor: str
    text: str


@dataclass(frozen=True)
class Held:
    """A session of sparring; `at` is the first moment of its day."""

    at: datetime
    held_on: date
    expert: str
    hours: Decimal
    day_share: Decimal


@dataclass(frozen=True)
class Rebooked:
    """Another expert or day that was agreed on, without a change of status."""

    at: datetime
    actor: str
    expert: str
    starts_on: date


Entry = Event | Proposed | Commented | Rebooked | Held


@question("applications", "people", "reference", office_only=True)
def case_history(connection: Connection, application_no: str) -> tuple[Entry, ...]:
    """What happened to the application of that number, the newest first; nothing of none."""
    if "\0" in application_no:  # PostgreSQL would refuse to look
        return ()
    application_id = connection.execute(
        select(sparring_application.c.application_id).where(
            sparring_application.c.application_no == application_no,
            sparring_application.c.status != Status.DRAFT,
        )
    ).scalar()
    if application_id is None:
        return ()
    entries: list[Entry] = [
        *_comments(connection, application_id),
        *_rebookings(connection, application_id),
        *_events(connection, application_id),
        *_proposals(connection, application_id),
        *_sessions(connection, application_id),
    ]
    # What happened in one moment keeps its order.
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _events(connection: Connection, application_id: int) -> list[Event]:
    event, made, sent = application_event.c, application_decision.c, letter.c
    asked, agreed = clarification_request.c, sparring_booking.c
    query = (
        select(
            event.at,
            app_user.c.display_name.label("actor"),
            event.from_status,
            event.to_status,
            event.note,
            made.days_granted,
            made.rejection_ground,
            asked.due_on,
            expert.c.name.label("expert"),
            agreed.starts_on,
            sent.status,
            sent.send_after,
            sent.sent_at,
            sent.failure,
        )
        .join_from(application_event, app_user, app_user.c.username == event.actor)
        .outerjoin(
            application_decision,
            (made.application_id == event.application_id) & (made.version == event.version - 1),
        )
        .outerjoin(
            clarification_request,
            (asked.application_id == event.application_id) & (asked.version == event.version),
        )
        .outerjoin(
            sparring_booking,
            (agreed.application_id == event.application_id) & (agreed.version == event.version),
        )
        .outerjoin(expert, expert.c.expert_code == agreed.expert_code)
        .outerjoin(
            letter,
            (sent.application_id == event.application_id) & (sent.version == event.version),
        )
        .where(event.application_id == application_id)
        .order_by(event.version.desc())
    )
    return [
        Event(
            at=row.at,
            actor=row.actor,
            from_status=Status(row.from_status) if row.from_status else None,
            to_status=Status(row.to_status),
            note=row.note,
            days=row.days_granted,
            ground=RejectionGround(row.rejection_ground) if row.rejection_ground else None,
            due_on=row.due_on,
            expert=row.expert,
            starts_on=row.starts_on,
            letter=Letter(LetterStatus(row.status), *row[-3:]) if row.status else None,
        )
        for row in connection.execute(query)
    ]


def _proposals(connection: Connection, application_id: int) -> list[Proposed]:
    made = application_proposal.c
    rows = connection.execute(
        select(
            made.proposed_at,
            app_user.c.display_name,
            made.outcome,
            made.days,
            made.rejection_ground,
            made.rationale,
            made.source,
        )
        .join_from(application_proposal, app_user, app_user.c.username == made.proposed_by)
        .where(made.application_id == application_id)
        .order_by(made.proposal_id.desc())
    )
    return [
        Proposed(
            at=row.proposed_at,
            actor=row.display_name,
            outcome=Status(row.outcome),
            days=row.days,
            ground=RejectionGround(row.rejection_ground) if row.rejection_ground else None,
            rationale=row.rationale,
            source=ProposalSource(row.source),
        )
        for row in rows
    ]


def _comments(connection: Connection, application_id: int) -> list[Commented]:
    written = application_comment.c
    rows = connection.execute(
        select(written.written_at, app_user.c.display_name, written.comment)
        .join_from(application_comment, app_user, app_user.c.username == written.written_by)
        .where(written.application_id == application_id)
        .order_by(written.comment_id.desc())
    )
    return [Commented(*row) for row in rows]


def _rebookings(connection: Connection, application_id: int) -> list[Rebooked]:
    """Bookings of versions that no event made."""
    agreed, event = sparring_booking.c, application_event.c
    with_event = select(event.version).where(
        event.application_id == agreed.application_id, event.version == agreed.version
    )
    rows = connection.execute(
        select(agreed.booked_at, app_user.c.display_name, expert.c.name, agreed.starts_on)
        .join_from(sparring_booking, app_user, app_user.c.username == agreed.booked_by)
        .join(expert, expert.c.expert_code == agreed.expert_code)
        .where(agreed.application_id == application_id, ~with_event.exists())
        .order_by(agreed.version.desc())
    )
    return [Rebooked(*row) for row in rows]


def _sessions(connection: Connection, application_id: int) -> list[Held]:
    held = sparring_session.c
    rows = connection.execute(
        select(held.held_on, expert.c.name, held.hours, held.day_share)
        .join_from(sparring_session, expert)
        .where(held.application_id == application_id)
        .order_by(held.session_no.desc())
    )
    return [Held(start_of(row.held_on), *row) for row in rows]
