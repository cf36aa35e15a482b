"""View 2: the day pool of the round, what is asked of it, and what waits."""

import pandas as pd
import streamlit as st

from charts.themes import days_by_theme
from data_access import overview, queue
from data_access.rounds import Round, Waiting, current_round
from programme.periods import WHOLE
from ui import formats
from ui.capacity import round_bar
from ui.charts import chart_style, draw_chart
from ui.escape import Markdown, joined
from ui.reads import ask, now, today
from ui.status import look
from ui.tables import table_button
from ui.texts import plain, t

_MOST_THEMES = 4


def show() -> None:
    """Draw the view."""
    found = ask(current_round, now())
    if found is None:
        st.title(t("meeting.no_round"), anchor=False)
        return
    st.title(_headline(found), anchor=False)
    round_bar(found, "meeting")
    left, right = st.columns(2, gap="medium")
    with left, st.container(gap="xsmall"):
        _themes(found)
    with right, st.container(gap="xsmall"):
        _waiting(found)


def _headline(found: Round) -> str:
    left = t("meeting.days_left", n=found.left)
    text = "meeting.round_headline" if found.is_open else "meeting.round_closed_headline"
    return t(text, round=found.code, left=left, requested=found.waiting.days)


def _themes(found: Round) -> None:
    if not found.by_theme:
        st.header(t("meeting.themes"), anchor=False)
        st.markdown(t("meeting.nothing_waits"))
        return
    frame = _theme_frame(found.by_theme)
    with st.container(horizontal=True, vertical_alignment="center", key="themes_heading_row"):
        st.header(t("meeting.themes"), anchor=False)
        table_button("meeting_themes", lambda: _theme_table(found.by_theme))
    pairs = (f"{row['theme']} {row['label']}" for row in frame.to_dict("records"))
    draw_chart(
        days_by_theme(frame, style=chart_style("meeting")),
        key="meeting_themes",
        name=plain("meeting.themes"),
        told=", ".join(pairs),
    )


def _theme_frame(by_theme: dict[str, Waiting]) -> pd.DataFrame:
    """The themes most asked for; what does not fit the screen is one row."""
    days = {plain(f"theme.{theme}"): waiting.days for theme, waiting in by_theme.items()}
    shown = list(days.items())
    if len(shown) > _MOST_THEMES:
        rest = sum(days for _, days in shown[_MOST_THEMES - 1 :])
        shown = [*shown[: _MOST_THEMES - 1], (plain("meeting.other_themes"), rest)]
    return pd.DataFrame(
        [
            {"theme": theme, "days": days, "label": plain("unit.days_short", n=days)}
            for theme, days in shown
        ]
    )


def _theme_table(by_theme: dict[str, Waiting]) -> pd.DataFrame:
    """All themes, those too that the chart has in one row."""
    return pd.DataFrame(
        {
            plain("app.theme"): [plain(f"theme.{theme}") for theme in by_theme],
            plain("axis.days"): [formats.number(waiting.days) for waiting in by_theme.values()],
        }
    )


def _waiting(found: Round) -> None:
    st.header(t("meeting.open_applications", n=found.waiting.applications), anchor=False)
    for status, waiting in found.by_status.items():
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            colour, icon = look(status)
            mark = f":{colour}[:material/{icon}:]"
            st.markdown(Markdown(f"{mark} {t(f'status.{status}')}"), width="content")
            st.markdown(_count(waiting), width="content")
    oldest = ask(overview.values, WHOLE, today())["oldest_pending_days"]
    if oldest is not None:
        st.markdown(_oldest(int(oldest)))


def _count(waiting: Waiting) -> Markdown:
    applications = t("meeting.applications", n=waiting.applications)
    return joined(", ", [applications, t("meeting.days", n=waiting.days)])


def _oldest(days: int) -> Markdown:
    waited = t("meeting.working_days", n=days)
    return t("meeting.oldest", waited=waited, target=ask(queue.promise))
