"""Where a load stands: kept in the session, so that news and other pages do not end it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from data_access import dataset
from data_access.connect import DatabaseUnavailable
from data_access.dataset import Checked
from data_access.exchange.forms.mapping import WrongMapping
from data_access.exchange.forms.store import UnknownForm
from data_access.exchange.loading.plan import Counts
from data_access.exchange.progress import Progress
from pages.data.uploads import Upload, on_disk
from pages.data.work import Work
from ui import reads
from ui.database import engine

_STATE = "data_load"
_DONE = "data_done"


@dataclass(frozen=True)
class Step:
    """The files by name, and the work that goes on or what came of it.

    `trouble` is the key of what prevented the last piece of work.
    """

    names: tuple[str, ...] = ()
    checking: Work[Checked] | None = None
    checked: Checked | None = None
    loading: Work[Checked | None] | None = None
    trouble: str = ""


def current() -> Step:
    """The step as it is now: work that has ended becomes its result."""
    step: Step = st.session_state.get(_STATE, Step())
    if step.loading and not step.loading.goes_on:
        return _after_loading(step, step.loading)
    if step.checking and not step.checking.goes_on:
        return _after_checking(step, step.checking)
    return step


def done() -> Counts | None:
    """How much was just loaded."""
    loaded: Counts | None = st.session_state.get(_DONE)
    return loaded


def check(username: str, files: Sequence[Upload], form: str | None = None) -> None:
    """Begin to read the files and to hold them against the database."""
    base = engine()
    st.session_state.pop(_DONE, None)

    def do(told: Progress) -> Checked:
        return _checked(files, lambda path: dataset.check(base, username, path, told, form=form))

    _keep(Step(tuple(file.name for file in files), checking=Work(do)))


def load(username: str) -> None:
    """Begin to load what was checked."""
    step = current()
    checked = step.checked
    if checked is None or not checked.may_load:
        return
    base = engine()
    work = Work(lambda told: dataset.load(base, username, checked, told))
    _keep(replace(step, loading=work, trouble=""))


def start_over() -> None:
    """Forget the files."""
    _keep(Step())


def _checked(files: Sequence[Upload], check_at: Callable[[Path], Checked]) -> Checked:
    with on_disk(files) as (path, doubles):
        checked = check_at(path)
    return replace(checked, problems=(*doubles, *checked.problems))


def _after_checking(step: Step, work: Work[Checked]) -> Step:
    start_over()  # a failure that nobody foresaw is told once
    try:
        return _keep(Step(step.names, checked=work.result()))
    except DatabaseUnavailable as failure:
        return _keep(Step(trouble=f"error.database_{failure.trouble}"))
    except (UnknownForm, WrongMapping):
        return _keep(Step(trouble="data.form_wrong"))


def _after_loading(step: Step, work: Work[Checked | None]) -> Step:
    before = _keep(replace(step, loading=None))
    try:
        instead = work.result()
    except DatabaseUnavailable as failure:
        return _keep(replace(before, trouble=f"error.database_{failure.trouble}"))
    reads.look()
    if instead is not None:
        return _keep(replace(before, checked=instead))
    st.session_state[_DONE] = total(before.checked)
    return _keep(Step())


def total(checked: Checked | None) -> Counts:
    """The rows of all tables together."""
    counts = checked.counts.values() if checked else ()
    return Counts(*(sum(column) for column in zip(*counts, strict=True))) if counts else Counts()


def _keep(step: Step) -> Step:
    st.session_state[_STATE] = step
    return step
