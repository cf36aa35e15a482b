"""The screens' way to the figures: asked once, shared by all viewers, never stale.

An answer is kept under the question, its arguments and the revision of what it depends on. The
revisions are looked up once a run, so a run works from one state of the data, and what it asks
twice is found at once. Frames that come from here are shared: copy before changing one.
"""

import weakref
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy import Connection

from data_access import changes, clock
from data_access.connect import reading
from data_access.questions import QUESTIONS
from programme.clock import Clock
from programme.roles import Right, may
from ui.database import engine, steering_engine
from ui.sign_in import signed_in_user

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
Made = TypeVar("Made")

_REVISIONS = "data_revisions"
#: What the run has asked already, name and arguments of the question → answer.
_ANSWERS = "run_answers"
_KEPT = 1000


class NotForThisViewer(PermissionError):
    """The answer is for the office, and the viewer is not of the office."""


def look() -> None:
    """Look at the data's revisions: at the start of each run and after each write."""
    st.session_state[_REVISIONS] = changes.revisions(engine())
    st.session_state[_ANSWERS] = {}


def look_again(topic: str) -> None:
    """Look at one topic anew, after a write of this run that nothing else is drawn from."""
    newest = changes.revisions(engine())[topic]
    st.session_state[_REVISIONS] = {**_revisions(), topic: newest}
    st.session_state[_ANSWERS] = {}


def revision(*, presence: bool = False) -> int:
    """One number for the state of the data that this run shows; with who has what open or not."""
    return changes.total(_revisions(), presence=presence)


def ask(
    question: Callable[Concatenate[Connection, Arguments], Answer],
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Answer:
    """The answer of a question of data_access (see `data_access.questions`).

    Raises NotForThisViewer, or DatabaseUnavailable when it has to be read and cannot be.
    """
    marks = QUESTIONS[question]
    if marks.office_only and not _is_office():
        raise NotForThisViewer(question.__name__)
    asked = f"{question.__module__}.{question.__qualname__}", repr((arguments, named))
    answers: dict[tuple[str, str], Answer] = st.session_state.setdefault(_ANSWERS, {})
    if asked not in answers:
        kept_under = tuple(_revisions()[topic] for topic in marks.topics)
        answers[asked] = _answer(*asked, kept_under, question, arguments, named)
    return answers[asked]


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _answer(
    name: str,
    arguments: str,
    revisions: tuple[int, ...],
    _question: Callable[..., Any],
    _arguments: tuple[Any, ...],
    _named: dict[str, Any],
) -> Any:
    source = engine() if QUESTIONS[_question].office_only else steering_engine()
    with reading(source) as connection:
        return _question(connection, *_arguments, **_named)


#: Identity of an answer and name of what was made of it → the answer while it lives, and that.
_MADE: dict[tuple[int, Hashable], tuple[weakref.ref[Any], Any]] = {}


def made_of(answer: object, name: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes of an answer, made once as long as that answer is kept.

    Shared by all viewers like the answer itself: the name says all that it depends on besides, the
    language among it. What is made must not hold on to the answer.
    """
    place = id(answer), name
    kept = _MADE.get(place)
    if kept is None or kept[0]() is not answer:
        forget = _MADE.pop  # by itself: at the end of a process this module is empty already
        kept = weakref.ref(answer, lambda _: forget(place, None)), make()
        _MADE[place] = kept
    made: Made = kept[1]
    return made


def _revisions() -> Mapping[str, int]:
    if _REVISIONS not in st.session_state:
        look()
    revisions: Mapping[str, int] = st.session_state[_REVISIONS]
    return revisions


def _is_office() -> bool:
    user = signed_in_user()
    return user is not None and may(user.role, Right.SEE_APPLICATIONS)


# --- the time that the data lives in -----------------------------------------------------------


def programme_clock() -> Clock:
    """The clock of the database (demo data has its own)."""
    return _clock(_revisions()["reference"])


@st.cache_resource(max_entries=4, show_spinner=False)
def _clock(revision: int) -> Clock:
    return clock.clock(engine())


def now() -> datetime:
    """Programme time in UTC, to the minute: what is asked within a minute is asked once."""
    return programme_clock().now().replace(second=0, microsecond=0)


def today() -> date:
    """The Finnish day in programme time."""
    return programme_clock().today()


def is_demo() -> bool:
    """Whether the figures on screen are demo data."""
    return _is_demo(_revisions()["reference"])


@st.cache_resource(max_entries=4, show_spinner=False)
def _is_demo(revision: int) -> bool:
    return clock.is_demo(engine())
