"""The day pool of a round as a bar, as every page draws it."""

from typing import Literal

import streamlit as st

from charts.capacity import CapacityTexts, capacity_bar
from data_access.rounds import Round
from ui.charts import chart_style
from ui.texts import plain

KEY = "round_capacity"


def round_bar(current: Round, scale: Literal["screen", "meeting"] = "screen") -> None:
    """What is granted, left and asked for, and what of it does not fit."""
    asked = current.waiting.days
    _draw(
        current.reserved,
        current.left,
        asked,
        0,
        CapacityTexts(
            granted=plain("bar.granted", days=current.reserved),
            left=plain("bar.left", days=current.left),
            requested=plain("bar.requested", days=asked),
            pool=plain("bar.pool", days=current.pool),
            over=plain("bar.over", n=current.short),
        ),
        plain(
            "bar.alternative",
            pool=current.pool,
            granted=current.reserved,
            left=current.left,
            requested=asked,
            short=current.short,
        ),
        scale,
    )


def decision_bar(granted: int, left: int, days: int) -> None:
    """What granting `days` would do to the pool; what does not fit is not drawn."""
    preview = days if days <= left else 0
    _draw(
        granted,
        left,
        None,
        preview,
        CapacityTexts(
            granted=plain("bar.granted", days=granted),
            left=plain("bar.left", days=left - preview),
            preview=f"+{preview}",
        ),
        plain("bar.decision_alternative", pool=granted + left, left=left),
        "screen",
    )


def _draw(
    granted: int,
    left: int,
    requested: int | None,
    preview: int,
    texts: CapacityTexts,
    alternative: str,
    scale: Literal["screen", "meeting"],
) -> None:
    chart = capacity_bar(
        granted=granted,
        left=left,
        requested=requested,
        preview=preview,
        texts=texts,
        style=chart_style(scale),
    )
    with st.container(key=KEY):
        st.altair_chart(chart, theme=None, key=f"{KEY}_chart", alt=alternative)
