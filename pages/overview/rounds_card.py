"""Sparring days asked for and granted, round by round."""

import pandas as pd

from charts.rounds import RoundTexts, requested_and_granted
from pages.overview import chart_card
from programme.periods import Period
from ui.charts import chart_style
from ui.escape import markdown
from ui.style import is_dark
from ui.texts import plain, t

#: Columns of the table and of the tooltip, with the keys of their names.
_COLUMNS = {
    "round_code": "app.round",
    "requested": "overview.requested",
    "granted": "overview.granted",
    "day_pool": "app.day_pool",
}


def show(frame: pd.DataFrame, period: Period) -> None:
    """Draw the card from `data_access.rounds.rounds`, for the rounds of the period."""
    within = _within(frame, period)
    names = [plain(key) for key in _COLUMNS.values()]
    chart = None
    if len(within):
        labelled = within.assign(label=within["round_code"].str[2:])
        chart = requested_and_granted(labelled, texts=RoundTexts(*names), style=chart_style())
    chart_card.show(
        "rounds",
        "overview.rounds",
        t("overview.rounds_note_dark" if is_dark() else "overview.rounds_note"),
        chart=chart,
        told=_told(within),
        table=lambda: _table(within).set_axis(names, axis=1),
        empty=t("overview.no_rounds"),
    )


def _table(within: pd.DataFrame) -> pd.DataFrame:
    return within[list(_COLUMNS)].assign(round_code=within["round_code"].map(markdown))


def _within(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rounds of the period's years; a round's code begins with its year."""
    if frame.empty:
        return frame
    return frame[frame["round_code"].str[:4].astype(int).isin(period.years)]


def _told(within: pd.DataFrame) -> str:
    if within.empty:
        return ""
    sums = within[["requested", "granted", "day_pool"]].sum()
    return plain(
        "overview.rounds_alternative",
        n=len(within),
        requested=int(sums["requested"]),
        granted=int(sums["granted"]),
        pool=int(sums["day_pool"]),
    )
