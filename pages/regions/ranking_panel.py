"""The regions in order, as bars or as a table, and as a file to take along."""

import pandas as pd
import streamlit as st

from charts.regions import ranking
from pages.regions import export
from pages.regions.choices import Choices
from pages.regions.figures import RegionFigures
from pages.regions.map_panel import in_words
from ui.charts import chart_style
from ui.escape import markdown
from ui.layout import small
from ui.period_row import name as period_name
from ui.texts import plain, t

_AS_TABLE = "regions_as_table"


def show(figures: RegionFigures, chosen: Choices) -> None:
    """Draw the ranking of the chosen measure."""
    as_table = st.session_state.get(_AS_TABLE, False)
    with st.container(key="region_table", gap="xsmall"):
        st.header(t(f"regions.heading_{chosen.measure}"), anchor=False)
        _table(figures, chosen.measure) if as_table else _bars(figures, chosen)
    _elsewhere(figures, chosen.measure)
    with st.container(horizontal=True, gap="small"):
        _table_button(as_table)
        _export_button(figures, chosen)


def _bars(figures: RegionFigures, chosen: Choices) -> None:
    measure = chosen.measure
    st.altair_chart(
        ranking(
            figures.frame(measure),
            classes=figures.breaks(measure),
            selected=chosen.region,
            style=chart_style(),
        ),
        theme=None,
        key="region_ranking",
        alt=in_words(figures, measure),
    )


def _table(figures: RegionFigures, measure: str) -> None:
    st.table(
        ranking_table(figures, measure),
        border="horizontal",
        hide_index=True,
        alt=plain(f"regions.heading_{measure}"),
    )


def ranking_table(figures: RegionFigures, measure: str) -> pd.DataFrame:
    """Rank, name and figure of every region, as Markdown."""
    return pd.DataFrame(
        [
            {
                plain("regions.rank"): str(figures.rank(code, measure) or plain("value.no")),
                plain("filter.region"): markdown(figures.name(code)),
                plain(f"regions.heading_{measure}"): markdown(figures.text(code, measure)),
            }
            for code in _in_order(figures, measure)
        ]
    )


def _in_order(figures: RegionFigures, measure: str) -> list[str]:
    """By rank; regions without one come last, those outside the target area after all."""
    return sorted(
        figures.codes(),
        key=lambda code: (
            not figures.in_target_area(code),
            figures.rank(code, measure) or len(figures.codes()),
        ),
    )


def _elsewhere(figures: RegionFigures, measure: str) -> None:
    """Organisations without a region are not on the map, but they are not lost either."""
    found = figures.elsewhere(measure)
    if found:
        st.markdown(small(t("regions.elsewhere", value=found)))


def _table_button(as_table: bool) -> None:
    st.button(
        t("action.show_chart") if as_table else t("action.show_table"),
        icon=":material/bar_chart:" if as_table else ":material/table:",
        key="region_table_switch",
        on_click=lambda: st.session_state.update({_AS_TABLE: not as_table}),
    )


def _export_button(figures: RegionFigures, chosen: Choices) -> None:
    st.download_button(
        t("action.export_csv"),
        export.regions_csv(figures, period_name(chosen.period)),
        file_name=export.file_name(chosen.period),
        mime="text/csv",
        icon=":material/download:",
        key="region_export",
        on_click="ignore",
    )
