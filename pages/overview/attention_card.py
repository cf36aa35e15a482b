"""What waits today: for the office work with a way to it, for the others only how much there is."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access import overview
from data_access.attention import Attention, Happening, Need, attention, latest
from data_access.letters import outbox
from data_access.letters.states import State
from data_access.rounds import Round, Waiting
from programme.calendar import local_date
from programme.lifecycle import Status
from programme.periods import WHOLE
from ui import formats
from ui.escape import Markdown, markdown
from ui.layout import card, page_link, small
from ui.reads import ask, now, today
from ui.status import look
from ui.texts import t

HAPPENINGS = 5

# Pixels for a time of day, and for a date.
_TIME_WIDTH, _DATE_WIDTH = 36, 80

#: Of each need: icon, colour, the view of the queue that holds it.
_LOOK = {
    Need.OVERDUE: ("alarm", "red", "open"),
    Need.CLARIFICATION_OVERDUE: ("edit_note", "red", "clarification_requested"),
    Need.UNBOOKED: ("event_busy", "orange", "unbooked"),
    Need.RECEIVED: ("inbox", "blue", "submitted"),
    Need.ROUND_SHORT: ("production_quantity_limits", "orange", "open"),
    Need.SUBMISSIONS: ("campaign", "blue", "received"),
    Need.ENROLMENTS: ("school", "blue", "waiting"),
}

#: Needs that other queues hold: their page, and what its address calls one of them.
_ELSEWHERE = {
    Need.SUBMISSIONS: ("deeds", "submission"),
    Need.ENROLMENTS: ("services", "enrolment"),
}


def show(current: Round | None) -> None:
    """What needs doing and what happened last, with links into the queue: for the office."""
    with card("attention", t("overview.attention"), stretch=True):
        st.space("xsmall")
        stuck = ask(outbox.stuck, now())
        needs = ask(attention, current, today())
        for state, count in stuck.items():
            _letters(state, count)
        for need in needs:
            _row(need)
        if not needs and not any(stuck.values()):
            st.markdown(t("overview.nothing_waits"))
        _latest(ask(latest, HAPPENINGS))


def show_counts(current: Round | None) -> None:
    """How much waits and for how long: nobody's application, number or name."""
    standing = ask(overview.values, WHOLE, today())
    pending, oldest = standing["pending_applications"], standing["oldest_pending_days"]
    with card("attention", t("overview.waiting"), stretch=True):
        st.space("xsmall")
        if not pending:
            st.markdown(t("overview.nothing_pending"))
            return
        waited = t("overview.oldest_waited", days=t("unit.working_days", n=int(oldest or 0)))
        _line("pending", "schedule", "gray", t("overview.pending", n=int(pending)), waited)
        for status, waiting in (current.by_status if current else {}).items():
            _status_line(status, waiting)


def _row(item: Attention) -> None:
    icon, colour, view = _LOOK[item.need]
    page, parameter = _ELSEWHERE.get(item.need, ("applications", "application"))
    with _line(item.need, icon, colour, _headline(item), _note(item)):
        page_link(
            page,
            t("action.open"),
            icon=":material/chevron_right:",
            icon_position="right",
            queue=view,
            **{parameter: item.number or item.application_no},
        )


def _letters(state: State, count: int) -> None:
    """Letters that have not left, or of which nobody knows."""
    if not count:
        return
    headline, note = t(f"letters.stuck_{state}", n=count), t(f"letters.stuck_{state}_note")
    with _line(f"letters_{state}", "mail", "red", headline, note):
        page_link(
            "letters",
            t("action.open"),
            icon=":material/chevron_right:",
            icon_position="right",
            state=state,
        )


def _status_line(status: Status, waiting: Waiting) -> None:
    colour, icon = look(status)
    headline = t(
        "overview.in_status",
        status=t(f"status.{status}"),
        applications=t("unit.applications", n=waiting.applications),
    )
    _line(status, icon, colour, headline, t("unit.days", n=waiting.days))


def _line(key: str, icon: str, colour: str, headline: str, note: str) -> DeltaGenerator:
    row = st.container(
        horizontal=True,
        wrap=False,
        vertical_alignment="center",
        gap="small",
        key=f"attention_{key}",
    )
    row.markdown(f":{colour}[:material/{icon}:]", width="content")
    row.markdown(Markdown(f"**{headline}**  \n{small(note)}"), width="stretch")
    return row


def _headline(item: Attention) -> Markdown:
    return t(f"attention.{item.need}", n=item.count)


def _note(item: Attention) -> Markdown:
    match item.need:
        case Need.OVERDUE:
            waited = t("unit.working_days", n=item.days or 0)
            return t("attention.overdue_note", number=item.application_no, days=waited)
        case Need.CLARIFICATION_OVERDUE | Need.UNBOOKED:
            return t(f"attention.{item.need}_note", number=item.application_no, on=item.on)
        case Need.RECEIVED:
            return t("attention.received_note", days=t("unit.days", n=item.days or 0))
        case Need.SUBMISSIONS:
            return t("attention.submissions_note", number=item.number, on=item.on)
        case Need.ENROLMENTS:
            return t("attention.enrolments_note", n=item.people or 0)
        case Need.ROUND_SHORT:
            return t("attention.round_short_note", n=item.days or 0)


def _latest(happenings: Sequence[Happening]) -> None:
    if not happenings:
        return
    st.space("xxsmall")
    st.header(t("overview.latest"), anchor=False)
    st.space("xxsmall")
    all_today = all(_is_today(each) for each in happenings)
    with st.container(gap=None, key="latest"):
        for each in happenings:
            _happening(each, _TIME_WIDTH if all_today else _DATE_WIDTH)


def _happening(each: Happening, width: int) -> None:
    """The time (the day, before today) and what happened."""
    days = t("unit.days", n=each.days)
    said = t(f"overview.happened.{each.to_status}", number=each.application_no, days=days)
    when = formats.time(each.at) if _is_today(each) else formats.date(each.at)
    with st.container(horizontal=True, wrap=False, gap="xsmall"):
        st.markdown(markdown(when), width=width)
        st.markdown(said, width="stretch")


def _is_today(each: Happening) -> bool:
    return local_date(each.at) == today()
