"""How the collection of deeds on Tekojen Tori has grown."""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, func, select

from data_access.questions import question
from data_access.schema import deed, published_figure
from programme.codes import DeedKind


@question("deeds")
def deed_growth(connection: Connection, first: date, last: date) -> pd.DataFrame:
    """month (month end, or `last`), deeds (shown on that day): cumulative over the programme."""
    gained = _daily(connection, deed.c.published_on)
    lost = _daily(connection, deed.c.withdrawn_on)
    months = pd.date_range(first, last, freq="ME").union(pd.DatetimeIndex([last]))
    change = (gained.sub(lost, fill_value=0)).cumsum() if len(gained) else gained
    deeds = change.reindex(months, method="ffill").fillna(0) if len(change) else 0
    return (
        pd.DataFrame({"month": months, "deeds": deeds})
        .astype({"deeds": int})
        .reset_index(drop=True)
    )


def _daily(connection: Connection, day: ColumnElement[Any]) -> "pd.Series[int]":
    rows = connection.execute(
        select(day, func.count())
        .where(deed.c.deed_kind == DeedKind.DEED, day.is_not(None))
        .group_by(day)
    ).all()
    days = pd.DatetimeIndex([row[0] for row in rows])
    return pd.Series([int(row[1]) for row in rows], index=days, dtype=int).sort_index()


@question("reference")
def published_deeds(connection: Connection) -> pd.DataFrame:
    """Published numbers of deeds: figure_code, on, value, comparator."""
    rows = connection.execute(
        select(
            published_figure.c.figure_code,
            published_figure.c.as_of,
            published_figure.c.published_value,
            published_figure.c.comparator,
        )
        .where(published_figure.c.indicator_code == "deeds", published_figure.c.as_of.is_not(None))
        .order_by(published_figure.c.as_of)
    ).all()
    return pd.DataFrame(
        [(row[0], pd.Timestamp(row[1]), int(row[2]), row[3]) for row in rows],
        columns=["figure_code", "on", "value", "comparator"],
    )
