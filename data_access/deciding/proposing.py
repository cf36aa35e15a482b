"""Writing down a proposal: who may, what it needs, and what its answer is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from data_access.deciding.attempts import attempt
from data_access.deciding.members import role_with
from data_access.deciding.refusals import Refused, Stale
from data_access.deciding.sparring import Sparring
from data_access.deciding.types import MIN_TEXT, Outcome, Refusal, keepable
from data_access.schema import application_proposal
from programme.clock import Clock
from programme.codes import ProposalSource, RejectionGround
from programme.lifecycle import Action, Status, path
from programme.roles import Right

#: What can be proposed, and the action that carries it out.
ACTIONS = {
    Status.APPROVED: Action.APPROVE,
    Status.REJECTED: Action.REJECT,
    Status.WAITLISTED: Action.WAITLIST,
}

_RULES: dict[str, Refusal | Outcome] = {
    "stale_version": Outcome.CONFLICT,
    "proposal_only_while_open": Refusal.NOT_NOW,
    "proposal_days_within_request": Refusal.DAYS_RANGE,
    "role_not_allowed": Refusal.FORBIDDEN,
}


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes for one application at the version that they saw.

    `days` with an approval, `ground` with a rejection; `request_key` names this one intention.
    """

    application_no: str
    seen_version: int
    outcome: Status
    days: int | None
    ground: RejectionGround | None
    rationale: str
    by: str
    request_key: str
    source: ProposalSource = ProposalSource.OFFICE


@dataclass(frozen=True)
class ProposalAnswer:
    """What became of a proposal; `refusal` says why it was refused."""

    outcome: Outcome
    proposal: Proposal
    refusal: Refusal | None = None

    @property
    def saved(self) -> bool:
        """Whether the proposal is in the database, now or from its first sending."""
        return self.outcome in (Outcome.SAVED, Outcome.REPEATED)


def propose(engine: Engine, proposal: Proposal, clock: Clock) -> ProposalAnswer:
    """Write down a proposal in one transaction of its own.

    Raises connect.DatabaseUnavailable when the database cannot be used.
    """
    result = attempt(engine, lambda connection: _write(connection, proposal, clock.now()), _RULES)
    if isinstance(result, Outcome):
        return ProposalAnswer(result, proposal)
    return ProposalAnswer(result.outcome, proposal, result.refusal)


def _write(connection: Connection, proposal: Proposal, at: datetime) -> Outcome:
    role_with(connection, proposal.by, (Right.PREPARE,))
    subject = Sparring().lock(connection, proposal.application_no)
    if subject is None:
        raise Refused(Refusal.UNKNOWN_APPLICATION)
    if _was_sent_before(connection, proposal, subject):
        return Outcome.REPEATED
    if subject.version != proposal.seen_version:
        raise Stale
    refusal = _refusal(proposal, subject)
    if refusal:
        raise Refused(refusal)
    connection.execute(
        insert(application_proposal).values(
            application_id=subject.application_id,
            version=subject.version,
            outcome=proposal.outcome,
            days=proposal.days,
            rejection_ground=proposal.ground,
            rationale=keepable(proposal.rationale),
            source=proposal.source,
            proposed_by=proposal.by,
            proposed_at=max(at, subject.changed_at),
            request_key=proposal.request_key,
        )
    )
    return Outcome.SAVED


def _was_sent_before(connection: Connection, proposal: Proposal, subject: Row[Any]) -> bool:
    made = application_proposal.c
    known = connection.execute(
        select(made.outcome, made.proposed_by).where(
            made.application_id == subject.application_id,
            made.request_key == proposal.request_key,
        )
    ).first()
    if known and tuple(known) != (proposal.outcome, proposal.by):
        raise Refused(Refusal.REQUEST_REUSED)
    return known is not None


def _refusal(proposal: Proposal, subject: Row[Any]) -> Refusal | None:
    """The rule that speaks against a proposal; the database holds it too."""
    if proposal.outcome not in ACTIONS or not path(subject.status, ACTIONS[proposal.outcome]):
        return Refusal.NOT_NOW
    if (proposal.outcome is Status.REJECTED) != (proposal.ground is not None):
        return Refusal.GROUND_MISSING
    if not _days_fit(proposal, min(subject.days_requested, subject.max_days)):
        return Refusal.DAYS_RANGE
    return None if len(keepable(proposal.rationale)) >= MIN_TEXT else Refusal.RATIONALE_MISSING


def _days_fit(proposal: Proposal, most: int) -> bool:
    if proposal.outcome is not Status.APPROVED:
        return proposal.days is None
    return proposal.days is not None and 1 <= proposal.days <= most
