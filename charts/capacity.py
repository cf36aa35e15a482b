"""The day pool of a round as a bar: granted | left; below it how the days that are asked for fit,
and hatched what of them does not."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import altair as alt

from charts.figure import Figure, Row, compiled
from charts.style import SEMIBOLD, Style, hatch, text_width

Kind = Literal["granted", "left", "asked", "over"]

_ROWS = alt.NamedData(name="capacity")
_MARGIN = 4  # the rule of the pool reaches this far over the bars
_STROKE = 1.5
# The slant of the stripes depends on how much of the bar does not fit. It is fixed for a few such
# shares only, so that the chart is not made anew for each day.
_OVER_SHARES = (0.04, 0.1, 0.2, 0.35, 0.6, 1.0)


@dataclass(frozen=True)
class CapacityTexts:
    """Finished texts in the reader's language, such as "Myönnetty 17" and "11 päivää ei mahdu".

    `over` is shown only when something does not fit.
    """

    granted: str
    left: str
    requested: str
    pool: str
    over: str


@dataclass(frozen=True)
class Segment:
    """A stretch of the bar from `start` to `end`, in days from the left edge."""

    kind: Kind
    start: int
    end: int


def segments(granted: int, left: int, requested: int) -> list[Segment]:
    """The stretches that have a length; a negative number counts as none."""
    granted, left = max(granted, 0), max(left, 0)
    pool, asked_to = granted + left, granted + max(requested, 0)
    found = [
        Segment("granted", 0, granted),
        Segment("left", granted, pool),
        Segment("asked", granted, min(asked_to, pool)),
        Segment("over", pool, asked_to),
    ]
    return [segment for segment in found if segment.end > segment.start]


def capacity_bar(
    *, granted: int, left: int, requested: int, texts: CapacityTexts, style: Style
) -> Figure:
    """The bar of a round; all numbers are days.

    A text that does not fit its stretch shrinks to its number, then disappears: the page says the
    numbers in words too.
    """
    parts = segments(granted, left, requested)
    total = max([1, *(part.end for part in parts)])
    overflow = sum(part.end - part.start for part in parts if part.kind == "over")
    rows = [
        *(_stretch(part, texts, requested, style) for part in parts),
        *_pool_mark(
            max(granted, 0) + max(left, 0), texts.pool, texts.over if overflow else "", style
        ),
    ]
    rows = [{**row, "total": total} for row in rows]
    return Figure(_specification(style, _nearest_share(overflow / total)), {"capacity": rows})


def _nearest_share(share: float) -> float:
    return min(_OVER_SHARES, key=lambda known: abs(known - share))


def _stretch(part: Segment, texts: CapacityTexts, requested: int, style: Style) -> Row:
    text = _text_inside(part, texts)
    number = str(requested if part.kind == "asked" else part.end - part.start)
    top = _row_top(style, 1 if part.kind in ("asked", "over") else 0)
    return {
        **_colours(part.kind, style),
        "kind": part.kind,
        "start": part.start,
        "end": part.end,
        "top": top,
        "bottom": top + _bar_height(style),
        "text": text,
        "need": text_width(text, style.emphasis_size) + _indent(style),
        "short": number,
        "short_need": text_width(number, style.emphasis_size) + _indent(style),
    }


def _text_inside(part: Segment, texts: CapacityTexts) -> str:
    inside = {
        "granted": texts.granted,
        "left": texts.left,
        "asked": texts.requested,
    }
    return inside.get(part.kind, "")


def _colours(kind: Kind, style: Style) -> Row:
    palette = style.palette
    fill, stroke, ink = {
        "granted": (palette.data, palette.data, palette.on_data),
        "left": (palette.free, palette.axis, palette.text),
        "asked": (palette.page, palette.data, palette.text),
        "over": (palette.page, palette.over, palette.over_text),
    }[kind]
    return {"fill": fill, "stroke": stroke, "ink": ink}


def _pool_mark(pool: int, text: str, over: str, style: Style) -> list[Row]:
    """The rule at the end of the pool and the two texts under it."""
    bottom = _row_top(style, 1) + _bar_height(style)
    under = {"top": bottom, "bottom": bottom + _line_height(style)}
    place = {
        "start": pool,
        "end": pool,
        "pool_need": text_width(text, style.emphasis_size) + 2 * _indent(style),
        "over_need": text_width(over, style.emphasis_size) + _indent(style) if over else 0,
    }
    return [
        {**place, "kind": "rule", "top": -_MARGIN, "bottom": bottom + _MARGIN},
        {**place, **under, "kind": "pool", "text": text, "ink": style.palette.text},
        {**place, **under, "kind": "shortfall", "text": over, "ink": style.palette.over_text},
    ]


def _bar_height(style: Style) -> int:
    return style.pick(28, 90)


def _row_top(style: Style, row: int) -> int:
    return row * (_bar_height(style) + style.pick(6, 7))


def _line_height(style: Style) -> int:
    return round(style.emphasis_size * 1.9)


def _indent(style: Style) -> int:
    return round(style.emphasis_size * 0.6)


# Vega knows how wide the bar became on this screen, Python does not.
_EDGES = {
    "x0": "datum.start / datum.total * width",
    "x1": "datum.end / datum.total * width",
    "middle": "(datum.top + datum.bottom) / 2",
}
_FITTING = {
    "shown": "datum.need <= datum.x1 - datum.x0 ? datum.text"
    " : datum.short_need <= datum.x1 - datum.x0 ? datum.short : ''"
}
# Under the rule: the pool's text ends at it and the shortfall's begins there. Where the shortfall
# has no room on the right it ends at the edge and the pool gives way to the left; where the
# pool has none on the left it begins at the edge and the shortfall gives way to the right.
_UNDER = {
    "rightmost": "width - datum.over_need",
    "pool_x": "max(datum.pool_need, min(datum.x0, datum.rightmost))",
    "over_x": "min(max(datum.x0, datum.pool_x), max(datum.pool_x, datum.rightmost))",
}


@lru_cache(maxsize=64)
def _specification(style: Style, over_share: float) -> dict[str, Any]:
    height = _row_top(style, 1) + _bar_height(style) + _line_height(style)
    return compiled(
        [
            _boxes(),
            _inside(style),
            _overflow(style, over_share),
            _rule(style),
            *_labels_under(style),
        ],
        style,
        height=height + 2 * _MARGIN,
        padding={"left": 1, "right": 1, "top": _MARGIN, "bottom": _MARGIN},
        autosize="none",
        transforms=_EDGES,
    )


def _only(*kinds: str) -> alt.Chart:
    return alt.Chart(_ROWS).transform_filter(alt.FieldOneOfPredicate(field="kind", oneOf=kinds))


def _at(x: str, y: str) -> dict[str, Any]:
    """Pixels, not a scale: the place is calculated from the width."""
    return {
        "x": alt.X(f"{x}:Q", scale=None, axis=None),
        "y": alt.Y(f"{y}:Q", scale=None, axis=None),
    }


def _boxes() -> alt.Chart:
    mark: alt.Chart = _only("granted", "left", "asked").mark_rect(strokeWidth=_STROKE)
    return mark.encode(
        **_at("x0", "top"),
        x2="x1:Q",
        y2="bottom:Q",
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
    )


def _overflow(style: Style, share: float) -> alt.Chart:
    palette = style.palette
    stripes = hatch(
        palette.over,
        palette.page,
        width=share * style.pick(860, 1780),
        height=_bar_height(style),
        period=style.pick(9, 24),
    )
    mark: alt.Chart = _only("over").mark_rect(
        fill=stripes, stroke=palette.over, strokeWidth=_STROKE
    )
    return mark.encode(**_at("x0", "top"), x2="x1:Q", y2="bottom:Q")


def _inside(style: Style) -> alt.Chart:
    rows = _only("granted", "left", "asked").transform_calculate(**_FITTING)
    return _text(rows, style, "x0", "shown", align="left", dx=_indent(style))


def _rule(style: Style) -> alt.Chart:
    mark: alt.Chart = _only("rule").mark_rule(color=style.palette.text, strokeWidth=2)
    return mark.encode(**_at("x0", "top"), y2="bottom:Q")


def _labels_under(style: Style) -> list[alt.Chart]:
    pool = _only("pool").transform_calculate(**_UNDER)
    over = _only("shortfall").transform_calculate(**_UNDER)
    return [
        _text(pool, style, "pool_x", "text", align="right", dx=-_indent(style)),
        _text(over, style, "over_x", "text", align="left", dx=_indent(style)),
    ]


def _text(
    rows: alt.Chart,
    style: Style,
    x: str,
    field: str,
    *,
    align: Literal["left", "right"],
    dx: int,
) -> alt.Chart:
    mark: alt.Chart = rows.mark_text(
        fontSize=style.emphasis_size, fontWeight=SEMIBOLD, align=align, baseline="middle", dx=dx
    )
    ink = alt.Color("ink:N", scale=None)
    return mark.encode(**_at(x, "middle"), text=alt.Text(f"{field}:N"), color=ink)
