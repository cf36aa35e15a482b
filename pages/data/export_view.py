"""Taking data out: the empty template, and everything in the form in which it is loaded."""

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
from ui.texts import plain, t

_FORMS = ("book", "files")
_ENDINGS = {"book": "xlsx", "files": "zip"}
_KINDS = {
    "book": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
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
        _template_button()


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
    own, spoken, username = session_id(), language(), user.username
    take = dataset.export_book if form == "book" else dataset.export_files
    st.download_button(
        t("data.export"),
        lambda: fetched(own, lambda _: take(engine(), username, personal=personal), spoken),
        file_name=f"{plain('data.export_file')}-{local_date(reads.now()).isoformat()}.{_ENDINGS[form]}",
        mime=_KINDS[form],
        icon=":material/download:",
        type="primary",
        key="data_export",
        on_click="ignore",
    )


def _template_button() -> None:
    own, spoken = session_id(), language()
    st.download_button(
        t("data.template"),
        lambda: fetched(own, lambda _: _template(), spoken),
        file_name=f"{plain('data.template_file')}.xlsx",
        mime=_KINDS["book"],
        icon=":material/download:",
        key="data_template",
        on_click="ignore",
    )


@cache
def _template() -> bytes:
    """The same for everybody, as long as the program runs."""
    return template()
