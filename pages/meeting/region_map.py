"""View 3: how much of each region has been reached, on the map and in words."""

import streamlit as st

from charts import regions as charts
from data_access.region_measures import region_measures
from pages.regions.figures import SHARE, RegionFigures, class_labels, span_with_unit, with_unit
from pages.regions.map_panel import in_words, legend_texts
from pages.regions.ranking_panel import ranking_table
from programme.divisions import Division
from programme.periods import WHOLE
from ui.charts import chart_style, draw_chart
from ui.escape import Markdown, markdown
from ui.layout import small
from ui.reads import ask, today
from ui.tables import table_button
from ui.texts import plain, t

_ENDS = 3


def show() -> None:
    """Draw the view: shares of municipalities, which count no people."""
    figures = RegionFigures(
        ask(region_measures, Division.REGIONS, WHOLE, today()), everything=False
    )
    if not figures.codes():
        st.title(t("regions.no_regions"), anchor=False)
        return
    left, right = st.columns([10, 9], gap="medium")
    with left, st.container(gap="xsmall"):
        _map(figures)
    with right, st.container(gap="xsmall"):
        _words(figures)


def _map(figures: RegionFigures) -> None:
    style, breaks = chart_style("meeting"), figures.breaks(SHARE)
    draw_chart(
        charts.class_legend(class_labels(breaks), texts=legend_texts(figures, SHARE), style=style),
        key="meeting_legend",
        name=plain("map.legend"),
    )
    with st.container(key="region_map"):
        draw_chart(
            charts.region_map(
                figures.frame(SHARE),
                classes=breaks,
                selected=None,
                shape="2016",
                style=style,
                clickable=False,
            ),
            height="stretch",
            key="meeting_map",
            name=plain("regions.map"),
            told=in_words(figures, SHARE),
        )


def _words(figures: RegionFigures) -> None:
    st.title(t("meeting.span", span=span_with_unit(SHARE, *figures.span(SHARE))), anchor=False)
    middle = figures.median(SHARE)
    if middle is not None:
        st.markdown(t("meeting.median", value=with_unit(SHARE, middle)))
    order = sorted(
        (code for code in figures.codes() if figures.in_target_area(code)),
        key=lambda code: figures.rank(code, SHARE) or 0,
    )
    _list("meeting.most", figures, order[:_ENDS])
    _list("meeting.least", figures, order[-_ENDS:])
    table_button("meeting_map", lambda: ranking_table(figures, SHARE))
    st.markdown(small(t("regions.borders")))


def _list(heading: str, figures: RegionFigures, codes: list[str]) -> None:
    st.header(t(heading), anchor=False)
    with st.container(gap="xxsmall"):
        for code in codes:
            _row(figures.name(code), with_unit(SHARE, figures.value(code, SHARE) or 0))


def _row(name: str, share: str) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.markdown(markdown(name), width="content")
        st.markdown(Markdown(f"**{share}**"), width="content")
