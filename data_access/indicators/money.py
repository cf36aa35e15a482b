"""Letters sent and money spent: of the programme, not of a region."""

from sqlalchemy import and_

from data_access.facts import spending_fact
from data_access.indicators.scopes import Aggregates, Scope, Source, Where, on, rows, total
from data_access.schema import funding_period, newsletter


def _newsletters(scope: Scope, where: Where) -> Aggregates:
    return {"newsletters_sent": rows(and_(where.here, on(newsletter.c.sent_on, scope)))}


def _budget(scope: Scope, where: Where) -> Aggregates:
    starts_on = funding_period.c.starts_on
    inside = and_(where.here, starts_on.between(scope.period.first, scope.period.last))
    return {"budget_eur": total(funding_period.c.budget_eur, inside)}


def _spending(scope: Scope, where: Where) -> Aggregates:
    booked = and_(where.here, on(spending_fact.c.booked_on, scope))
    return {"spent_eur": total(spending_fact.c.amount_eur, booked)}


NEWSLETTERS = Source(newsletter, None, _newsletters)
BUDGET = Source(funding_period, None, _budget)
SPENDING = Source(spending_fact, None, _spending)
