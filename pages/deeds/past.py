"""Below a deed: what is published already that resembles it, and its history in sentences."""

from enum import StrEnum

import streamlit as st

from data_access.case_events import CaseEvent
from data_access.deed_submissions import SimilarDeed, Submission
from programme.deed_submissions import SubmissionStatus
from ui import formats
from ui.escape import Markdown, joined, markdown
from ui.layout import small
from ui.sections import section
from ui.texts import t


class _Part(StrEnum):
    HISTORY = "history"
    SIMILAR = "similar"


def show(found: Submission) -> None:
    """Draw the two names, and the part that is chosen."""
    names = {_Part.HISTORY: t("decision.history"), _Part.SIMILAR: t("deeds.similar")}
    with st.container(key="deed_past"):
        if section(t("deciding.background"), names, "deed_section") is _Part.HISTORY:
            st.markdown(joined("  \n", (_event(event) for event in found.events)))
            _sent_first(found)
        else:
            _similar([each for each in found.similar if each.own], t("deeds.similar_own"))
            _similar([each for each in found.similar if not each.own], t("deeds.similar_sector"))


def _similar(deeds: list[SimilarDeed], heading: str) -> None:
    st.markdown(small(heading))
    if not deeds:
        st.markdown(t("deeds.similar_none"))
        return
    lines = (t("deeds.similar_deed", title=each.title, on=each.published_on) for each in deeds)
    st.markdown(joined("  \n", lines))


def _event(event: CaseEvent) -> Markdown:
    when = t("deciding.when", day=event.at, time=formats.time(event.at))
    name = _name(event)
    parts = [t(f"deeds.event_{name}", actor=event.actor, when=when)]
    parts += [t("deciding.quoted", text=event.note)] if event.note else []
    parts += [t("deeds.event_edited")] if event.edited else []
    return joined(" ", parts)


def _name(event: CaseEvent) -> str:
    """What happened: coming back to received is another thing from each state."""
    back = event.to_status == SubmissionStatus.RECEIVED and event.from_status
    return f"back_from_{event.from_status}" if back else event.to_status


def _sent_first(found: Submission) -> None:
    """The texts that edits have replaced, the latest first."""
    for event in found.events:
        for column in ("title", "description"):
            text = event.edited.get(column)
            if text:
                st.markdown(small(t(f"deeds.before_{column}", on=event.at)))
                st.markdown(markdown(text))
