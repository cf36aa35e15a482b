"""Who may do what, as the programme's table of roles says."""

import pytest

from programme.roles import Right, Role, may, roles_with

TABLE = {
    Role.STEERING: {Right.SEE_FIGURES},
    Role.OFFICER: {Right.SEE_FIGURES, Right.SEE_APPLICATIONS, Right.PREPARE},
    Role.MANAGER: {
        Right.SEE_FIGURES,
        Right.SEE_APPLICATIONS,
        Right.PREPARE,
        Right.DECIDE,
        Right.KEEP_DATA,
    },
    Role.ADMIN: {Right.SEE_FIGURES, Right.KEEP_USERS, Right.KEEP_DATA},
}


@pytest.mark.parametrize("role", Role)
def test_a_role_has_its_rights_and_no_other(role: Role) -> None:
    assert {right for right in Right if may(role, right)} == TABLE[role]


@pytest.mark.parametrize("right", Right)
def test_a_right_knows_its_roles(right: Right) -> None:
    assert roles_with(right) == {role for role in Role if right in TABLE[role]}


def test_only_a_manager_decides() -> None:
    assert roles_with(Right.DECIDE) == {Role.MANAGER}
