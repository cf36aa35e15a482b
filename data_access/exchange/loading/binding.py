"""Values on their way to a driver that is used without SQLAlchemy between."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.types import TypeEngine

Bind = Callable[[Any], Any]


def binder(kind: TypeEngine[Any], dialect: Dialect) -> Bind | None:
    """What values of the type go through for this database; None when they go as they are."""
    return kind.dialect_impl(dialect).bind_processor(dialect)


def bound(values: Sequence[Any], binders: Sequence[tuple[int, Bind]]) -> Sequence[Any]:
    """The values, those at the places of `binders` changed."""
    if not binders:
        return values
    changed = list(values)
    for at, bind in binders:
        changed[at] = bind(changed[at])
    return tuple(changed)
