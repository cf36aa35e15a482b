"""An outside index beside the programme's activity: two maps and a scatter, never one figure."""

import pandas as pd
import streamlit as st

from charts.regions import LegendTexts, class_legend, region_map
from charts.scatter import scatter
from pages.regions import map_panel
from pages.regions.breaks import decimals_of, rounded_breaks
from pages.regions.figures import class_labels, class_limits
from pages.regions.outside_index import (
    Index,
    index_control,
    index_frame,
    index_values,
    indices,
    written,
)
from pages.regions.shown import Shown
from pages.regions.table_panel import Figures, usual
from programme.roles import Right, may
from ui.charts import chart_style
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
    map_panel.legend(shown)
    map_panel.draw(shown, height=_HEIGHT)


def _index_map(shown: Shown, index: Index, values: dict[str, float]) -> None:
    frame = index_frame(values, shown.figures)
    decimals = decimals_of(values.values())
    breaks = rounded_breaks(frame["value"], decimals, shown.chosen.classes)
    missing = plain("value.missing") if frame["value"].isna().any() else ""
    st.header(markdown(index.title), anchor=False)
    st.altair_chart(
        class_legend(
            class_labels(breaks, decimals),
            texts=LegendTexts(missing=missing),
            style=chart_style(),
            limits=class_limits(breaks, decimals_of(breaks)),
        ),
        theme=None,
        key="region_index_legend",
        alt=plain("map.legend"),
    )
    st.altair_chart(
        region_map(
            frame,
            classes=breaks,
            selected=shown.chosen.region,
            shape=shown.chosen.borders.value,
            style=chart_style(),
            height=_HEIGHT,
            labels=True,
            clickable=False,
        ),
        theme=None,
        key="region_index_map",
        alt=plain("regions.index_alt", index=index.title),
    )


def _pairs(shown: Shown, index: Index, values: dict[str, float]) -> None:
    measure = shown.chosen.measure
    heading = plain(f"regions.heading_{measure}")
    st.header(t("regions.pairs"), anchor=False)
    st.altair_chart(
        scatter(
            _points(shown, values),
            x_title=index.title,
            y_title=heading,
            selected=shown.chosen.region,
            style=chart_style(),
            height=_HEIGHT,
        ),
        theme=None,
        key="region_pairs",
        alt=plain("regions.pairs_alt", heading=heading, index=index.title),
    )
    st.markdown(small(t("regions.pairs_note")))


def _points(shown: Shown, values: dict[str, float]) -> pd.DataFrame:
    """Units that have both."""
    frame = shown.figures.frame(shown.chosen.measure).rename(
        columns={"region_code": "code", "value": "y"}
    )
    frame["x"] = frame["code"].map(values)
    frame["tip"] = frame["name"] + ": " + frame["label"] + " · " + frame["x"].map(written)
    return frame[frame["status"] == "shown"][["code", "name", "x", "y", "tip"]]


def _column(index: Index, values: dict[str, float]) -> Figures:
    def cell(code: str | None) -> Cell:
        value = values.get(code or "")
        return Cell(written(value), order=value)

    return Figures(index.title, cell)
