"""The right half: what the chosen application asks, its checks, the decision, its past."""

from collections.abc import Iterator

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.judging import Own, judging
from pages.applications import decision_card, dialogs, key_guard, past, refusal
from pages.applications.chosen import Neighbours, choose
from programme.eligibility import Check
from programme.lifecycle import QUEUE, Status
from ui.escape import Markdown, joined, markdown, paragraphs
from ui.reads import ask
from ui.region_names import region_name
from ui.status import look
from ui.texts import t


def show(found: Application, user: User, beside: Neighbours) -> None:
    """Draw the application for `user`, with what stands before and after it in the queue."""
    key_guard.put()
    weighed = ask(judging, found.application_no)
    if weighed is None:  # nothing is deleted, so this is no state that lasts
        return
    _title_row(found, beside)
    st.markdown(
        joined("\n\n", (_facts(found), paragraphs(found.need), _checks(found, weighed.own)))
    )
    if found.status is Status.CLARIFICATION_REQUESTED and found.question:
        st.info(
            t("applications.question", question=found.question, due=found.due_on),
            icon=":material/edit_note:",
        )
    if not dialogs.is_open(found):
        refusal.show(found)
    decision_card.show(found, weighed, user, beside.next_to_open)
    past.show(found, weighed)


def _title_row(found: Application, beside: Neighbours) -> None:
    colour, icon = look(found.status)
    with st.container(horizontal=True, vertical_alignment="center", key="application_title"):
        st.header(markdown(found.organisation), anchor=False, width="content")
        st.badge(t(f"status.{found.status}"), icon=f":material/{icon}:", color=colour)
        with st.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
            _step("previous", ":material/keyboard_arrow_up:", "K", beside.previous)
            _step("next", ":material/keyboard_arrow_down:", "J", beside.following)


def _step(name: str, icon: str, key: str, number: str | None) -> None:
    st.button(
        t(f"applications.{name}"),
        icon=icon,
        type="tertiary",
        shortcut=key,
        key=f"application_{name}",
        disabled=number is None,
        on_click=choose,
        args=(number,),
    )


def _facts(found: Application) -> Markdown:
    waited = "applications.waited" if found.status in QUEUE else "applications.was_handled_in"
    first = t(
        "applications.arrived",
        number=found.application_no,
        region=region_name(found.region_code),
        received=found.submitted_on,
        waited=t(waited, n=found.waited),
    )
    second = t(
        "applications.asks",
        days=t("unit.days", n=found.days_requested),
        theme=t(f"theme.{found.theme}"),
        delivery=t(f"app.delivery_{found.delivery_mode}"),
        people=t("applications.people", n=found.people_involved),
    )
    return joined("  \n", (first, second))


def _checks(found: Application, own: Own) -> Markdown:
    """Each condition with its answer, and what the organisation got before."""
    return Markdown(f":small[{joined('&ensp; ', (*map(_check, found.checks), *_earlier(own)))}]")


def _check(check: Check) -> Markdown:
    if check.passed:
        return t("applications.check_passed", text=t(f"eligibility.{check.condition}_passed"))
    return t("applications.check_failed", text=t(f"eligibility.{check.condition}_failed"))


def _earlier(own: Own) -> Iterator[Markdown]:
    if own.days:
        earlier = t("applications.earlier", n=own.days, year=str(own.last_year))
        yield t("applications.check_note", text=earlier)
