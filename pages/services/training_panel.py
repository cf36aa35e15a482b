"""Which training is looked at, and how its places stand."""

import streamlit as st

from charts.capacity import CapacityTexts, capacity_bar
from data_access import enrolments
from data_access.enrolments import Training
from pages.services.counter import OPENED
from ui import formats
from ui.charts import chart_style, draw_chart
from ui.controls import value_of
from ui.escape import visible
from ui.layout import card, small
from ui.reads import ask, today
from ui.texts import plain, t

PARAMETER = "training"
_CONTROL = "training_choice"


def show(trainings: list[Training]) -> Training:
    """Draw the choice and the card of the training; returns it."""
    chosen = _choose(trainings)
    with card("training"):
        st.header(t("enrolments.training_title", name=chosen.name), anchor=False)
        st.markdown(small(_facts(chosen)))
        _places(chosen)
    return chosen


def _choose(trainings: list[Training]) -> Training:
    """The training of the enrolment that is open, else of the address, else the first."""
    known = {each.activity_id: each for each in trainings}
    chosen = known.get(_asked() or 0, trainings[0])
    if len(trainings) > 1:
        st.session_state[_CONTROL] = chosen.activity_id
        st.selectbox(
            t("enrolments.training"),
            list(known),
            format_func=lambda each: _name(known[each]),
            key=_CONTROL,
            on_change=_change,
        )
    return chosen


def _asked() -> int | None:
    number = st.query_params.get(OPENED.parameter)
    found = ask(enrolments.one_enrolment, number, today()) if number else None
    if found:
        return found.activity_id
    written = st.query_params.get(PARAMETER, "")
    return int(written) if written.isascii() and written.isdigit() else None


def _change() -> None:
    chosen = value_of(_CONTROL)
    if chosen is not None:
        OPENED.choose(None, **{PARAMETER: str(chosen)})


def _name(training: Training) -> str:
    waiting = plain("enrolments.waiting_short", n=training.waiting)
    return f"{visible(training.name)} {formats.date(training.starts_on)} · {waiting}"


def _facts(training: Training) -> str:
    return t(
        "enrolments.training_facts",
        first=training.starts_on,
        last=training.ends_on,
        closes=training.closes_on,
    )


def _places(training: Training) -> None:
    """Places taken, left and asked for, and what does not fit."""
    chart = capacity_bar(
        granted=training.taken,
        left=training.left,
        requested=training.asked,
        texts=CapacityTexts(
            granted=plain("enrolments.bar_taken", places=training.taken),
            left=plain("enrolments.bar_left", places=training.left),
            requested=plain("enrolments.bar_asked", places=training.asked),
            pool=plain("enrolments.bar_places", places=training.places),
            over=plain("enrolments.bar_over", n=training.short),
        ),
        style=chart_style(),
    )
    told = plain(
        "enrolments.bar_alternative",
        places=training.places,
        taken=training.taken,
        left=training.left,
        asked=training.asked,
        short=training.short,
    )
    with st.container(key="training_places"):
        draw_chart(chart, key="training_places_chart", name=plain("enrolments.bar_name"), told=told)
