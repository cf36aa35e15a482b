"""Loading: choose files, see what they would do, do it. Nothing is written before the last step."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access import dataset
from data_access.accounts import User
from data_access.dataset import Checked
from pages.data import plan, problem_table, progress, steps, uploads
from pages.data.steps import Step
from ui.controls import value_of
from ui.database import engine
from ui.escape import joined, one_line
from ui.kept import keep, put_back
from ui.layout import card, small
from ui.texts import plain, t

_CHOSEN = "data_files_chosen"
_FORM = "data_form"
#: Pixels: numbers stand near to what they count.
_WIDTH = 880


def show(user: User) -> None:
    """Draw the view."""
    step = steps.current()
    if step.loading:
        with _narrow(), card("work", t("data.plan_title")):
            progress.show(step.loading, progress.loading)
    elif step.checking:
        with _narrow(), card("work", t("data.choose_title")):
            progress.show(step.checking, progress.reading)
    elif step.checked:
        _decide(step, step.checked, user)
    else:
        _choose(step, user)


def receipt() -> None:
    """What was just loaded."""
    done = steps.done()
    if done:
        said = t(
            "data.done",
            new=t("data.done_new", n=done.new),
            changed=t("data.done_changed", n=done.changed),
        )
        st.markdown(f":green[:material/check_circle:] {said}")


def _narrow() -> DeltaGenerator:
    return st.container(width=_WIDTH, key="data_load")


def _choose(step: Step, user: User) -> None:
    with _narrow(), card("choose", t("data.choose_title"), t("data.choose_note")):
        _trouble(step, "data.not_checked")
        key = f"data_files_{st.session_state.get(_CHOSEN, 0)}"
        form = _form(user)
        with st.container(key="data_uploader"):
            files = st.file_uploader(
                t("data.uploader"),
                uploads.KINDS,
                accept_multiple_files=True,
                key=key,
                label_visibility="collapsed",
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                t("data.check"),
                icon=":material/fact_check:",
                type="primary",
                key="data_check",
                disabled=not files,
                on_click=_check,
                args=(user.username, key, form),
            )
            st.markdown(small(t("data.check_note")), width="content")


def _form(user: User) -> str | None:
    """Which form the file comes from; None when it is in the form of the template."""
    names = dataset.form_names(engine(), user.username)
    if not names:
        return None
    put_back(_FORM, ["", *names], "")
    chosen = st.selectbox(
        t("data.form"),
        ["", *names],
        format_func=lambda name: one_line(name) if name else plain("data.form_ours"),
        key=_FORM,
        on_change=keep,
        args=(_FORM,),
    )
    return chosen or None


def _check(username: str, key: str, form: str | None) -> None:
    files = uploads.taken(value_of(key, []))
    if files:
        st.session_state[_CHOSEN] = st.session_state.get(_CHOSEN, 0) + 1
        steps.check(username, files, form)


def _decide(step: Step, checked: Checked, user: User) -> None:
    title = t("data.refused_title" if checked.problems else "data.plan_title")
    with _narrow(), card("plan", title, t("data.plan_files", names=", ".join(step.names))):
        if checked.overtaken:
            st.warning(t("data.overtaken"), icon=":material/sync_problem:")
        _trouble(step, "data.not_loaded")
        if checked.problems:
            problem_table.summary(checked)
        if checked.counts:
            plan.show(checked)
        _buttons(checked, user)
    if checked.problems:
        problem_table.show(checked)


def _buttons(checked: Checked, user: User) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if checked.may_load:
            st.button(
                t("data.load"),
                icon=":material/upload:",
                type="primary",
                key="data_load_now",
                on_click=steps.load,
                args=(user.username,),
            )
        st.button(
            t("data.choose_others"),
            icon=":material/undo:",
            key="data_start_over",
            on_click=steps.start_over,
        )
        if checked.may_load:
            st.markdown(small(t("data.load_note")), width="content")


def _trouble(step: Step, consequence: str) -> None:
    if step.trouble:
        st.error(joined(" ", [t(step.trouble), t(consequence)]), icon=":material/error:")
