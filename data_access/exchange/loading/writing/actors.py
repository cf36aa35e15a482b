"""Users who act in loaded histories: they may, for the time of the replay.

Roles change over the years while history stays. Who decided in 2015 may be an ordinary reader by
now, or gone; the database asks what a user may today.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from data_access.schema import app_user
from programme.roles import Role

_PREPARES = (Role.OFFICER, Role.MANAGER)


def lend_roles(connection: Connection, actors: Mapping[str, bool]) -> dict[str, dict[str, Any]]:
    """Make users able to act who are not; returns what they were, for `return_roles`.

    `actors` says of each whether acting took a manager.
    """
    user = app_user.c
    query = select(user.username, user.role, user.active).where(user.username.in_(actors))
    lent = {
        row.username: {"role": row.role, "active": row.active}
        for row in connection.execute(query).all()
        if not may_act(row.role, row.active, as_manager=actors[row.username])
    }
    for username in lent:
        role = Role.MANAGER if actors[username] else Role.OFFICER
        _set(connection, username, {"role": role, "active": True})
    return lent


def return_roles(connection: Connection, lent: Mapping[str, Mapping[str, Any]]) -> None:
    """Give the users back what they were."""
    for username, values in lent.items():
        _set(connection, username, values)


def may_act(role: str, active: bool, *, as_manager: bool) -> bool:
    """Whether the database lets a user of that role change applications."""
    return active and (role == Role.MANAGER or (role in _PREPARES and not as_manager))


def _set(connection: Connection, username: str, values: Mapping[str, Any]) -> None:
    connection.execute(update(app_user).where(app_user.c.username == username).values(values))
