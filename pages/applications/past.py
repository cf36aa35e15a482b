"""Below the decision: precedents, history, comments or the whole application."""

from enum import StrEnum

import streamlit as st

from data_access.application import Application
from data_access.case_history import case_history
from data_access.comments import comments as comments_on
from data_access.judging import Judging
from pages.applications import comments, history, precedents
from ui.escape import Markdown, joined, markdown, paragraphs
from ui.layout import small
from ui.reads import ask
from ui.sections import section
from ui.texts import t


class _Part(StrEnum):
    PRECEDENTS = "precedents"
    HISTORY = "history"
    COMMENTS = "comments"
    WHOLE = "whole"


def show(found: Application, weighed: Judging) -> None:
    """Draw the four names, the part that is chosen, and the way to a new comment."""
    written = ask(comments_on, found.application_no)
    names = {
        _Part.PRECEDENTS: t("applications.precedents"),
        _Part.HISTORY: t("decision.history"),
        _Part.COMMENTS: t("judging.comments", n=len(written)),
        _Part.WHOLE: t("applications.whole"),
    }
    with st.container(key="application_past"):
        chosen = section(t("deciding.background"), names, "application_section")
        if chosen is _Part.PRECEDENTS:
            precedents.show(found, weighed)
        elif chosen is _Part.HISTORY:
            st.markdown(history.told(ask(case_history, found.application_no)))
        elif chosen is _Part.COMMENTS:
            comments.show(written)
        else:
            st.markdown(_whole(found))
        comments.begin_button(found)


def _whole(found: Application) -> Markdown:
    """One text, because each of Streamlit's elements costs every run that draws it."""
    parts = [Markdown(f"**{markdown(found.title)}**")]
    for key, text in (("app.need", found.need), ("app.goal", found.goal)):
        parts += [small(t(key)), paragraphs(text)]
    parts += [small(t("applications.services_used")), _services(found)]
    return joined("\n\n", parts)


def _services(found: Application) -> Markdown:
    if not found.services:
        return t("applications.no_services")
    return joined(
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
