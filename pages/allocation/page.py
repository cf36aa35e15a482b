"""Päivien jako: propose how to share a round's days, by rules that can be compared."""

import streamlit as st

from data_access import allocation
from data_access.accounts import User
from pages.allocation import controls, exporting, region_panel, request_table, saving, situation
from pages.allocation.plan import Plan, plan
from programme.roles import Right
from ui.layout import empty_state, page_header
from ui.live import live_status
from ui.part import part
from ui.reads import ask, is_demo, now
from ui.viewer import viewer


@part
def main() -> None:
    """One run of the page."""
    user = viewer(Right.SEE_APPLICATIONS)
    header = page_header("page.allocation", demo=is_demo())
    live_status(header.live)
    rounds = ask(allocation.rounds_to_share, now())
    if not rounds:
        empty_state("no_round", "allocation.no_round", "allocation.no_round_next")
        return
    chosen = controls.show(rounds)
    found = ask(allocation.round_demand, chosen.round_code)
    if found:
        _content(plan(found, chosen), user)


def _content(shown: Plan, user: User) -> None:
    situation.show(shown)
    saving.result()
    left, right = st.columns([9, 5], gap="medium")
    with left:
        with st.container(horizontal=True, vertical_alignment="center"):
            saving.button(shown, user)
            exporting.buttons(shown)
        request_table.show(shown)
    with right:
        region_panel.show(shown)


main()
