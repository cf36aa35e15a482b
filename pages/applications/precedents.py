"""What was decided before: for this organisation, and on similar requests; with links."""

from collections.abc import Iterator
from textwrap import shorten

import streamlit as st

from data_access.application import Application
from data_access.judging import Earlier, Judging, Precedent, Similar
from pages.applications.chosen import choose
from programme.lifecycle import Status
from ui.escape import Markdown, joined, markdown
from ui.status import look
from ui.texts import t

#: Characters of an earlier rationale that a line has room for; the link leads to all of it.
_LONGEST = 56


def show(found: Application, weighed: Judging) -> None:
    """Draw the organisation's own cases, then those of others that asked for the same."""
    with st.container(key="precedents", gap=None):
        if weighed.own.latest:
            st.markdown(t("judging.own", n=weighed.own.applications))
        for earlier in weighed.own.latest:
            _line("own", earlier.application_no, earlier.status, _standing(earlier))
        st.markdown(_similar(weighed.similar, found))
        for case in weighed.similar.latest:
            _line("similar", case.application_no, case.outcome, _outcome(case))


def _similar(similar: Similar, found: Application) -> Markdown:
    theme, days = t(f"theme.{found.theme}"), t("unit.days", n=found.days_requested)
    decided = similar.approved + similar.rejected
    if not decided:
        return t("judging.none_similar", theme=theme, days=days)
    shares = joined(", ", _outcomes(similar))
    return t("judging.similar", n=decided, theme=theme, days=days, shares=shares)


def _outcomes(similar: Similar) -> Iterator[Markdown]:
    """How often each number of days was granted, the most first, and how often none."""
    for days in sorted(similar.days, reverse=True):
        yield t("judging.got", days=t("unit.days", n=days), times=similar.days[days])
    if similar.rejected:
        yield t("judging.refused_times", times=similar.rejected)


def _line(kind: str, number: str, status: Status, said: Markdown) -> None:
    """One case: its number opens it, in the same view of the queue."""
    colour, icon = look(status)
    with st.container(horizontal=True, gap="xsmall", wrap=False):
        st.markdown(f":{colour}[:material/{icon}:]", width="content")
        st.button(
            markdown(number),
            key=f"precedent_{kind}_{number}",
            type="tertiary",
            on_click=choose,
            args=(number,),
        )
        st.markdown(said)


def _outcome(case: Precedent) -> Markdown:
    if case.outcome is Status.APPROVED:
        return t(
            "judging.precedent_approved",
            days=t("unit.days", n=case.days or 0),
            rationale=shorten(case.rationale, _LONGEST, placeholder="…"),
        )
    return t("judging.precedent_rejected", ground=t(f"reason.{case.ground}"))


def _standing(earlier: Earlier) -> Markdown:
    asked = t("unit.days", n=earlier.days_requested)
    if earlier.days_granted:
        got = t("unit.days", n=earlier.days_granted)
        return t("judging.own_granted", round=earlier.round_code, asked=asked, got=got)
    state = t(f"status.{earlier.status}")
    return t("judging.own_state", round=earlier.round_code, asked=asked, state=state)
