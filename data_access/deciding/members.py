"""Who of the office may do something, as the database says at that moment."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from data_access.deciding.refusals import Refused
from data_access.deciding.types import Refusal
from data_access.schema import app_user
from programme.roles import Right, Role, may


def role_with(connection: Connection, username: str, rights: Iterable[Right]) -> Role:
    """The role of an active user who has one of `rights`; raises Refused when there is none."""
    role = connection.execute(
        select(app_user.c.role).where(app_user.c.username == username, app_user.c.active)
    ).scalar()
    if role is None or not any(may(Role(role), right) for right in rights):
        raise Refused(Refusal.FORBIDDEN)
    return Role(role)
