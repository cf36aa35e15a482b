"""What became of many decisions: saved, skipped and why, and where somebody else was first."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st

from data_access.connect import DatabaseUnavailable
from data_access.decisions import Answer, Outcome, Refusal
from pages.applications import chosen, selection
from pages.applications.bulk import Bulk
from programme.lifecycle import Status
from ui import formats, reads
from ui.row_table import Cell, Column, Row, choice_table
from ui.texts import plain, t

_RESULT = "bulk_result"

#: Of each kind of answer its badge: colour and icon; in this order they are told.
_LOOK = {
    "conflict": ("orange", "sync_problem"),
    "skipped": ("gray", "block"),
    "unsent": ("gray", "cloud_off"),
    "saved": ("green", "check"),
}
_KINDS = {
    Outcome.SAVED: "saved",
    Outcome.REPEATED: "saved",
    Outcome.CONFLICT: "conflict",
    Outcome.REFUSED: "skipped",
    Outcome.UNSENT: "unsent",
}


@dataclass(frozen=True)
class Result:
    """The answers, and the names of the organisations as they were listed."""

    answers: tuple[Answer, ...]
    organisations: dict[str, str]

    def of(self, kind: str) -> list[Answer]:
        """The answers of one kind, in the order in which they came."""
        return [answer for answer in self.answers if kind_of(answer) == kind]


def kind_of(answer: Answer) -> str:
    """Saved, skipped, conflict, or unsent when the database went away."""
    return _KINDS[answer.outcome]


def keep(answers: Sequence[Answer], asked: Bulk) -> None:
    """Keep what became of it for the dialog; what was saved is marked no more."""
    names = {each.number: each.organisation for each in asked.entries}
    result = Result(tuple(answers), names)
    st.session_state[_RESULT] = result
    selection.unmark(answer.command.number for answer in result.of("saved"))
    with suppress(DatabaseUnavailable):  # the run that follows says so
        reads.look()


def is_open() -> bool:
    """Whether the answers stand on the page."""
    return _RESULT in st.session_state


def show_if_open() -> None:
    """Draw the answers until they are closed."""
    if is_open():
        title = t("queue.result")
        st.dialog(title, width="medium", on_dismiss=_end)(_dialog)(st.session_state[_RESULT])


def _end() -> None:
    st.session_state.pop(_RESULT, None)


def _open(number: str) -> None:
    _end()
    chosen.choose(number)


def _dialog(result: Result) -> None:
    if not is_open():  # closed by what is drawn below, which runs only the dialog again
        st.rerun()
    counts = {kind: len(result.of(kind)) for kind in _LOOK}
    said = [t(f"queue.result_{kind}", n=counts[kind]) for kind in reversed(_LOOK) if counts[kind]]
    st.markdown(f"**{', '.join(said)}.** {t('queue.result_open')}")
    choice_table(
        "bulk_results",
        plain("queue.result"),
        [
            Column(plain("applications.column_number")),
            Column(plain("applications.column_organisation")),
            Column(plain("queue.result_what")),
        ],
        [_row(answer, result) for kind in _LOOK for answer in result.of(kind)],
        None,
        _open,
    )
    st.button(t("queue.result_close"), key="bulk_close", on_click=_end)


def _row(answer: Answer, result: Result) -> Row:
    number, kind = answer.command.number, kind_of(answer)
    colour, icon = _LOOK[kind]
    what = Cell(plain(f"queue.kind_{kind}"), note=why(answer), colour=colour, icon=icon)
    return Row(number, [Cell(number), Cell(result.organisations[number]), what])


def why(answer: Answer) -> str:
    """What is said beside the kind of an answer: the days, who was first, why it was skipped."""
    match kind_of(answer):
        case "saved":
            return plain("unit.days", n=answer.days) if answer.days else ""
        case "conflict":
            return _who_was_first(answer)
        case "unsent":
            return plain("queue.unsent")
        case _:
            return _refused(answer)


def _who_was_first(answer: Answer) -> str:
    if answer.at is None or answer.status is None:
        return plain("error.stale_version")
    return plain(
        "queue.was_first",
        actor=answer.actor,
        time=formats.time(answer.at),
        status=plain(f"status.{Status(answer.status)}"),
    )


def _refused(answer: Answer) -> str:
    match answer.refusal:
        case Refusal.POOL:
            return plain("error.pool", n=answer.days_left or 0)
        case Refusal.DAYS_RANGE:
            return plain("error.days_range", n=answer.max_days or 1, max=answer.max_days or 1)
        case Refusal.FORBIDDEN | Refusal.RATIONALE_MISSING | Refusal.GROUND_MISSING:
            return plain(f"error.{answer.refusal}")
        case _:
            return plain(f"applications.refused_{answer.refusal}")
