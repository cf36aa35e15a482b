"""What the office writes to itself about an application: the list, and the field for a new one."""

from typing import Literal

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.comments import Comment, comment
from pages.applications import answers, dialogs
from ui import formats, reads
from ui.database import engine
from ui.escape import joined, paragraphs
from ui.layout import small
from ui.texts import t

_FORM: Literal["comment"] = "comment"
_WRITTEN = "comments_written"


def show(written: tuple[Comment, ...]) -> None:
    """Draw the comments, the newest first."""
    if not written:
        st.markdown(small(t("judging.no_comments")))
    for each in reversed(written):
        when = t("applications.when", day=each.at, time=formats.time(each.at))
        st.markdown(small(joined(" ", (when, each.author))))
        st.markdown(paragraphs(each.text))


def begin_button(found: Application) -> None:
    """The way to a new comment."""
    st.button(
        t("judging.comment"),
        icon=":material/add_comment:",
        type="tertiary",
        key="comment_write",
        shortcut="M",
        on_click=dialogs.begin,
        args=("comment", found.application_no),
    )


def write(found: Application, user: User, _following: str | None) -> None:
    """The dialog: one field; nobody outside the office sees it."""
    dialogs.about(found)
    form = f"{_FORM}_{_written(found)}"
    text = st.text_area(
        t("judging.comment_label"), key=f"{form}_{found.application_no}", persist_state="session"
    )
    request_key = answers.request_key(found, form)
    dialogs.buttons(
        found,
        t("judging.save_comment"),
        lambda: _send(found, user, text or "", request_key),
    )


def _send(found: Application, user: User, text: str, request_key: str) -> bool:
    number, clock = found.application_no, reads.programme_clock()
    saved = answers.add(
        number,
        _FORM,
        lambda: comment(engine(), number, text, user.username, request_key, clock),
    )
    if saved:
        st.session_state[_WRITTEN] = {**_all_written(), number: _written(found) + 1}
    return saved


def _written(found: Application) -> int:
    """How many comments this session has written: the next one has an empty field of its own."""
    return _all_written().get(found.application_no, 0)


def _all_written() -> dict[str, int]:
    written: dict[str, int] = st.session_state.get(_WRITTEN, {})
    return written
