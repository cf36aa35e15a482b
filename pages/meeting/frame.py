"""What stays on the screen from view to view: the title row with its keys, and the EU line."""

import streamlit as st

from pages.meeting import views
from ui import formats
from ui.controls import value_of
from ui.layout import page_link
from ui.live import live_status
from ui.reads import is_demo, programme_clock
from ui.texts import t

_STEPS = {"Left": -1, "PageUp": -1, "Right": 1, "PageDown": 1}


def title_row() -> None:
    """Whose meeting and as of when; the switch between the views; the way out."""
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_title_row"):
        now = programme_clock().now()
        day, hour = formats.local(now).date(), formats.time(now)
        st.markdown(t("meeting.as_of", date=day, time=hour), width="content")
        if is_demo():
            st.badge(t("live.demo"), icon=":material/science:", color="yellow")
        with st.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"
        ):
            _switch()
            page_link("overview", t("meeting.leave"), icon=":material/close:")


def keys() -> None:
    """Figures, arrow keys and a presenter's remote; the buttons are not seen, for the switch says
    the same."""
    with st.container(key="meeting_keys"):
        for number, view in enumerate(views.VIEWS, 1):
            key = str(number)
            st.button(key, shortcut=key, key=f"key_{key}", on_click=views.show, args=(view,))
        for key, by in _STEPS.items():
            st.button(key, shortcut=key, key=f"key_{key}", on_click=views.step, args=(by,))


def foot() -> None:
    """The EU line and the live status."""
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_foot"):
        st.markdown(t("meeting.eu", eu=t("export.eu_logo"), esf=t("org.esf")), width="content")
        place = st.container(key="live_place", width="content")
    live_status(place)


def _switch() -> None:
    # A switch that has been clicked takes the arrow keys for itself. One of its own for each view
    # is a new one after the click, without the focus.
    view = views.current()
    control = f"meeting_switch_{view}"
    st.session_state[control] = view
    st.segmented_control(
        t("meeting.view"),
        views.VIEWS,
        format_func=lambda each: t(f"meeting.view_{each}"),
        key=control,
        required=True,
        on_change=lambda: _switched(control, view),
        label_visibility="collapsed",
        wrap=True,
    )


def _switched(control: str, view: str) -> None:
    """A switch of a view that was left meanwhile has nothing to say any more."""
    if view == views.current():
        views.show(value_of(control, view))
