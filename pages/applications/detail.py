"""The right half: what the chosen application asks, its checks, the decision, its past."""

from collections.abc import Iterator

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from pages.applications import answers, decision_card, past, rejection
from pages.applications.chosen import Neighbours, choose
from programme.codes import OrganisationType
from programme.lifecycle import Status
from ui.escape import joined, markdown, paragraphs
from ui.region_names import region_name
from ui.status import look
from ui.texts import t

#: The target group: municipal workplaces, and the coming county organisations from 2018.
TARGET_GROUP = frozenset(OrganisationType)


def show(found: Application, user: User, beside: Neighbours) -> None:
    """Draw the application for `user`, with what stands before and after it in the queue."""
    _title_row(found, beside)
    st.markdown(_facts(found))
    st.markdown(paragraphs(found.need))
    st.markdown(joined("&ensp; ", _checks(found)))
    if found.status is Status.CLARIFICATION_REQUESTED and found.question:
        st.info(
            t("applications.question", question=found.question, due=found.due_on),
            icon=":material/edit_note:",
        )
    if not rejection.is_open(found):
        answers.refusal(found)
    decision_card.show(found, user, beside.next_to_open)
    past.show(found)


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


def _facts(found: Application) -> str:
    waited = "applications.waited" if found.status in _WAITING else "applications.was_handled_in"
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
    return f"{first}  \n{second}"


_WAITING = (
    Status.SUBMITTED,
    Status.IN_REVIEW,
    Status.CLARIFICATION_REQUESTED,
    Status.WAITLISTED,
)


def _checks(found: Application) -> Iterator[str]:
    groups = (found.includes_management, found.includes_supervisors, found.includes_staff)
    yield _check(all(groups), "staff")
    yield _check(found.no_layoff_declared, "declaration")
    yield _check(found.organisation_type in TARGET_GROUP, "target_group")
    if found.earlier_days:
        earlier = t("applications.earlier", n=found.earlier_days, year=str(found.earlier_year))
        yield t("applications.check_note", text=earlier)
    else:
        yield t("applications.check_passed", text=t("applications.first_time"))


def _check(passed: bool, name: str) -> str:
    word = "passed" if passed else "failed"
    return t(f"applications.check_{word}", text=t(f"applications.check_{name}_{word}"))
