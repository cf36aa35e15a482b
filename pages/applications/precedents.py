"""What was decided before: for this organisation, and on similar requests; with links.

The list is a component of ours: of Streamlit's own elements it took twenty, and every application
that is opened draws it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import shorten
from typing import Any

import streamlit as st

from data_access.application import Application
from data_access.judging import Earlier, Judging, Precedent, Similar
from pages.applications.chosen import choose
from programme.lifecycle import Status
from ui.escape import visible
from ui.status import look
from ui.texts import plain

KEY = "precedents"

#: Characters of an earlier rationale that a line has room for; the link leads to all of it.
_LONGEST = 56

_HERE = Path(__file__).parent
_list = st.components.v2.component(
    "tilannehuone_precedents",
    html='<div class="precedents"></div>',
    css=(_HERE / "precedents.css").read_text(encoding="utf-8"),
    js=(_HERE / "precedents.js").read_text(encoding="utf-8"),
)


def show(found: Application, weighed: Judging) -> None:
    """Draw the organisation's own cases, then those of others that asked for the same."""
    own, similar = weighed.own, weighed.similar
    groups = [_group(_similar(similar, found), map(_of_others, similar.latest))]
    if own.latest:
        groups.insert(0, _group(plain("judging.own", n=own.applications), map(_own, own.latest)))
    _list(key=KEY, data={"groups": groups}, on_chosen_change=_open)


def _open() -> None:
    """In the same view of the queue."""
    choose(st.session_state[KEY]["chosen"])


def _group(heading: str, cases: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"heading": heading, "cases": list(cases)}


def _own(case: Earlier) -> dict[str, Any]:
    return _line(case.application_no, case.status, _standing(case))


def _of_others(case: Precedent) -> dict[str, Any]:
    return _line(case.application_no, case.outcome, _outcome(case))


def _line(number: str, status: Status, said: str) -> dict[str, Any]:
    """One case, opened by its number."""
    colour, icon = look(status)
    return {
        "number": number,
        "number_shown": visible(number),
        "colour": colour,
        "icon": icon,
        "said": said,
    }


def _similar(similar: Similar, found: Application) -> str:
    theme, days = plain(f"theme.{found.theme}"), plain("unit.days", n=found.days_requested)
    decided = similar.approved + similar.rejected
    if not decided:
        return plain("judging.none_similar", theme=theme, days=days)
    shares = ", ".join(_outcomes(similar))
    return plain("judging.similar", n=decided, theme=theme, days=days, shares=shares)


def _outcomes(similar: Similar) -> Iterator[str]:
    """How often each number of days was granted, the most first, and how often none."""
    for days in sorted(similar.days, reverse=True):
        yield plain("judging.got", days=plain("unit.days", n=days), times=similar.days[days])
    if similar.rejected:
        yield plain("judging.refused_times", times=similar.rejected)


def _outcome(case: Precedent) -> str:
    if case.outcome is Status.APPROVED:
        return plain(
            "judging.precedent_approved",
            days=plain("unit.days", n=case.days or 0),
            rationale=shorten(case.rationale, _LONGEST, placeholder="…"),
        )
    return plain("judging.precedent_rejected", ground=plain(f"reason.{case.ground}"))


def _standing(earlier: Earlier) -> str:
    asked = plain("unit.days", n=earlier.days_requested)
    if earlier.days_granted:
        got = plain("unit.days", n=earlier.days_granted)
        return plain("judging.own_granted", round=earlier.round_code, asked=asked, got=got)
    state = plain(f"status.{earlier.status}")
    return plain("judging.own_state", round=earlier.round_code, asked=asked, state=state)
