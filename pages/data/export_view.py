"""Taking data out: the empty template, and everything in the form in which it is loaded."""

from collections.abc import Callable
from functools import cache

import streamlit as st

from data_access import dataset
from data_access.accounts import User
from data_access.exchange.template.book import template
from programme.calendar import local_date
from programme.roles import Right, may
from ui import reads
from ui.database import engine
from ui.download import fetched
from ui.kept import keep, put_back
from ui.language import language
from ui.layout import card, small
from ui.sign_in import session_id
from ui.spreadsheet import WORKBOOK
from ui.texts import plain, t

_FORMS = ("book", "files")
_ENDINGS = {"book": "xlsx", "files": "zip"}
_KINDS = {
    "book": WORKBOOK,
    "files": "application/zip",
}
_FORM, _PERSONAL = "data_export_form", "data_export_personal"


def show(user: User) -> None:
    """Draw the view."""
    left, right = st.columns(2, gap="medium")
    with left, card("export", t("data.export_title"), t("data.export_note")):
        form = _form()
        personal = _personal(user)
        _export_button(user, form, personal=personal)
    with right, card("template", t("data.template_title"), t("data.template_note")):
        _download(
            "data.template", template_file, f"{plain('data.template_file')}.xlsx", _KINDS["book"]
        )


def _form() -> str:
    put_back(_FORM, _FORMS, _FORMS[0])
    chosen = st.segmented_control(
        t("data.export_form"),
        _FORMS,
        format_func=lambda form: t(f"data.form_{form}"),
        key=_FORM,
        required=True,
        on_change=keep,
        args=(_FORM,),
        wrap=True,
    )
    return chosen or _FORMS[0]


def _personal(user: User) -> bool:
    """Whether contact persons are to be named; only who sees them is asked."""
    if not may(user.role, Right.SEE_APPLICATIONS):
        st.markdown(small(t("data.personal_not")))
        return False
    put_back(_PERSONAL, (False, True), otherwise=False)
    personal = st.checkbox(t("data.personal"), key=_PERSONAL, on_change=keep, args=(_PERSONAL,))
    if personal:
        st.markdown(small(t("data.personal_warning")))
    return personal


def _export_button(user: User, form: str, *, personal: bool) -> None:
    username, day = user.username, local_date(reads.now()).isoformat()
    _download(
        "data.export",
        lambda: taken(username, form, personal=personal),
        f"{plain('data.export_file')}-{day}.{_ENDINGS[form]}",
        _KINDS[form],
        main=True,
    )


def taken(username: str, form: str, *, personal: bool) -> bytes:
    """All data in that form; raises Refused to who may not have it."""
    take = dataset.export_book if form == "book" else dataset.export_files
    return take(engine(), username, personal=personal)


@cache
def template_file() -> bytes:
    """The template, made once: it is the same for everybody."""
    return template()


def _download(
    key: str, make: Callable[[], bytes], name: str, kind: str, *, main: bool = False
) -> None:
    """A button for a file that is made when it is fetched."""
    own, spoken = session_id(), language()
    st.download_button(
        t(key),
        lambda: fetched(own, lambda _: make(), spoken),
        file_name=name,
        mime=kind,
        icon=":material/download:",
        type="primary" if main else "secondary",
        key=key.replace(".", "_"),
        on_click="ignore",
    )
