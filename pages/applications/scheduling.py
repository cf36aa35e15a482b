"""The dialog in which sparring is agreed, or agreed anew: with which expert, from which day on."""

from datetime import date

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.bookings import rebook
from data_access.decisions import decide
from data_access.experts import Expert, booking, experts
from pages.applications import answers, dialogs
from pages.applications.days import working_day
from programme.lifecycle import Action
from ui import kept
from ui.escape import one_line
from ui.layout import small
from ui.reads import ask, today
from ui.texts import plain, t


def draw(found: Application, user: User, following: str | None) -> None:
    """Draw the dialog; `following` opens once the booking stands."""
    dialogs.about(found)
    number = found.application_no
    st.markdown(t("judging.schedule_days", n=found.days_granted or 0))
    agreed = ask(booking, number)
    usual = max(today(), agreed.starts_on) if agreed else today()
    day = working_day(t("judging.starts_on"), f"starts_{number}", today(), usual)
    expert = expert_choice(found, day, f"expert_{number}", agreed.expert if agreed else None)
    drawn, act = answers.command(found, Action.SCHEDULE, user), rebook if agreed else decide
    dialogs.buttons(
        found,
        t("judging.schedule"),
        lambda: answers.send(drawn, following, act, expert=expert, starts_on=day),
    )


def expert_choice(found: Application, day: date, key: str, usual: str | None) -> str | None:
    """The code of an expert whose agreement holds on `day`, those who know the theme first."""
    able = {one.code: one for one in ask(experts, found.theme) if one.free_on(day)}
    if not able:
        st.markdown(small(t("judging.no_expert")))
        return None
    kept.put_back(key, list(able), usual if usual in able else next(iter(able)))
    return st.selectbox(
        t("org.expert"),
        list(able),
        format_func=lambda code: _name(able[code]),
        key=key,
        on_change=kept.keep,
        args=(key,),
    )


def _name(one: Expert) -> str:
    """In a list of choices nothing is Markdown."""
    name = one_line(one.name)
    return plain("judging.knows_theme", name=name) if one.knows_theme else name
