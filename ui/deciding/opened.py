"""Which subject of a queue is open: by its number, in the address, never by its place in a list."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ui import address

#: Views of a queue, and what a page narrows it by.
VIEW = "queue"


@dataclass(frozen=True)
class Opened:
    """What is open of one queue: `parameter` names it in the address, `list_key` is its list's."""

    parameter: str
    list_key: str

    @property
    def _last(self) -> str:
        """The address loses its choices when the page changes; the session remembers this one."""
        return f"last_open_{self.parameter}"

    def number(self, listed: Sequence[str]) -> str | None:
        """The one of the address, else the one that was open, else the first; None of none."""
        last = st.session_state.get(self._last)
        number = st.query_params.get(self.parameter) or (
            last if last in listed else next(iter(listed), None)
        )
        st.session_state[self._last] = number
        return number

    def on_screen(self) -> str | None:
        """The one that the viewer chose last, even if its row's click is not dealt with yet.

        For callbacks: the browser may send two clicks at once, and their order is not known then.
        """
        clicked = st.session_state.get(self.list_key)
        return (clicked["chosen"] if clicked else None) or st.session_state.get(self._last)

    def choose(self, number: str | None, **with_it: str) -> None:
        """Open one from here on, and change what else the address is to say in one step.

        None leaves the choice to the list.
        """
        st.session_state[self._last] = number
        address.put({self.parameter: number, **with_it})


def following(listed: Sequence[str], number: str) -> str | None:
    """What to open once `number` is dealt with: the next of the list, else the one before it."""
    if number not in listed:
        return next(iter(listed), None)
    place = listed.index(number)
    return next(iter([*listed[place + 1 :], *reversed(listed[:place])]), None)
