"""Integrity: what the last verification found, and what in the data somebody should look at."""

import streamlit as st

from data_access import dataset
from data_access.accounts import User
from data_access.connect import DatabaseUnavailable
from data_access.integrity.findings import Finding, Verification
from pages.data import progress, quality_card
from pages.data.work import Work
from ui import formats
from ui.controls import value_of
from ui.database import engine
from ui.layout import card, small
from ui.row_table import Cell, Column, Row, plain_table
from ui.texts import plain, t

#: Findings on the screen.
SHOWN = 200
_WORK = "data_verify"
_TROUBLE = "data_verify_trouble"


def show(user: User) -> None:
    """Draw the view."""
    left, right = st.columns([9, 11], gap="medium")
    with left:
        _verification(user)
    with right:
        quality_card.show(user)


def _verification(user: User) -> None:
    work = _going_on()
    last = dataset.last_verification(engine(), user.username)
    with card("verification", t("data.verify_title"), t("data.verify_about")):
        if last:
            _result(last)
        else:
            st.markdown(t("data.never_verified"))
        trouble = st.session_state.get(_TROUBLE)
        if trouble:
            st.error(t(trouble), icon=":material/error:")
        if work:
            progress.show(work, progress.verifying)
        else:
            st.button(
                t("data.verify"),
                icon=":material/verified:",
                type="primary" if last is None else "secondary",
                key="data_verify_now",
                on_click=_begin,
                args=(user.username,),
            )
    if last:
        _counts(last)


def _begin(username: str) -> None:
    base = engine()
    st.session_state.pop(_TROUBLE, None)
    st.session_state[_WORK] = Work(lambda _: dataset.verify(base, username))


def _going_on() -> Work[Verification] | None:
    """The verification that goes on; one that has ended is kept in the database already."""
    work: Work[Verification] | None = value_of(_WORK)
    if work is None or work.goes_on:
        return work
    del st.session_state[_WORK]
    try:
        work.result()
    except DatabaseUnavailable as failure:
        st.session_state[_TROUBLE] = f"error.database_{failure.trouble}"
    return None


def _result(last: Verification) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="data_verified"):
        if last.ok:
            st.badge(t("data.whole"), icon=":material/verified:", color="green")
        else:
            found = t("data.broken", n=len(last.findings))
            st.badge(found, icon=":material/error:", color="red")
        at = t("data.verified_at", day=formats.date(last.at), time=formats.time(last.at))
        st.markdown(small(at), width="content")
    st.markdown(t("data.whole_note" if last.ok else "data.broken_note"))
    if not last.ok:
        _findings(last)


def _findings(last: Verification) -> None:
    plain_table(
        "data_findings",
        plain("data.verify_title"),
        [Column(plain("data.column_finding")), Column(plain("data.column_place"))],
        [_row(str(place), each) for place, each in enumerate(last.findings[:SHOWN])],
        "",
    )
    if len(last.findings) > SHOWN:
        st.markdown(small(t("data.findings_first", shown=SHOWN)))


def _row(place: str, finding: Finding) -> Row:
    return Row(
        place,
        [
            Cell(plain(f"data.finding_{finding.kind}")),
            Cell(finding.row, note=plain(f"table.{finding.table}")),
        ],
    )


def _counts(last: Verification) -> None:
    with card("verified_rows", t("data.counts_title"), t("data.counts_note")):
        plain_table(
            "data_counts",
            plain("data.counts_title"),
            [Column(plain("data.column_table")), Column(plain("data.counted"), number=True)],
            [
                Row(name, [Cell(plain(f"table.{name}")), Cell(formats.number(count))])
                for name, count in last.counts.items()
            ],
            "",
        )
