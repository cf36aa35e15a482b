"""Which application is open: by its number, in the address, never by its place in the list."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from ui import address

PARAMETER = "application"
#: Key of the list; its `chosen` is the number of a row that was clicked since the last run.
LIST = "application_queue"
#: The address loses its choices when the page changes; the session remembers this one.
_LAST_OPEN = "last_open_application"


class Neighbours(NamedTuple):
    """The numbers before and after an application in the queue as it is shown."""

    previous: str | None
    following: str | None

    @property
    def next_to_open(self) -> str | None:
        """What to open once this one is dealt with."""
        return self.following or self.previous


def application_no(rows: pd.DataFrame) -> str | None:
    """The application of the address, else the one that was open, else the first; None of none."""
    numbers = [str(number) for number in rows["application_no"]]
    asked = st.query_params.get(PARAMETER)
    last = st.session_state.get(_LAST_OPEN)
    number = asked or (last if last in numbers else next(iter(numbers), None))
    st.session_state[_LAST_OPEN] = number
    return number


def on_screen() -> str | None:
    """The application that the viewer chose last, even if its row's click is not dealt with yet.

    For callbacks: the browser may send two clicks at once, and their order is not known then.
    """
    clicked = st.session_state.get(LIST)
    return (clicked["chosen"] if clicked else None) or st.session_state.get(_LAST_OPEN)


def choose(number: str | None, **with_it: str | None) -> None:
    """Open an application from here on, and change what else the address is to say in one step.

    None leaves the choice to the list.
    """
    st.session_state[_LAST_OPEN] = number
    address.put({PARAMETER: number, **with_it})


def neighbours(rows: pd.DataFrame, number: str) -> Neighbours:
    """Who stands beside `number` in the queue; the first row follows one that is not in it."""
    numbers = list(rows["application_no"])
    if number not in numbers:
        return Neighbours(None, numbers[0] if numbers else None)
    place = numbers.index(number)
    before = numbers[place - 1] if place else None
    after = numbers[place + 1] if place + 1 < len(numbers) else None
    return Neighbours(before, after)
