"""Below the decision: precedents, history, comments, the whole application."""

import streamlit as st

from data_access.application import Application
from data_access.case_history import case_history
from data_access.comments import comments as comments_on
from data_access.judging import Judging
from pages.applications import comments, history, precedents
from ui.escape import joined, markdown, paragraphs
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
        _whole(found)


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
