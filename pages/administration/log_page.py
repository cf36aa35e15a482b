"""What both logs have: the choice of day, pages from newest to oldest, and the file."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

import streamlit as st

from pages.administration import views
from programme.calendar import local_date
from ui import formats
from ui.download import fetched
from ui.language import language
from ui.sign_in import session_id
from ui.spreadsheet import csv_file
from ui.texts import plain, t, use_language

#: Lines on a page.
MOST = 50


def day_choice(first: date | None, now: datetime) -> date | None:
    """The choice of a Finnish day from the log's first one to today, the latest first."""
    last = local_date(now)
    count = (last - first).days + 1 if first else 0
    days = {day.isoformat(): day for day in (last - timedelta(days=back) for back in range(count))}
    chosen = views.choice(
        "day", t("administration.day"), list(days), lambda iso: formats.date(days[iso])
    )
    return days[chosen] if chosen else None


def first_line(found: int) -> int:
    """How many lines come before the page of the address."""
    return (views.page_number(_pages(found)) - 1) * MOST


def pager(found: int) -> None:
    """Which lines are on the page, and the way to newer and older ones."""
    if not found:
        return
    skip = first_line(found)
    page = skip // MOST + 1
    with st.container(horizontal=True, vertical_alignment="center", key="log_pages"):
        st.button(
            t("administration.newer"),
            icon=":material/chevron_left:",
            key="log_newer",
            disabled=page == 1,
            on_click=views.turn_to,
            args=(page - 1,),
        )
        st.markdown(
            t(
                "administration.lines",
                n=found,
                first=skip + 1,
                last=min(skip + MOST, found),
            ),
            width="content",
        )
        st.button(
            t("administration.older"),
            icon=":material/chevron_right:",
            icon_position="right",
            key="log_older",
            disabled=page == _pages(found),
            on_click=views.turn_to,
            args=(page + 1,),
        )


def export_button(name: str, make: Callable[[str], bytes], now: datetime) -> None:
    """The file of all lines that are looked for, made (and written down) when it is fetched.

    `make` gets the language: it runs after the page, where no viewer is known.
    """
    own, spoken = session_id(), language()
    st.download_button(
        t("action.export_csv"),
        lambda: fetched(own, make, spoken),
        file_name=f"{plain(f'administration.file_{name}')}-{local_date(now).isoformat()}.csv",
        mime="text/csv",
        icon=":material/download:",
        key="log_export",
        on_click="ignore",
    )


def file_of(columns: Sequence[str], lines: Iterable[Sequence[str]], spoken: str) -> bytes:
    """CSV with the headings `administration.column_…`; the lines are drawn up in that language."""
    with use_language(spoken):
        headings = [plain(f"administration.column_{name}") for name in columns]
        return csv_file([headings, *lines])


def file_moment(at: datetime) -> str:
    """A moment in Finland, as a spreadsheet sorts it."""
    return f"{formats.local(at):%Y-%m-%d %H:%M:%S}"


def _pages(found: int) -> int:
    return max(1, -(-found // MOST))
