"""The right half: a deed as it came, what may be done with it, and what happened to it."""

import streamlit as st

from data_access.accounts import User
from data_access.deed_submissions import Submission
from pages.deeds import actions, edit_form, past
from pages.deeds.looks import LOOKS
from programme.deed_submissions import WAITING
from ui.escape import Markdown, joined, markdown, paragraphs
from ui.layout import card, small
from ui.region_names import region_name
from ui.texts import t


def show(found: Submission, user: User, following: str | None) -> None:
    """Draw the submission; `following` opens once it is dealt with."""
    with card("deed"):
        _title(found)
        st.markdown(small(_facts(found)))
        _text(found)
        actions.show(found, user, following)
    if found.status in WAITING:
        with st.expander(t(f"deeds.edit_{found.status}"), key="deed_edit"):
            edit_form.show(found)
    past.show(found)


def _title(found: Submission) -> None:
    look = LOOKS[found.status]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(markdown(found.organisation), anchor=False, width="content")
        st.badge(
            t(f"deeds.status_{found.status}"),
            icon=f":material/{look.icon}:",
            color=look.colour,
        )


def _facts(found: Submission) -> Markdown:
    arrived = t(
        "deeds.arrived",
        number=found.number,
        region=region_name(found.region_code),
        received=found.submitted_on,
    )
    waited = [t("deeds.waited", n=found.waited)] if found.status in WAITING else []
    return joined(" · ", [arrived, *waited])


def _text(found: Submission) -> None:
    """The deed as it would be published now, with a word about what has been edited."""
    content = edit_form.typed(found) if found.status in WAITING else found.content
    st.markdown(f"**{markdown(content.title)}**")
    st.markdown(paragraphs(content.description))
    sector = t(f"deeds.sector_{content.sector}") if content.sector else t("deeds.none_chosen")
    st.markdown(small(t("deeds.about", kind=t(f"deed.{content.deed_kind}"), sector=sector)))
    if content != found.content:
        st.markdown(small(t("deeds.edited_note")))
