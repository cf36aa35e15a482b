"""What was applied for and decided, and by how many organisations."""

from sqlalchemy import ColumnElement, and_, func, or_

from data_access.facts import applicant_fact, application_fact
from data_access.indicators.places import of_fact
from data_access.indicators.scopes import (
    Aggregates,
    Scope,
    Source,
    Where,
    at,
    different,
    rows,
    total,
)
from programme.calendar import end_of


def _pending(scope: Scope, where: Where) -> ColumnElement[bool]:
    """Received in the period and still waiting at the end of the day looked at."""
    fact = application_fact.c
    left = or_(fact.closed_at.is_(None), fact.closed_at >= end_of(scope.as_of))
    return and_(where.here, at(fact.submitted_at, scope), left)


def _applications(scope: Scope, where: Where) -> Aggregates:
    fact = application_fact.c
    received = and_(where.here, at(fact.submitted_at, scope))
    decided = and_(where.here, at(fact.decided_at, scope))
    pending = _pending(scope, where)
    return {
        "sparring_applications": rows(received),
        "days_requested": total(fact.days_requested, received),
        "days_granted": total(fact.days_granted, decided),
        "days_inside": total(fact.days_granted, and_(decided, where.inside)),
        "pending_applications": rows(pending),
        "oldest_pending": func.min(fact.submitted_at).filter(pending),
        "approved": rows(and_(decided, fact.outcome == "approved")),
        "rejected": rows(and_(decided, fact.outcome == "rejected")),
    }


def _applicants(scope: Scope, where: Where) -> Aggregates:
    fact = applicant_fact.c
    applied = and_(where.here, at(fact.submitted_at, scope))
    granted = and_(where.here, at(fact.decided_at, scope), fact.status != "rejected")
    return {
        "applicant_organisations": different(fact.applicant_key, applied),
        "sparring_organisations": different(fact.applicant_key, granted),
    }


APPLICATIONS = Source(application_fact, of_fact(application_fact), _applications)
APPLICANTS = Source(applicant_fact, of_fact(applicant_fact), _applicants)
