"""The right panel: one region, or the whole country, in figures."""

import pandas as pd
import streamlit as st

from charts.regions import yearly
from data_access import overview, regions
from data_access.regions import MEASURES
from pages.regions import organisations
from pages.regions.choices import Choices, choose_region
from pages.regions.figures import RegionFigures, number, span_with_unit, with_unit
from programme.periods import WHOLE
from programme.roles import Right, Role, may
from ui import formats
from ui.charts import chart_style
from ui.controls import value_of
from ui.layout import card, page_link, small
from ui.reads import ask, today
from ui.tables import table_button
from ui.texts import plain, t

_CHOICE = "region_choice"
_EVERYWHERE = ""


def show(figures: RegionFigures, chosen: Choices, role: Role) -> None:
    """Draw the panel of the chosen region."""
    with card("region"):
        _select_box(figures, chosen)
        if chosen.region is None:
            _whole_country(figures, chosen)
        elif not figures.in_target_area(chosen.region):
            st.markdown(t("regions.not_target_area", region=figures.name(chosen.region)))
        else:
            _one_region(figures, chosen, chosen.region, role)


def _select_box(figures: RegionFigures, chosen: Choices) -> None:
    """The way to a region without a mouse."""
    st.session_state[_CHOICE] = chosen.region or _EVERYWHERE
    st.selectbox(
        t("filter.region"),
        [_EVERYWHERE, *figures.codes()],
        format_func=lambda code: figures.name(code) if code else plain("regions.everywhere"),
        key=_CHOICE,
        on_change=lambda: choose_region(value_of(_CHOICE) or None),
    )


def _one_region(figures: RegionFigures, chosen: Choices, code: str, role: Role) -> None:
    st.markdown(_standing(figures, chosen.measure, code))
    with st.grid(2, min_column_width=130):
        for measure in MEASURES:
            _metric(measure, _shown(figures, code, measure), _median(figures, measure))
    _years(chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        organisations.show(code, chosen.period, heads=may(role, Right.SEE_APPLICATIONS))
        if may(role, Right.SEE_APPLICATIONS):
            _link_to_queue(code)


def _standing(figures: RegionFigures, measure: str, code: str) -> str:
    rank, middle = figures.rank(code, measure), figures.median(measure)
    parts = []
    if rank is not None:
        parts.append(t("regions.standing", rank=rank, count=figures.ranked(measure)))
    if middle is not None:
        parts.append(t("regions.median_sentence", value=with_unit(measure, middle)))
    return " ".join(parts)


def _shown(figures: RegionFigures, code: str, measure: str) -> str:
    if figures.hidden(code, measure):
        return plain("regions.under_five")
    return with_unit(measure, figures.value(code, measure) or 0)


def _median(figures: RegionFigures, measure: str, text: str = "regions.median") -> str | None:
    middle = figures.median(measure)
    return None if middle is None else t(text, value=number(measure, middle))


def _metric(measure: str, value: str, note: str | None) -> None:
    with st.container(key=f"kpi_{measure}"):
        st.metric(
            t(f"regions.measure_{measure}"),
            value,
            delta=note,
            delta_color="off",
            delta_arrow="off",
            border=True,
        )


def _whole_country(figures: RegionFigures, chosen: Choices) -> None:
    st.markdown(t("regions.choose"))
    values = _whole_values(figures, chosen)
    with st.grid(2, min_column_width=130):
        for measure in MEASURES:
            note = _median(figures, measure, "regions.median_of_regions")
            _metric(measure, values[measure], note)
    _years(chosen)


def _whole_values(figures: RegionFigures, chosen: Choices) -> dict[str, str]:
    """The figures of the whole programme; the share is given as the regions' range."""
    known = ask(overview.values, chosen.period, today())
    return {
        code: number(code, known[code] or 0) if code in known else _span(figures, code)
        for code in MEASURES
    }


def _span(figures: RegionFigures, measure: str) -> str:
    return span_with_unit(measure, *figures.span(measure))


def _years(chosen: Choices) -> None:
    frame = ask(regions.organisations_by_year, chosen.region, chosen.period, today())
    with st.container(horizontal=True, vertical_alignment="center", key="years_heading_row"):
        st.header(t("regions.by_year"), anchor=False)
        table_button("region_years", lambda: _year_table(frame))
    st.altair_chart(
        yearly(frame, style=chart_style()),
        theme=None,
        key="region_years",
        alt=plain("regions.by_year_alt", values=_in_words(frame.to_dict("records"))),
    )
    st.markdown(small(t("regions.years_do_not_add_up")))


def _year_table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            plain("filter.year"): frame["year"].map(str),
            plain("regions.measure_organisations_reached"): frame["organisations"].map(
                formats.number
            ),
        }
    )


def _in_words(rows: list[dict[str, int]]) -> str:
    return ", ".join(f"{row['year']}: {row['organisations']}" for row in rows)


def _link_to_queue(code: str) -> None:
    """To the region's open applications, whatever period is looked at."""
    activity = ask(regions.region_activity, WHOLE, today()).set_index("region_code")
    count = int(activity.at[code, "pending_applications"])
    if count:
        label = t("regions.open_applications", n=count)
        page_link(
            "applications",
            label,
            icon=":material/arrow_forward:",
            icon_position="right",
            region=code,
        )
    else:
        st.markdown(small(t("regions.no_open_applications")))
