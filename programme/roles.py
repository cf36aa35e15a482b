"""Who may do what.

Roles are not a ladder: an administrator keeps users and data but decides nothing, a manager
decides and keeps data but not users (programme rules, table of roles).
"""

from enum import StrEnum


class Role(StrEnum):
    STEERING = "steering"
    OFFICER = "officer"
    MANAGER = "manager"
    ADMIN = "admin"


class Right(StrEnum):
    SEE_FIGURES = "see_figures"
    SEE_APPLICATIONS = "see_applications"
    PREPARE = "prepare"
    DECIDE = "decide"
    KEEP_USERS = "keep_users"
    KEEP_DATA = "keep_data"


_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.STEERING: frozenset({Right.SEE_FIGURES}),
    Role.OFFICER: frozenset({Right.SEE_FIGURES, Right.SEE_APPLICATIONS, Right.PREPARE}),
    Role.MANAGER: frozenset(Right) - {Right.KEEP_USERS},
    Role.ADMIN: frozenset({Right.SEE_FIGURES, Right.KEEP_USERS, Right.KEEP_DATA}),
}


def may(role: Role, right: Right) -> bool:
    """Whether a user of `role` has `right`."""
    return right in _RIGHTS[role]


def roles_with(right: Right) -> frozenset[Role]:
    """All roles that have `right`."""
    return frozenset(role for role in Role if may(role, right))
