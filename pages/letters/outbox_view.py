"""The outbox: letters by how they fare, and beside them the one that is opened."""

from typing import Any

import streamlit as st

from data_access.accounts import User
from data_access.letters import outbox
from data_access.letters.settings import mail_server
from data_access.letters.states import State
from pages.letters import actions, by_hand, letter_card, views, words
from ui.layout import small
from ui.reads import ask, now
from ui.row_table import Cell, Column, Row, choice_table
from ui.texts import plain, t

#: Letters on the screen.
MOST = 50


def show(user: User) -> None:
    """Draw the view."""
    counts = ask(outbox.counts, now())
    state = views.state(counts)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        actions.refusal()
        if state is State.WAITING and mail_server() is None:
            by_hand.show(user)
        _list(state, counts[state])
    with right:
        _opened(user)


def _list(state: State, count: int) -> None:
    wanted = views.wanted() if count > MOST or views.is_wanted() else ""
    lines = ask(outbox.outbox, state, now(), MOST, wanted).to_dict("records")
    if not lines:
        st.markdown(t("letters.none_wanted" if wanted else f"letters.none_{state}"))
        return
    choice_table(
        "letter_table",
        plain(f"letters.state_{state}"),
        [
            Column(plain("letters.column_organisation")),
            Column(plain("letters.column_template")),
            Column(plain(f"letters.column_when_{_when(state)}"), wide=True),
        ],
        [_row(line) for line in lines],
        str(views.letter() or ""),
        views.open_letter,
    )
    if len(lines) == MOST:
        st.markdown(small(t("letters.first_only", shown=len(lines))))


def _when(state: State) -> str:
    return {State.WAITING: "leaves", State.SENT: "sent"}.get(state, "written")


def _row(line: dict[str, Any]) -> Row:
    state = State(line["state"])
    return Row(
        str(line["letter_id"]),
        [
            Cell(line["organisation"], note=line["number"]),
            Cell(plain(f"letters.template_{line['template']}"), note=_note(line["failure"])),
            Cell(
                words.when(
                    state,
                    line["send_after"],
                    line["retry_at"],
                    line["sent_at"],
                    line["written_at"],
                )
            ),
        ],
    )


def _note(failure: str | None) -> str:
    return words.hindrance(failure, short=True) if failure else ""


def _opened(user: User) -> None:
    letter_id = views.letter()
    found = ask(outbox.one, letter_id, now()) if letter_id else None
    if found:
        letter_card.show(found, user)
    else:
        st.markdown(small(t("letters.choose")))
