"""The dialog before many decisions: which applications, in which order, at what cost."""

from collections.abc import Iterator

import streamlit as st

from data_access.accounts import User
from data_access.bulk import decide_all
from data_access.decisions import MIN_TEXT
from pages.applications import bulk, bulk_result
from pages.applications.bulk import Bulk
from programme.codes import RejectionGround
from programme.lifecycle import Action
from ui import kept, reads
from ui.controls import value_of
from ui.database import engine
from ui.row_table import Cell, Column, Row, plain_table
from ui.sign_in import still_signed_in
from ui.texts import plain, t

_GROUND, _PROBLEM = "bulk_ground", "bulk_problem"

#: Actions that the applicant gets a reason for.
_WITH_WORDS = (Action.APPROVE, Action.REJECT)


def is_open() -> bool:
    """Whether a dialog about many applications stands on the page."""
    return bulk.opened() is not None or bulk_result.is_open()


def show_if_open(user: User) -> None:
    """Draw the dialog that is open, if one is: the question, or what became of it."""
    asked = bulk.opened()
    if asked:
        title = t(f"queue.bulk_title_{asked.action}", n=len(asked.entries))
        st.dialog(title, width="medium", on_dismiss=bulk.end)(_dialog)(asked, user)
    else:
        bulk_result.show_if_open()


def _dialog(asked: Bulk, user: User) -> None:
    if bulk.opened() != asked:  # closed by a button of its own, which runs only the dialog again
        st.rerun()
    if asked.action is Action.APPROVE:
        for line in _cost(asked):
            st.markdown(line)
    st.markdown(t("queue.bulk_order"))
    _list(asked)
    if asked.action is Action.REJECT:
        _ground_control()
    if asked.action in _WITH_WORDS:
        st.text_area(
            t("queue.bulk_rationale"),
            value=plain("applications.usual_rationale") if asked.action is Action.APPROVE else "",
            key=_rationale(asked.action),
            persist_state="session",
        )
    problem = st.session_state.pop(_PROBLEM, None)
    if problem:
        st.warning(f"{t(problem)} **{t('error.not_saved')}**", icon=":material/sync_problem:")
    with st.container(horizontal=True):
        st.button(
            t("queue.bulk_confirm", n=len(asked.entries)),
            type="primary",
            key="bulk_confirm",
            on_click=_confirm,
            args=(asked, user),
        )
        st.button(t("action.dismiss"), key="bulk_dismiss", on_click=bulk.end)


def _cost(asked: Bulk) -> Iterator[str]:
    """Of each round what it has, what is given of it, and what does not fit."""
    fits = asked.fitting
    for code in sorted({each.round_code for each in asked.entries}):
        here = [each for each in asked.entries if each.round_code == code]
        wanted = sum(each.days for each in here)
        yield t("queue.bulk_cost", n=asked.left[code], code=code, days=t("unit.days", n=wanted))
        too_many = [each for each in here if each.number not in fits]
        if too_many:
            yield t("queue.bulk_short", n=len(too_many))


def _list(asked: Bulk) -> None:
    fits, gives = asked.fitting, asked.action is Action.APPROVE
    columns = [
        Column(plain("applications.column_number")),
        Column(plain("applications.column_organisation")),
        *([Column(plain("queue.bulk_days"), number=True), Column("")] if gives else []),
    ]
    rows = []
    for each in asked.entries:
        cells = [Cell(each.number), Cell(each.organisation)]
        if gives:
            cells += [Cell(str(each.days)), _room(each.number in fits)]
        rows.append(Row(each.number, cells))
    with st.container(height="content", key="bulk_list"):
        plain_table("bulk_applications", plain("queue.bulk_list"), columns, rows, "")


def _room(fits: bool) -> Cell:
    if fits:
        return Cell(plain("queue.bulk_fits"), colour="green", icon="check")
    return Cell(plain("queue.bulk_does_not_fit"), colour="orange", icon="block")


def _ground_control() -> None:
    kept.put_back(_GROUND, list(RejectionGround), None)
    st.radio(
        t("decision.reason"),
        list(RejectionGround),
        index=None,
        format_func=lambda code: t(f"reason.{code}"),
        key=_GROUND,
        on_change=kept.keep,
        args=(_GROUND,),
    )


def _rationale(action: Action) -> str:
    return f"bulk_rationale_{action}"


def _confirm(asked: Bulk, user: User) -> None:
    """Send it all: a callback, so that a second click finds the dialog closed, and the same
    request keys whatever else repeats it."""
    text = value_of(_rationale(asked.action), "") or ""
    ground = value_of(_GROUND) if asked.action is Action.REJECT else None
    problem = _missing(asked.action, text, ground)
    if problem:
        st.session_state[_PROBLEM] = problem
    elif bulk.opened() == asked and still_signed_in():
        commands = [each.command(asked.action, user, text, ground) for each in asked.entries]
        bulk.end()
        bulk_result.keep(decide_all(engine(), commands, reads.programme_clock()), asked)


def _missing(action: Action, text: str, ground: RejectionGround | None) -> str | None:
    """The key of what has to be filled in before anything is sent."""
    if action is Action.REJECT and ground is None:
        return "error.reason_missing"
    if action in _WITH_WORDS and len(text.strip()) < MIN_TEXT:
        return "error.rationale_missing"
    return None
