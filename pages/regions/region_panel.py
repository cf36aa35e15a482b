"""The right panel: one region, or the whole country, in figures."""

from typing import Literal

import streamlit as st

from pages.regions import all_figures, region_lists, year_chart
from pages.regions.choices import Choices, choose_region
from pages.regions.figures import RegionFigures, number, too_few_people, with_unit
from pages.regions.measures import MAIN, short
from pages.regions.queue_link import queue_link
from pages.regions.sentences import sentence
from pages.regions.shown import Shown
from pages.regions.unit_names import option_name
from ui.controls import value_of
from ui.escape import markdown
from ui.layout import card
from ui.texts import plain, t

_CHOICE = "region_choice"
_EVERYWHERE = ""


def show(shown: Shown) -> None:
    """Draw the panel of the chosen region."""
    region = shown.chosen.region
    with card("region"):
        select_box(shown.figures, shown.chosen)
        if region is None:
            _whole_country(shown)
        elif not shown.figures.in_target_area(region):
            st.markdown(t("regions.not_target_area", region=shown.figures.name(region)))
        else:
            _one_region(shown, region)


def select_box(
    figures: RegionFigures, chosen: Choices, width: int | Literal["stretch"] = "stretch"
) -> None:
    """Draw the way to a region without a mouse: its name can be typed."""
    st.session_state[_CHOICE] = chosen.region or _EVERYWHERE
    st.selectbox(
        t(f"regions.unit_{chosen.division}"),
        [_EVERYWHERE, *figures.codes()],
        format_func=lambda code: (
            option_name(figures, code) if code else plain("regions.everywhere")
        ),
        key=_CHOICE,
        on_change=lambda: choose_region(value_of(_CHOICE) or None),
        width=width,
    )


def _one_region(shown: Shown, code: str) -> None:
    words = markdown(sentence(shown.figures, code, shown.chosen.measure))
    st.markdown(f"{words}\n\n{_standing(shown.figures, shown.chosen.measure, code)}")
    with st.grid(2, min_column_width=130):
        for measure in _main(shown.chosen.measure):
            _metric(measure, _value(shown.figures, code, measure), _median(shown.figures, measure))
    year_chart.show(shown.chosen)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="region_ways"
    ):
        region_lists.show(shown, code)
        all_figures.button(shown, code)
        if shown.everything:
            queue_link(shown.chosen.division, code)


def _whole_country(shown: Shown) -> None:
    st.markdown(t("regions.choose"))
    with st.grid(2, min_column_width=130):
        for measure in _main(shown.chosen.measure):
            note = _median(shown.figures, measure, "regions.median_of_regions")
            value = shown.text(measure, shown.country[measure], unit=True)
            _metric(measure, value, note)
    year_chart.show(shown.chosen)
    all_figures.button(shown, None)


def _main(measure: str) -> tuple[str, ...]:
    """The main measures; a chosen one that is none of them takes the last one's place."""
    return MAIN if measure in MAIN else (measure, *MAIN[:-1])


def _standing(figures: RegionFigures, measure: str, code: str) -> str:
    rank, middle = figures.rank(code, measure), figures.median(measure)
    parts = []
    if rank is not None:
        parts.append(t("regions.standing", rank=rank, count=figures.ranked(measure)))
    if middle is not None:
        parts.append(t("regions.median_sentence", value=with_unit(measure, middle)))
    return " ".join(parts)


def _value(figures: RegionFigures, code: str, measure: str) -> str:
    """A card has no room for the whole reason why a figure is hidden."""
    if not figures.hidden(code, measure):
        return figures.text_with_unit(code, measure)
    few = too_few_people(measure, figures.value(code, measure))
    return plain("regions.under_five") if few else plain("regions.not_shown")


def _median(figures: RegionFigures, measure: str, text: str = "regions.median") -> str | None:
    middle = figures.median(measure)
    return None if middle is None else t(text, value=number(measure, middle))


def _metric(measure: str, value: str, note: str | None) -> None:
    with st.container(key=f"kpi_{measure}"):
        st.metric(
            short(measure), value, delta=note, delta_color="off", delta_arrow="off", border=True
        )
