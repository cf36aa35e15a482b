"""How the collection of deeds has grown, with the numbers that were published on the way."""

import pandas as pd

from charts.growth import deed_growth
from pages.overview import chart_card
from programme.codes import Comparator
from ui import formats
from ui.charts import chart_style
from ui.texts import plain, t
from ui.values import compared

#: Dots nearer than this share of the axis cannot both be labelled: the later one is.
_NEAR = 0.08


def show(line: pd.DataFrame, published: pd.DataFrame, *, demo: bool) -> None:
    """Draw the card from `data_access.growth`: deeds month by month, and what was published."""
    line = _begun(line)
    within = _within(line, published)
    chart = None
    if len(line):
        labels = _labels(within)
        dots = within.assign(label=labels.where(~_crowded(line, within), ""), what=labels)
        chart = deed_growth(line, dots, axis=plain("overview.deeds"), style=chart_style())
    chart_card.show(
        "growth",
        "overview.growth",
        t("overview.growth_note_demo" if demo else "overview.growth_note"),
        chart=chart,
        told=_told(line),
        table=lambda: _table(line, within),
        empty=t("overview.no_deeds"),
    )


def _begun(line: pd.DataFrame) -> pd.DataFrame:
    """The line from the last month without deeds on."""
    if line.empty or line["deeds"].max() == 0:
        return line.iloc[:0]
    first = int((line["deeds"] > 0).to_numpy().argmax())
    return line.iloc[max(first - 1, 0) :]


def _within(line: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    if line.empty:
        return published.iloc[:0]
    first = line["month"].min().replace(day=1)
    return published[published["on"].between(first, line["month"].max())]


def _labels(published: pd.DataFrame) -> "pd.Series[str]":
    rows = zip(published["comparator"], published["value"], strict=True)
    labels = [compared(Comparator(how), formats.number(value)) for how, value in rows]
    return pd.Series(labels, index=published.index, dtype=str)


def _crowded(line: pd.DataFrame, published: pd.DataFrame) -> "pd.Series[bool]":
    """Which dots have the next one so near that the labels would run into each other."""
    span = line["month"].max() - line["month"].min()
    return published["on"].diff(-1).abs() < span * _NEAR


def _told(line: pd.DataFrame) -> str:
    if line.empty:
        return ""
    last = line.iloc[-1]
    return plain("overview.growth_alternative", deeds=int(last["deeds"]), on=last["month"].date())


def _table(line: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """The ends of the years and the last day, among the published numbers."""
    ends = line[(line["month"].dt.month == 12) | (line.index == line.index[-1])]
    ours = ends.assign(on=ends["month"], number=ends["deeds"].map(formats.number))
    told = published.assign(number=_labels(published))
    both = pd.concat(
        [
            ours.assign(source=plain("overview.own_number")),
            told.assign(source=plain("kpi.published")),
        ]
    ).sort_values("on", kind="stable")
    return pd.DataFrame(
        {
            plain("overview.column.on"): both["on"].map(formats.date),
            plain("overview.column.source"): both["source"],
            plain("overview.deeds"): both["number"],
        }
    )
