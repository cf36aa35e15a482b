"""The period of the figures: chosen on one row, kept in the address (`?period=`)."""

from datetime import date

import streamlit as st

from programme.periods import FUNDING_PERIODS, WHOLE, YEARS, Period, UnknownPeriod, parse
from ui import address
from ui.controls import value_of
from ui.escape import Markdown
from ui.texts import plain, t

PARAMETER = "period"

_CONTROL = "period"
_MENU = "period_year"
_WHOLE = ""  # stands for the whole programme, which has no code
_YEARS = [str(period.code) for period in reversed(YEARS)]


def show(today: date) -> Period:
    """Draw the row and return the period of the address; the whole programme if it names none."""
    asked = st.query_params.get(PARAMETER)
    period, known = _period(asked)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="period_row"):
        _control(period, today)
        st.menu_button(
            t("period.other_year"), _YEARS, key=_MENU, type="tertiary", on_click=_choose_year
        )
    if not known:
        st.info(t("period.unknown_period", period=asked), icon=":material/info:")
    return period


def name(period: Period) -> str:
    """What people call a period: 2018–2020, 2019, the whole programme."""
    return period.code.replace("-", "–") if period.code else plain("period.whole_programme")


def _period(asked: str | None) -> tuple[Period, bool]:
    try:
        return parse(asked), True
    except UnknownPeriod:
        return WHOLE, False


def _control(period: Period, today: date) -> None:
    """The whole programme, its funding periods and one year: the chosen one, else the current."""
    year = period if period in YEARS else _current_year(today)
    offered = [WHOLE, *reversed(FUNDING_PERIODS), year]
    st.session_state[_CONTROL] = period.code or _WHOLE
    st.segmented_control(
        t("period.period"),
        [each.code or _WHOLE for each in offered],
        format_func=lambda code: Markdown(name(parse(code))),
        key=_CONTROL,
        required=True,
        on_change=_choose,
        label_visibility="collapsed",
        wrap=True,
    )


def _current_year(today: date) -> Period:
    begun = [year for year in YEARS if year.first <= today]
    return begun[-1] if begun else YEARS[0]


def _choose() -> None:
    _put_into_address(value_of(_CONTROL))


def _choose_year() -> None:
    _put_into_address(value_of(_MENU))


def _put_into_address(code: str | None) -> None:
    address.put({PARAMETER: code or None})
