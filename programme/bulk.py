"""Many applications dealt with in one go: what may be done to all of them, and what it costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from programme.lifecycle import Action, Status, actions
from programme.roles import Role

#: What can be done to many applications at once: what is said to each applicant is the same.
BULK = (Action.APPROVE, Action.WAITLIST, Action.TAKE_UP, Action.REJECT)


@dataclass(frozen=True)
class Wish:
    """Days that an application is to get from the pool of its round."""

    application_no: str
    round_code: str
    days: int


def common_actions(statuses: Iterable[Status], role: Role) -> tuple[Action, ...]:
    """What a user of `role` may do to an application in any of `statuses`; nothing to none."""
    open_to_all = [set(actions(status, role)) for status in set(statuses)]
    if not open_to_all:
        return ()
    common = set.intersection(*open_to_all)
    return tuple(action for action in BULK if action in common)


def fitting(wishes: Iterable[Wish], left: Mapping[str, int]) -> frozenset[str]:
    """The numbers of the applications that get their days, when each in its turn gets them if
    its round still has as many (`left`, by round)."""
    remaining = dict(left)
    fits = set()
    for wish in wishes:
        if wish.days <= remaining.get(wish.round_code, 0):
            remaining[wish.round_code] -= wish.days
            fits.add(wish.application_no)
    return frozenset(fits)
