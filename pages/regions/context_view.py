"""An outside index beside the programme's activity: two maps and a scatter, never one figure."""

import streamlit as st

from pages.regions import map_panel
from pages.regions.context_charts import index_legend, index_map, pairs
from pages.regions.outside_index import Index, index_control, index_values, indices, written
from pages.regions.shown import Shown
from pages.regions.table_panel import Figures, usual
from programme.roles import Right, may
from ui.charts import chart_style, draw_chart
from ui.escape import markdown
from ui.layout import empty_state, page_link, small
from ui.row_table import Cell
from ui.texts import plain, t
from ui.viewer import viewer

_HEIGHT = 470


def show(shown: Shown) -> list[Figures]:
    """Draw the chosen index beside the chosen measure, or how to load one."""
    known = indices()
    if not known:
        _nothing_loaded()
        return usual(shown)
    index = index_control(known, shown.chosen)
    values = index_values(index, shown.chosen.division)
    left, middle, right = st.columns(3, gap="medium")
    with left:
        _measure_map(shown)
    with middle:
        _index_map(shown, index, values)
    with right:
        _pairs(shown, index, values)
    st.markdown(small(t("regions.index_source", source=index.source, year=str(index.year))))
    return [*usual(shown)[:1], _column(index, values)]


def _nothing_loaded() -> None:
    empty_state("no_index", "regions.no_index", "regions.no_index_next")
    if may(viewer(Right.SEE_FIGURES).role, Right.KEEP_DATA):
        page_link("data", t("regions.load_index"), icon=":material/upload:", view="load")


def _measure_map(shown: Shown) -> None:
    st.header(t(f"regions.heading_{shown.chosen.measure}"), anchor=False)
    with st.container(key="region_map"):
        map_panel.legend(shown)
        map_panel.draw(shown, height=_HEIGHT)


def _index_map(shown: Shown, index: Index, values: dict[str, float]) -> None:
    st.header(markdown(index.title), anchor=False)
    draw_chart(
        index_legend(shown, values, chart_style()),
        key="region_index_legend",
        name=plain("map.legend"),
    )
    draw_chart(
        index_map(shown, values, chart_style(), _HEIGHT),
        key="region_index_map",
        name=plain("regions.index_alt", index=index.title),
    )


def _pairs(shown: Shown, index: Index, values: dict[str, float]) -> None:
    heading = plain(f"regions.heading_{shown.chosen.measure}")
    st.header(t("regions.pairs"), anchor=False)
    draw_chart(
        pairs(shown, index, values, chart_style(), _HEIGHT),
        key="region_pairs",
        name=plain("regions.pairs_alt", heading=heading, index=index.title),
    )
    st.markdown(small(t("regions.pairs_note")))


def _column(index: Index, values: dict[str, float]) -> Figures:
    def cell(code: str | None) -> Cell:
        value = values.get(code or "")
        return Cell(written(value), order=value)

    return Figures(index.title, cell)
