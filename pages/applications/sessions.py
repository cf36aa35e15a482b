"""The dialog in which sparring that was given is written down, a day or a part of one."""

from decimal import Decimal

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.experts import booking
from data_access.sparring_sessions import HOURS, Held, Session, deliver
from data_access.sparring_sessions import sessions as given_sessions
from pages.applications import answers, dialogs
from pages.applications.days import past_day
from pages.applications.scheduling import expert_choice
from ui import formats, kept, reads
from ui.database import engine
from ui.reads import ask, today
from ui.texts import plain, t

#: Parts of a day that a session can be.
SHARES = (Decimal(1), Decimal("0.5"), Decimal("0.25"))
USUAL_HOURS = Decimal(6)


def draw(found: Application, user: User, _following: str | None) -> None:
    """Draw the dialog; the application stays open."""
    dialogs.about(found)
    held = ask(given_sessions, found.application_no)
    st.markdown(_so_far(found, held))
    session = _session(found, user, len(held) + 1)
    dialogs.buttons(found, t("judging.record_session"), lambda: _send(session))


def _so_far(found: Application, held: tuple[Held, ...]) -> str:
    given = sum((one.day_share for one in held), Decimal(0))
    return t("judging.given_of", given=given, n=found.days_granted or 0)


def _session(found: Application, user: User, number: int) -> Session:
    key = f"{found.application_no}_{number}"
    first = found.decided_on or today()
    day = past_day(t("judging.held_on"), f"held_{key}", first, today())
    agreed = ask(booking, found.application_no)
    expert = expert_choice(found, day, f"by_{key}", agreed.expert if agreed else None)
    share = _share(f"share_{key}")
    hours = _hours(f"hours_{key}")
    return Session(
        application_no=found.application_no,
        number=number,
        expert=expert or "",
        held_on=day,
        hours=hours,
        day_share=share,
        mode=found.delivery_mode,
        by=user.username,
    )


def _hours(key: str) -> Decimal:
    least, most = HOURS
    halves = range(int(least * 2), int(most * 2) + 1)
    offered = [Decimal(half) / 2 for half in halves]
    kept.put_back(key, offered, USUAL_HOURS)
    return st.selectbox(
        t("judging.hours"),
        offered,
        format_func=formats.value,
        key=key,
        on_change=kept.keep,
        args=(key,),
    )


def _share(key: str) -> Decimal:
    kept.put_back(key, SHARES, SHARES[0])
    chosen = st.segmented_control(
        t("judging.share_label"),
        list(SHARES),
        format_func=lambda share: plain("judging.share_of_day", share=formats.value(share)),
        key=key,
        on_change=kept.keep,
        args=(key,),
        required=True,
    )
    return chosen or SHARES[0]


def _send(session: Session) -> bool:
    return answers.add(
        session.application_no,
        "session",
        lambda: deliver(engine(), session, reads.programme_clock()),
    )
