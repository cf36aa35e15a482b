"""Below the decision: precedents, history, comments, the whole application."""

import streamlit as st

from data_access.application import Application
from data_access.case_history import case_history
from data_access.comments import comments as comments_on
from data_access.judging import Judging
from pages.applications import comments, history, precedents
from ui.escape import Markdown, joined, markdown, paragraphs
from ui.layout import small
from ui.reads import ask
from ui.tabs import tabs
from ui.texts import t


def show(found: Application, weighed: Judging) -> None:
    """Draw the four tabs."""
    written = ask(comments_on, found.application_no)
    before, happened, said, whole = tabs(
        [
            t("applications.precedents"),
            t("decision.history"),
            t("judging.comments", n=len(written)),
            t("applications.whole"),
        ],
        "application_past",
    )
    with before:
        precedents.show(found, weighed)
    with happened:
        st.markdown(history.told(ask(case_history, found.application_no)))
    with said:
        comments.begin_button(found)
        comments.show(written)
    with whole:
        st.markdown(_whole(found))


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
