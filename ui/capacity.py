"""The day pool of a round as a bar, as every page draws it."""

from typing import Literal

import streamlit as st

from charts.capacity import CapacityTexts, capacity_bar
from charts.decision_bar import decision_bar as bar_of_decision
from data_access.rounds import Round
from ui.charts import chart_style, draw_chart
from ui.texts import plain

KEY = "round_capacity"


def round_bar(current: Round, scale: Literal["screen", "meeting"] = "screen") -> None:
    """What is granted, left and asked for, and what of it does not fit."""
    asked = current.waiting.days
    chart = capacity_bar(
        granted=current.reserved,
        left=current.left,
        requested=asked,
        texts=CapacityTexts(
            granted=plain("bar.granted", days=current.reserved),
            left=plain("bar.left", days=current.left),
            requested=plain("bar.requested", days=asked),
            pool=plain("bar.pool", days=current.pool),
            over=plain("bar.over", n=current.short),
        ),
        style=chart_style(scale),
    )
    told = plain(
        "bar.alternative",
        pool=current.pool,
        granted=current.reserved,
        left=current.left,
        requested=asked,
        short=current.short,
    )
    with st.container(key=KEY):
        draw_chart(chart, key=f"{KEY}_chart", name=plain("bar.name"), told=told)


def decision_bar(granted: int, left: int, days: int) -> None:
    """What granting `days` would do to the pool; what does not fit is not drawn."""
    preview = days if days <= left else 0
    after = left - preview
    st.html(
        bar_of_decision(
            granted,
            after,
            preview,
            texts=(
                plain("bar.granted", days=granted),
                f"+{preview}",
                plain("bar.left", days=after),
            ),
            alternative=plain("bar.decision_alternative", pool=granted + left, left=left),
            style=chart_style(),
        )
    )
