"""Which applications are marked to be dealt with together: by their numbers, in the session.

A filter hides a marked application without unmarking it, and nothing is ever done to what is
hidden: whoever acts asks `marked(rows)` for what is marked of the rows that are listed.
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

_MARKED, _STAMP = "queue_marked", "queue_marks_stamp"


def numbers() -> frozenset[str]:
    """The numbers of all that is marked, listed or not."""
    return st.session_state.get(_MARKED, frozenset())


def marked(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the listed rows that are marked."""
    return rows[rows["application_no"].isin(numbers())]


def stamp() -> str:
    """A sign that changes when this side changes the marks: the browser then takes them over."""
    return str(st.session_state.setdefault(_STAMP, uuid.uuid4().hex))


def take_over(message: Mapping[str, Any]) -> None:
    """What the browser says of the rows that it shows: `shown` and, of them, `marked`.

    Of what it does not show nothing changes. A message from before this side changed the marks
    (`stamp`) is passed over.
    """
    if message["stamp"] == stamp():
        shown = frozenset(message["shown"])
        st.session_state[_MARKED] = (numbers() - shown) | (shown & frozenset(message["marked"]))


def unmark(dealt_with: Iterable[str] | None = None) -> None:
    """Take marks away: those of these numbers, or all."""
    left = frozenset() if dealt_with is None else numbers() - frozenset(dealt_with)
    st.session_state[_MARKED], st.session_state[_STAMP] = left, uuid.uuid4().hex
