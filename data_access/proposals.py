"""Proposals: what the office thinks should be decided, for a manager to confirm.

An officer, a manager or the allocation proposes; only a decision gives or refuses days. A later
proposal replaces an earlier one, and one falls when what it was based on changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Row, Select, and_, or_, select

from data_access.deciding.proposing import ACTIONS, Proposal, ProposalAnswer, propose
from data_access.deciding.types import Command
from data_access.questions import question
from data_access.schema import (
    app_user,
    application_event,
    application_proposal,
    application_version,
    sparring_application,
)
from programme.clock import Clock
from programme.codes import ProposalSource, RejectionGround
from programme.lifecycle import Status

__all__ = [
    "ACTIONS",
    "Proposal",
    "ProposalAnswer",
    "StandingProposal",
    "propose",
    "propose_all",
    "standing",
    "standing_all",
]

#: States in which a proposal can be carried out as it stands.
_OPEN = (Status.SUBMITTED, Status.IN_REVIEW, Status.WAITLISTED)


@dataclass(frozen=True)
class StandingProposal:
    """A proposal that a manager can confirm: `version` is the one that it was made at."""

    application_no: str
    version: int
    outcome: Status
    days: int | None
    ground: RejectionGround | None
    rationale: str
    source: ProposalSource
    proposed_by: str
    proposed_at: datetime

    def command(self, by: str, seen_version: int, request_key: str) -> Command:
        """The decision in the proposal's own words, for `decisions.decide`."""
        return Command(
            self.application_no,
            ACTIONS[self.outcome],
            by,
            seen_version,
            request_key,
            text=self.rationale,
            days=self.days,
            ground=self.ground,
        )


def propose_all(
    engine: Engine, proposals: Iterable[Proposal], clock: Clock
) -> list[ProposalAnswer]:
    """Propose one after the other, each in a transaction of its own; an answer for each.

    Raises connect.DatabaseUnavailable when the database goes away: what was written stays, and
    the same proposals can be sent again under their request keys.
    """
    return [propose(engine, proposal, clock) for proposal in proposals]


@question("applications", "people", office_only=True)
def standing(connection: Connection, application_no: str) -> StandingProposal | None:
    """The proposal that stands for an application, or None."""
    if "\0" in application_no:  # PostgreSQL would refuse to look
        return None
    one = sparring_application.c.application_no == application_no
    row = connection.execute(_standing().where(one)).first()
    return _as_read(row) if row else None


@question("applications", "people", office_only=True)
def standing_all(connection: Connection) -> pd.DataFrame:
    """Every proposal that stands, one an application, in the order of their numbers.

    Columns: application_no, version (of the application when it was made), outcome (a status),
    days (of an approval), ground (of a rejection), rationale, source (office or allocation),
    proposed_by (a name) and proposed_at (UTC). Source: application_proposal.
    """
    query = _standing().order_by(sparring_application.c.application_no)
    found = connection.execute(query)
    return pd.DataFrame(found.all(), columns=list(found.keys()))


def _standing() -> Select[Any]:
    """The latest proposal of each open application on which nothing happened since."""
    made = application_proposal.c
    return (
        select(
            sparring_application.c.application_no,
            made.version,
            made.outcome,
            made.days,
            made.rejection_ground.label("ground"),
            made.rationale,
            made.source,
            app_user.c.display_name.label("proposed_by"),
            made.proposed_at,
        )
        .join_from(application_proposal, sparring_application)
        .join(app_user, app_user.c.username == made.proposed_by)
        .where(
            ~_was_replaced(),
            sparring_application.c.status.in_(_OPEN),
            ~_content_changed(),
            ~_something_happened(),
        )
    )


def _was_replaced() -> Any:
    made, later = application_proposal.c, application_proposal.alias().c
    return (
        select(later.proposal_id)
        .where(later.application_id == made.application_id, later.proposal_id > made.proposal_id)
        .exists()
    )


def _content_changed() -> Any:
    made, version = application_proposal.c, application_version.c
    return (
        select(version.version)
        .where(version.application_id == made.application_id, version.version > made.version)
        .exists()
    )


def _something_happened() -> Any:
    """Any event since but taking the application up as it was."""
    made, event = application_proposal.c, application_event.c
    taken_up = and_(
        event.to_status == Status.IN_REVIEW,
        or_(event.from_status == Status.SUBMITTED, event.from_status == Status.WAITLISTED),
    )
    return (
        select(event.version)
        .where(
            event.application_id == made.application_id,
            event.version > made.version,
            ~taken_up,
        )
        .exists()
    )


def _as_read(row: Row[Any]) -> StandingProposal:
    return StandingProposal(
        application_no=row.application_no,
        version=row.version,
        outcome=Status(row.outcome),
        days=row.days,
        ground=RejectionGround(row.ground) if row.ground else None,
        rationale=row.rationale,
        source=ProposalSource(row.source),
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
    )
