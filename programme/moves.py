"""Life cycles: the states of a thing, the moves between them, and who may make which."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from programme.roles import Right, Role, may

StatusT = TypeVar("StatusT", bound=StrEnum)
ActionT = TypeVar("ActionT", bound=StrEnum)


@dataclass(frozen=True)
class Transition(Generic[StatusT, ActionT]):
    """An allowed move between two states and the right that it takes."""

    source: StatusT
    action: ActionT
    target: StatusT
    right: Right


class LifeCycle(Generic[StatusT, ActionT]):
    """The moves of one kind of thing.

    Some actions (`through`: first state, the action that leaves it, what may follow at once) may
    be done on something that nobody has taken up: it is then taken up and acted on in one go, and
    history shows both.
    """

    def __init__(
        self,
        transitions: Iterable[Transition[StatusT, ActionT]],
        actions: Iterable[ActionT],
        through: tuple[StatusT, ActionT, frozenset[ActionT]] | None = None,
    ) -> None:
        self.transitions = tuple(transitions)
        self._actions = tuple(actions)
        self._through = through
        self._by_move = {(step.source, step.action): step for step in self.transitions}

    def path(
        self, source: StatusT, action: ActionT
    ) -> tuple[Transition[StatusT, ActionT], ...] | None:
        """The moves that `action` takes from `source`, or None when it is not allowed there."""
        direct = self._by_move.get((source, action))
        if direct:
            return (direct,)
        if self._through is None:
            return None
        first, taking, following = self._through
        if source != first or action not in following:
            return None
        taken = self._by_move[first, taking]
        return (taken, self._by_move[taken.target, action])

    def allowed(self, source: StatusT, action: ActionT, role: Role) -> bool:
        """Whether a user of `role` may do `action` on something in `source`."""
        steps = self.path(source, action)
        return steps is not None and all(may(role, step.right) for step in steps)

    def actions(self, source: StatusT, role: Role) -> tuple[ActionT, ...]:
        """Everything a user of `role` may do on something in `source`."""
        return tuple(action for action in self._actions if self.allowed(source, action, role))

    def rights(self, action: ActionT) -> frozenset[Right]:
        """Every right that `action` may take, from whichever state."""
        return frozenset(step.right for step in self.transitions if step.action is action)

    def targets(self, action: ActionT) -> frozenset[StatusT]:
        """The states that `action` leads to."""
        return frozenset(step.target for step in self.transitions if step.action is action)
