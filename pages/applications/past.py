"""Below the decision: precedents, history, the whole application."""

import streamlit as st

from data_access.application import Application, Event, Precedent, Precedents
from programme.lifecycle import Status
from ui import formats
from ui.escape import joined, markdown, paragraphs
from ui.layout import small
from ui.tabs import tabs
from ui.texts import t

_TABS = ("applications.precedents", "decision.history", "applications.whole")


def show(found: Application) -> None:
    """Draw the three tabs."""
    precedents, history, whole = tabs([t(key) for key in _TABS], "application_past")
    with precedents:
        _precedents(found.precedents, found)
    with history:
        st.markdown(joined("  \n", (_event(event) for event in found.events)))
    with whole:
        _whole(found)


def _precedents(similar: Precedents, found: Application) -> None:
    lines = [
        t(
            "applications.similar",
            n=similar.approved + similar.rejected,
            theme=t(f"theme.{found.theme}"),
            days=t("unit.days", n=found.days_requested),
            approved=similar.approved,
            rejected=similar.rejected,
        ),
        *(_precedent(case) for case in similar.latest),
    ]
    st.markdown(joined("  \n", lines))


def _precedent(case: Precedent) -> str:
    if case.outcome == "approved":
        return t(
            "applications.precedent_approved",
            number=case.application_no,
            days=t("unit.days", n=case.days or 0),
            rationale=case.rationale,
        )
    return t(
        "applications.precedent_rejected",
        number=case.application_no,
        ground=t(f"reason.{case.ground}"),
    )


def _event(event: Event) -> str:
    sentence = t(
        f"applications.event_{event.to_status}",
        n=event.days or 0,
        actor=event.actor,
        when=t("applications.when", day=event.at, time=formats.time(event.at)),
    )
    detail = [t(f"reason.{event.ground}")] if event.ground else []
    detail += [t("applications.quoted", text=event.note)] if event.note else []
    return joined(" ", [_back_to_review(event) or sentence, *detail])


def _back_to_review(event: Event) -> str | None:
    """Review that comes back from a decision is its own sentence."""
    decided = (Status.APPROVED, Status.REJECTED)
    if event.to_status is not Status.IN_REVIEW or event.from_status not in decided:
        return None
    return t(
        "applications.event_taken_back",
        actor=event.actor,
        when=t("applications.when", day=event.at, time=formats.time(event.at)),
    )


def _whole(found: Application) -> None:
    st.markdown(f"**{markdown(found.title)}**")
    for key, text in (("app.need", found.need), ("app.goal", found.goal)):
        st.markdown(small(t(key)))
        st.markdown(paragraphs(text))
    st.markdown(small(t("applications.services_used")))
    if not found.services:
        st.markdown(t("applications.no_services"))
        return
    st.markdown(
        joined(
            "  \n",
            (
                t(
                    "applications.service_use",
                    n=use.times,
                    service=t(f"service.{use.service_type}"),
                    year=str(use.last_year),
                )
                for use in found.services
            ),
        )
    )
