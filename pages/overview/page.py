"""Tilannekuva: the figures of a period, what waits today, the round, and how it came to this."""

import streamlit as st

from data_access import growth, overview, rounds
from pages.overview import attention_card, cards, growth_card, round_card, rounds_card
from programme.roles import Right, may
from ui import period_row
from ui.layout import page_header
from ui.live import live_status
from ui.part import part
from ui.reads import ask, is_demo, now, today
from ui.viewer import viewer


@part
def main() -> None:
    """One run of the page."""
    user = viewer(Right.SEE_FIGURES)
    header = page_header("page.overview", demo=is_demo())
    live_status(header.live)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        period = period_row.show(today())
        kpis = ask(overview.overview, period, today())
        cards.courses_button(kpis)
    cards.show(kpis, period)

    current = ask(rounds.current_round, now())
    works_here = may(user.role, Right.SEE_APPLICATIONS)
    left, right = st.columns([10, 21])
    with left:
        if works_here:
            attention_card.show(current)
        else:
            attention_card.show_counts(current)
    with right:
        round_card.show(current, linked=works_here)
        deeds_place, rounds_place = st.columns(2)
        with deeds_place:
            line = ask(growth.deed_growth, period.first, min(period.last, today()))
            growth_card.show(line, ask(growth.published_deeds), demo=is_demo())
        with rounds_place:
            rounds_card.show(ask(rounds.rounds), period)


main()
