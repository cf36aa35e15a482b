"""What is set once and then looked at: division, classes, change and places, behind a button."""

import streamlit as st

from pages.regions import choices
from pages.regions.choices import AGAINST, CLASSES, Choices, choose, earlier
from pages.regions.views import Classes, Places
from programme.divisions import Division
from programme.periods import Period
from ui.controls import value_of
from ui.layout import small
from ui.texts import plain, t

_DIVISION, _CLASSES = "region_division", "region_classes"
_AGAINST, _PLACES = "region_against", "region_places"
_NOTHING = ""
_WIDTH = 420


def show(chosen: Choices) -> None:
    """Draw the button; what is set stands in the address."""
    with (
        st.popover(
            t("regions.settings"), icon=":material/tune:", type="tertiary", key="region_settings"
        ),
        st.container(width=_WIDTH),
    ):
        _division(chosen)
        _classes(chosen)
        _against(chosen)
        _places(chosen)


def _division(chosen: Choices) -> None:
    st.session_state[_DIVISION] = chosen.division.value
    st.radio(
        t("regions.division"),
        list(Division),
        format_func=lambda division: plain(f"regions.division_{division}"),
        key=_DIVISION,
        on_change=lambda: choices.choose_division(value_of(_DIVISION, Division.REGIONS)),
    )


def _classes(chosen: Choices) -> None:
    st.session_state[_CLASSES] = chosen.classes.value
    st.radio(
        t("regions.classes"),
        list(Classes),
        format_func=lambda classes: plain(f"regions.classes_{classes}"),
        key=_CLASSES,
        on_change=lambda: choose(CLASSES, value_of(_CLASSES)),
    )


def _against(chosen: Choices) -> None:
    """Where nothing of the same length came before, there is nothing to choose from."""
    offered = [str(period.code) for period in earlier(chosen.shown)]
    if not offered:
        st.markdown(small(t("regions.against_nothing")))
        return
    st.session_state[_AGAINST] = _code(chosen.before)
    st.selectbox(
        t("regions.against"),
        [_NOTHING, *offered],
        format_func=lambda code: code.replace("-", "–") or plain("regions.against_none"),
        key=_AGAINST,
        on_change=lambda: choose(AGAINST, value_of(_AGAINST) or None),
    )


def _places(chosen: Choices) -> None:
    st.session_state[_PLACES] = [place.value for place in chosen.places]
    st.pills(
        t("regions.places"),
        list(Places),
        format_func=lambda place: t(f"regions.places_{place}"),
        selection_mode="multi",
        key=_PLACES,
        on_change=lambda: choices.choose_places(value_of(_PLACES, [])),
    )
    st.markdown(small(t("regions.places_note")))


def _code(period: Period | None) -> str:
    return _NOTHING if period is None else str(period.code)
