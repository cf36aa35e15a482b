"""Many applications at once: what may be done to them all, and which get their days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.bulk import BULK, Wish, common_actions, fitting
from programme.lifecycle import Action, Status, actions
from programme.roles import Role

statuses = st.lists(st.sampled_from(list(Status)), max_size=6)


@given(statuses, st.sampled_from(list(Role)))
def test_only_what_may_be_done_to_each_is_offered(some: list[Status], role: Role) -> None:
    offered = common_actions(some, role)
    for action in BULK:
        open_to_all = bool(some) and all(action in actions(status, role) for status in some)
        assert (action in offered) == open_to_all


@pytest.mark.parametrize(
    ("some", "role", "offered"),
    [
        ([Status.SUBMITTED], Role.OFFICER, (Action.WAITLIST, Action.TAKE_UP)),
        ([Status.SUBMITTED], Role.MANAGER, BULK),
        (
            [Status.SUBMITTED, Status.IN_REVIEW],
            Role.MANAGER,
            (Action.APPROVE, Action.WAITLIST, Action.REJECT),
        ),
        ([Status.SUBMITTED, Status.CLARIFICATION_REQUESTED], Role.MANAGER, (Action.TAKE_UP,)),
        ([Status.SUBMITTED, Status.COMPLETED], Role.MANAGER, ()),
        ([Status.SUBMITTED], Role.STEERING, ()),
        ([], Role.MANAGER, ()),
    ],
)
def test_what_is_offered(some: list[Status], role: Role, offered: tuple[Action, ...]) -> None:
    assert common_actions(some, role) == offered


def test_who_does_not_fit_leaves_the_days_to_who_does() -> None:
    wishes = [Wish("a", "1", 2), Wish("b", "1", 3), Wish("c", "1", 1), Wish("d", "2", 1)]
    assert fitting(wishes, {"1": 4, "2": 1}) == {"a", "c", "d"}
    assert fitting(wishes, {}) == frozenset()


@given(
    st.lists(st.tuples(st.sampled_from("123"), st.integers(1, 3)), max_size=12),
    st.dictionaries(st.sampled_from("123"), st.integers(0, 9)),
)
def test_no_pool_is_exceeded_and_none_left_out_that_fits(
    asked: list[tuple[str, int]], left: dict[str, int]
) -> None:
    wishes = [Wish(str(place), code, days) for place, (code, days) in enumerate(asked)]
    fits = fitting(wishes, left)
    for code in "123":
        rest = left.get(code, 0)
        for wish in (each for each in wishes if each.round_code == code):
            assert (wish.application_no in fits) == (wish.days <= rest)
            rest -= wish.days if wish.application_no in fits else 0
        assert rest >= 0
