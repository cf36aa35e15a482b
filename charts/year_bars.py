"""A column for each year with its number on top; never to be summed over the years.

HTML, like `charts.decision_bar` and for the same reason: each region that is clicked draws it.
"""

from html import escape

import pandas as pd

from charts.style import Style


def year_bars(frame: pd.DataFrame, *, alternative: str, style: Style) -> str:
    """The columns as HTML, from zero, the largest as high as there is room.

    `frame` has year (int), value (int, not negative) and label (the value as text).
    """
    most = max([1, *frame["value"]])
    columns = "".join(
        _column(int(row["year"]), row["value"] / most, str(row["label"]), style)
        for row in frame.to_dict("records")
    )
    said = escape(alternative, quote=True)
    return (
        f'<div class="year-bars" role="img" aria-label="{said}"'
        f' style="--base:{style.palette.axis}">{columns}</div>'
    )


def _column(year: int, part: float, label: str, style: Style) -> str:
    return (
        f'<div style="--part:{part:.4f}"><b>{escape(label)}</b>'
        f'<i style="background:{style.palette.data}"></i><span>{year}</span></div>'
    )
