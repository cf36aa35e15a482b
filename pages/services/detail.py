"""The right half: an enrolment, what may be done with it, and its history in sentences."""

from collections.abc import Iterator

import streamlit as st

from data_access.accounts import User
from data_access.case_events import CaseEvent
from data_access.enrolments import Enrolment, Training
from pages.services import actions
from pages.services.looks import LOOKS
from programme.enrolments import EnrolmentStatus
from ui import formats
from ui.escape import Markdown, joined, markdown, paragraphs
from ui.layout import card, small
from ui.region_names import region_name
from ui.texts import t


def show(found: Enrolment, training: Training, user: User, following: str | None) -> None:
    """Draw the enrolment; `following` opens once it is dealt with."""
    with card("enrolment"):
        _title(found)
        st.markdown(joined("  \n", _facts(found)))
        if found.message:
            st.markdown(paragraphs(found.message))
        actions.show(found, training, user, following)
    with card("enrolment_history", t("decision.history")):
        st.markdown(joined("  \n", (_event(event) for event in found.events)))


def _title(found: Enrolment) -> None:
    look = LOOKS[found.status]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(markdown(found.organisation), anchor=False, width="content")
        st.badge(
            t(f"enrolments.status_{found.status}"),
            icon=f":material/{look.icon}:",
            color=look.colour,
        )


def _facts(found: Enrolment) -> Iterator[Markdown]:
    yield small(
        t(
            "enrolments.arrived",
            number=found.number,
            region=region_name(found.region_code),
            received=found.submitted_on,
        )
    )
    yield t("enrolments.asks", n=found.people)
    if found.people_accepted:
        yield t("enrolments.got", n=found.people_accepted)
    if found.place:
        yield t(
            "enrolments.in_line", place=found.place, waited=t("enrolments.waited", n=found.waited)
        )
    yield t("enrolments.earlier", n=found.earlier) if found.earlier else t("enrolments.first_time")


def _event(event: CaseEvent) -> Markdown:
    when = t("deciding.when", day=event.at, time=formats.time(event.at))
    name = _name(event)
    said = t(f"enrolments.event_{name}", n=event.people or 0, actor=event.actor, when=when)
    quoted = [t("deciding.quoted", text=event.note)] if event.note else []
    return joined(" ", [said, *quoted])


def _name(event: CaseEvent) -> str:
    """What happened: coming back to received is another thing from a refusal."""
    if event.to_status != EnrolmentStatus.RECEIVED or not event.from_status:
        return event.to_status
    return "reopened" if event.from_status == EnrolmentStatus.DECLINED else "undone"
