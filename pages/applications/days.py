"""Choosing a day from a list: Streamlit's calendar speaks the browser's language, not ours."""

from datetime import date, timedelta

import streamlit as st

from programme.calendar import is_working_day
from ui import formats, kept

#: How many days a list spans.
SPAN = 60


def working_day(label: str, key: str, first: date, usual: date) -> date:
    """A working day from `first` on, at first `usual` or the next one after it."""
    days = [day for n in range(SPAN) if is_working_day(day := first + timedelta(days=n))]
    return _chosen(label, key, days, next((day for day in days if day >= usual), days[-1]))


def past_day(label: str, key: str, first: date, last: date) -> date:
    """A day from `first` to `last`, at first the last one."""
    span = min(SPAN, (last - first).days + 1)
    days = [last - timedelta(days=n) for n in range(max(1, span))]
    return _chosen(label, key, days, last)


def _chosen(label: str, key: str, days: list[date], usual: date) -> date:
    words = {day: formats.weekday(day) for day in days}
    kept.put_back(key, days, usual)
    return st.selectbox(
        label,
        days,
        format_func=words.__getitem__,
        key=key,
        on_change=kept.keep,
        args=(key,),
    )
