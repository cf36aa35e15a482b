"""The steering role's window on the database: figures, and nobody's application or contact.

PostgreSQL keeps it with the role `kunteko_steering`, whose grants the migration sets. SQLite has
no roles; there the connection's authorizer refuses the same reads when a statement is prepared.
"""

import re
import sqlite3
from typing import Any

from sqlalchemy import Engine, event

ROLE = "kunteko_steering"

#: Tables without applicants, people or single bookings.
OPEN_TABLES = (
    "region",
    "municipality",
    "organisation",
    "funding_period",
    "indicator_target",
    "published_figure",
    "objective",
    "office_position",
    "governance_group",
    "meeting",
    "related_cohort",
    "survey_answer",
    "newsletter",
    "activity",
    "participation",
    "deed",
    "sparring_round",
    "data_revision",
    "installation",
    "programme_milestone",
    "stakeholder",
    "stakeholder_name",
    "document",
    "expert_tender",
    "evaluation",
    "evaluation_finding",
    "recommendation",
    "survey",
    "campaign",
    "budget_line",
    "payment_claim",
    "report_obligation",
    "region_base",
    "context_index",
    "context_value",
)

#: Views that leave out who applied and what was written.
VIEWS = ("participation_fact", "application_fact", "applicant_fact", "spending_fact")

#: The columns that the views read of tables that are not open.
BEHIND_VIEWS = {
    "sparring_application": {
        "application_id",
        "round_code",
        "organisation_id",
        "theme",
        "sector",
        "status",
        "days_requested",
        "days_granted",
        "submitted_at",
        "decided_at",
        "closed_at",
    },
    "expenditure": {"period_code", "booked_on", "amount_eur"},
}

#: SQLite tells which view a read comes through by a name that a WITH clause could borrow.
_WITH = re.compile(r"\bWITH\b", re.IGNORECASE)

_PASSING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_SAVEPOINT,
}


def restrict(engine: Engine) -> None:
    """Make every connection of `engine` act as the steering role."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda db, _record: db.set_authorizer(_authorise))
        event.listen(engine, "before_cursor_execute", _refuse_with)
    else:
        event.listen(engine, "connect", _set_role)


def _authorise(
    action: int, table: str | None, column: str | None, _database: str | None, via: str | None
) -> int:
    readable = action == sqlite3.SQLITE_READ and (
        table in OPEN_TABLES
        or table in VIEWS
        or (via in VIEWS and column in BEHIND_VIEWS.get(table or "", ()))
    )
    return sqlite3.SQLITE_OK if readable or action in _PASSING else sqlite3.SQLITE_DENY


def _refuse_with(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    if _WITH.search(statement):
        raise sqlite3.DatabaseError("a steering connection takes no WITH clause")


def _set_role(connection: Any, _record: Any) -> None:
    connection.autocommit = True
    connection.execute(f"SET ROLE {ROLE}")
    connection.autocommit = False
