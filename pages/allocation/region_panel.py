"""Where the days would go: a map for each policy, and the numbers as a table."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from charts.regions import LegendTexts, class_breaks, class_legend, region_map
from data_access.allocation import outside_target_area
from pages.allocation.plan import Plan
from pages.allocation.words import difference
from pages.regions.figures import class_labels
from programme.allocation import Allocation
from programme.allocation.comparison import by_region
from ui import formats
from ui.charts import chart_style, draw_chart
from ui.escape import markdown
from ui.layout import card, small
from ui.reads import ask
from ui.region_names import region_name
from ui.tables import table_button
from ui.texts import plain, t

_HEIGHT = 330
Days = Mapping[str | None, int]


def show(plan: Plan) -> None:
    """Draw the card."""
    sides = [("proposed", plan.proposed), *([("against", plan.against)] if plan.against else [])]
    breaks = class_breaks(days for _, each in sides for days in plan.regions(each).values() if days)
    with card("allocation_regions"):
        _heading(plan)
        _legend(breaks)
        for place, (side, allocation) in zip(st.columns(len(sides)), sides, strict=True):
            with place:
                st.markdown(t(f"allocation.map_{side}"))
                _map(plan, side, allocation, breaks)
        st.markdown(small(t("regions.borders")))


def _heading(plan: Plan) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", key="allocation_regions_heading_row"
    ):
        st.header(t("allocation.by_region"), anchor=False)
        table_button("allocation_regions", lambda: region_table(plan))


def _legend(breaks: list[float]) -> None:
    texts = LegendTexts(outside=plain("regions.outside"), empty=plain("allocation.no_days"))
    draw_chart(
        class_legend(class_labels(breaks), texts=texts, style=chart_style()),
        key="allocation_legend",
        name=plain("map.legend"),
    )


def _map(plan: Plan, side: str, allocation: Allocation, breaks: list[float]) -> None:
    days = plan.regions(allocation)
    draw_chart(
        region_map(
            _frame(days),
            classes=breaks,
            selected=None,
            shape=plan.chosen.vintage,
            style=chart_style(),
            height=_HEIGHT,
            clickable=False,
        ),
        key=f"allocation_map_{side}",
        name=plain("allocation.by_region"),
        told=plain("allocation.map_alternative", days=_in_words(days)),
    )


def _frame(days: Days) -> pd.DataFrame:
    outside = ask(outside_target_area)
    codes = sorted({code for code in days if code} | outside)
    return pd.DataFrame([_row(code, days.get(code), code in outside) for code in codes])


def _row(code: str, days: int | None, outside: bool) -> dict[str, object]:
    """A region that asks from outside the target area has its days all the same."""
    hatched = outside and days is None
    return {
        "region_code": code,
        "name": region_name(code),
        "value": float(days) if days else None,
        "label": plain("regions.outside") if hatched else plain("unit.days", n=days or 0),
        "status": "outside" if hatched else "shown",
    }


def _in_words(days: Days) -> str:
    return ", ".join(f"{region_name(code)} {count}" for code, count in _by_name(days))


def _by_name(days: Days) -> list[tuple[str | None, int]]:
    return sorted(days.items(), key=lambda item: region_name(item[0]))


def region_table(plan: Plan) -> pd.DataFrame:
    """Region, days asked for and days given by each policy, as Markdown."""
    asked = by_region(plan.requests, {each.number: each.most for each in plan.requests})
    given, other = plan.regions(plan.proposed), plan.regions(plan.against or plan.proposed)
    table = pd.DataFrame(
        {
            plain("allocation.column_region"): markdown(region_name(code)),
            plain("allocation.column_asked"): formats.number(days),
            plain("allocation.column_proposed"): formats.number(given[code]),
            plain("allocation.column_against"): formats.number(other[code]),
            plain("allocation.column_difference"): markdown(difference(given[code] - other[code])),
        }
        for code, days in _by_name(asked)
    )
    return table if plan.against else table.iloc[:, :3]
