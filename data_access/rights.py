"""Who may do what, as the database says at that moment."""

from sqlalchemy import Connection, select

from data_access.schema import app_user
from programme.roles import Right, Role, may


def has_right(connection: Connection, username: str, right: Right) -> bool:
    """Whether the user is active and has the right now."""
    role = connection.execute(
        select(app_user.c.role).where(app_user.c.username == username, app_user.c.active)
    ).scalar()
    return role is not None and may(Role(role), right)
