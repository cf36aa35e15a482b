"""What an allocation of days is made from: the open requests of a round and what it has left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, func, or_, select

from data_access.proposals import ACTIONS, Proposal
from data_access.questions import question
from data_access.schema import organisation, region, sparring_application, sparring_round
from programme.allocation import Allocation, Demand, Request
from programme.codes import OrganisationType, ProposalSource, Theme
from programme.lifecycle import QUEUE, Status, path


@dataclass(frozen=True)
class RoundDemand:
    """A round with what is asked of it; `pool` are the days that it had at first."""

    code: str
    pool: int
    demand: Demand


@question("applications", office_only=True)
def rounds_to_share(connection: Connection, now: datetime) -> tuple[str, ...]:
    """Codes of the rounds that have opened and that somebody still waits for, newest first; the
    round that opened last is among them in any case."""
    code = sparring_round.c.round_code
    waiting = select(sparring_application.c.round_code).where(
        sparring_application.c.status.in_(QUEUE)
    )
    latest = select(func.max(sparring_round.c.opens_at)).where(sparring_round.c.opens_at <= now)
    rows = connection.execute(
        select(code)
        .where(
            sparring_round.c.opens_at <= now,
            or_(code.in_(waiting), sparring_round.c.opens_at == latest.scalar_subquery()),
        )
        .order_by(sparring_round.c.opens_at.desc(), code.desc())
    )
    return tuple(rows.scalars())


@question("applications", "activities", "reference", office_only=True)
def round_demand(connection: Connection, round_code: str) -> RoundDemand | None:
    """The round's open requests, in the order of the queue, with its days that are left; None for
    a round that there is not. Drafts ask for nothing yet."""
    found = connection.execute(
        select(sparring_round).where(sparring_round.c.round_code == round_code)
    ).first()
    if found is None:
        return None
    requests = tuple(_request(row) for row in connection.execute(_open_requests(round_code)))
    left = found.day_pool - found.days_reserved
    demand = Demand(left, requests, _granted_by_region(connection, round_code))
    return RoundDemand(found.round_code, found.day_pool, demand)


@question("reference")
def outside_target_area(connection: Connection) -> frozenset[str]:
    """Codes of the regions that the programme does not work in."""
    outside = select(region.c.region_code).where(region.c.in_target_area.is_(False))
    return frozenset(connection.execute(outside).scalars())


def proposals(
    demand: Demand,
    found: Allocation,
    rationales: Mapping[str, str],
    by: str,
    request_key: str,
) -> list[Proposal]:
    """What the allocation proposes, for `data_access.proposals.propose_all`; decides nothing.

    Whoever gets days is to be approved, whoever gets none waits for days that return, on the
    waiting list. What could not be carried out is not proposed: for applications that wait for a
    clarification nothing, for those on the waiting list no waiting. `rationales` are by number.
    """
    wanted = (
        Proposal(
            application_no=each.number,
            seen_version=each.version,
            outcome=Status.APPROVED if found.grants[each.number] else Status.WAITLISTED,
            days=found.grants[each.number] or None,
            ground=None,
            rationale=rationales[each.number],
            by=by,
            request_key=request_key,
            source=ProposalSource.ALLOCATION,
        )
        for each in demand.requests
    )
    statuses = {each.number: each.status for each in demand.requests}
    return [each for each in wanted if path(statuses[each.application_no], ACTIONS[each.outcome])]


def not_standing(wanted: Iterable[Proposal], standing: pd.DataFrame) -> list[Proposal]:
    """The proposals that say something else than what stands (`proposals.standing_all`)."""
    days = standing["days"].astype("Int64").fillna(0)
    known = set(zip(standing["application_no"], standing["outcome"], days, strict=True))
    return [
        each
        for each in wanted
        if (each.application_no, str(each.outcome), each.days or 0) not in known
    ]


def _open_requests(round_code: str) -> Select[Any]:
    asked = sparring_application.c
    return (
        select(
            asked.application_no.label("number"),
            asked.version,
            asked.organisation_id,
            organisation.c.name_fi.label("organisation"),
            organisation.c.organisation_type,
            organisation.c.region_code,
            asked.theme,
            asked.days_requested,
            sparring_round.c.max_days,
            asked.submitted_at,
            _earlier_days(),
            asked.status,
        )
        .join_from(sparring_application, organisation)
        .join(sparring_round)
        .where(asked.round_code == round_code, asked.status.in_(QUEUE))
        .order_by(asked.submitted_at, asked.application_no)
    )


def _earlier_days() -> Any:
    """The days granted to the request's organisation; an open request has none of its own."""
    other = sparring_application.alias("other").c
    return (
        select(func.coalesce(func.sum(other.days_granted), 0))
        .where(other.organisation_id == sparring_application.c.organisation_id)
        .scalar_subquery()
        .label("earlier_days")
    )


def _granted_by_region(connection: Connection, round_code: str) -> tuple[tuple[str, int], ...]:
    """The days that organisations of each region have from the round."""
    asked = sparring_application.c
    rows = connection.execute(
        select(organisation.c.region_code, func.sum(asked.days_granted).label("days"))
        .join_from(sparring_application, organisation)
        .where(
            asked.round_code == round_code,
            asked.days_granted.is_not(None),
            organisation.c.region_code.is_not(None),
        )
        .group_by(organisation.c.region_code)
        .order_by(organisation.c.region_code)
    )
    return tuple((row.region_code, int(row.days)) for row in rows)


def _request(row: Any) -> Request:
    values = {
        **row._mapping,
        "organisation_type": OrganisationType(row.organisation_type),
        "theme": Theme(row.theme),
        "earlier_days": int(row.earlier_days),
        "status": Status(row.status),
    }
    return Request(**values)
