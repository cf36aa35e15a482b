"""Constraints of the tables that keep the history of something."""

from enum import StrEnum

from sqlalchemy import CheckConstraint

from programme.moves import LifeCycle


def moves_known(life_cycle: LifeCycle, first: StrEnum, name: str) -> CheckConstraint:
    """CHECK that an event's move is one of the life cycle, or the entry into `first`."""
    moves = {f"{step.source}>{step.target}" for step in life_cycle.transitions} | {f">{first}"}
    allowed = ", ".join(f"'{move}'" for move in sorted(moves))
    return CheckConstraint(f"coalesce(from_status, '') || '>' || to_status IN ({allowed})", name)
