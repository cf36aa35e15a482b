"""The legend of the map, a chart of its own above it: five joined swatches and the other states."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

import altair as alt

from charts.classes import CLASS_COUNT
from charts.figure import Figure, Row, compiled
from charts.style import Style, bands, hatch, text_width

# Why a region has no class: nothing to show, no such figure, too few people to show, not in the
# target area.
Unclassed = Literal["empty", "missing", "suppressed", "outside"]

_ORDER: tuple[Unclassed, ...] = ("outside", "suppressed", "missing", "empty")
_ROWS = alt.NamedData(name="legend")
# Places are counted in swatches; Vega gives them pixels when it knows how wide the screen is.
_LINE_LENGTH = 7.2  # five swatches, a gap, and a state with its text
_GAP = 0.35
_STATE_BOX = 0.75
# Pixels of a swatch where the legend is narrow.
_NARROW_UNIT, _NARROW_UNIT_IN_MEETING = 50, 140
# Labels stand close: here the generous estimate of their width is taken back.
_TIGHT = 0.92


@dataclass(frozen=True)
class LegendTexts:
    """Names of the states without a class; an empty one is left out of the legend."""

    outside: str = ""
    suppressed: str = ""
    empty: str = ""
    missing: str = ""


def unclassed_fill(state: Unclassed, style: Style, *, width: int, height: int) -> Any:
    """The fill of a region without a class, for a mark of about `width` by `height` pixels."""
    palette = style.palette
    if state == "outside":
        period = style.pick(9, 22)
        return hatch(
            palette.axis, palette.page, width=width, height=height, period=period, duty=0.2
        )
    if state == "suppressed":
        period = style.pick(5, 12)
        return hatch(
            palette.muted, palette.field, width=width, height=height, period=period, duty=0.3
        )
    if state == "missing":
        return bands(palette.axis, palette.page, height=height, period=style.pick(6, 14))
    return palette.page


def class_legend(
    class_labels: Sequence[str],
    *,
    texts: LegendTexts,
    style: Style,
    limits: Sequence[str] = (),
    diverging: bool = False,
) -> Figure:
    """Five swatches from the lowest class to the highest, then the states that have a name.

    `diverging` for classes of changes.
    `class_labels` are finished texts ("alle 40", "40–49" …): five, or none where nothing on the
    map has a class; any other number is a ValueError.
    Where a label is wider than its swatch, `limits`, the four inner breaks as texts, stand
    between the swatches instead; without them the labels become smaller.
    """
    if class_labels and len(class_labels) != CLASS_COUNT:
        raise ValueError(f"a legend has {CLASS_COUNT} classes, not {len(class_labels)}")
    colors = style.palette.changes if diverging else style.palette.classes
    classes = _classes(class_labels, colors, style) if class_labels else []
    states = _states(texts, style, classes=bool(classes))
    need = max((row["need"] for row in classes), default=0) if limits else 0
    rows = [{**row, "crowd": need} for row in (*classes, *_limits(limits, style), *states)]
    lines = 1 + max((row["line"] for row in rows), default=0)
    return Figure(_specification(style, lines), {"legend": rows})


def _classes(labels: Sequence[str], colors: Sequence[str], style: Style) -> list[Row]:
    return [
        {**_swatch(n, 1, 0, label, style), "kind": "class", "fill": fill}
        for n, (label, fill) in enumerate(zip(labels, colors, strict=True))
    ]


def _limits(limits: Sequence[str], style: Style) -> list[Row]:
    return [
        {**_swatch(n, 0, 0, text, style), "kind": "limit"} for n, text in enumerate(limits, start=1)
    ]


def _states(texts: LegendTexts, style: Style, *, classes: bool) -> list[Row]:
    """A state with a short name fits beside the classes; others get a line of their own."""
    found = _named(texts)
    line = legend_lines(texts, style, classes=classes) - 1
    beside = classes and not line
    first, step = (CLASS_COUNT + _GAP, 0.0) if beside else (0.0, _LINE_LENGTH / max(len(found), 1))
    room = step or _LINE_LENGTH - first
    return [
        {**_swatch(first + n * step, _STATE_BOX, line, text, style), "kind": state, "room": room}
        for n, (state, text) in enumerate(found)
    ]


def _named(texts: LegendTexts) -> list[tuple[str, str]]:
    named = [(state, getattr(texts, state)) for state in _ORDER]
    return [(state, text) for state, text in named if text]


def legend_lines(texts: LegendTexts, style: Style, *, classes: bool = True) -> int:
    """How many lines the legend has: a second one for states that do not fit beside the classes."""
    if not classes:
        return 1
    names = [text for _, text in _named(texts)]
    room = (_LINE_LENGTH - CLASS_COUNT - _GAP) * style.pick(_NARROW_UNIT, _NARROW_UNIT_IN_MEETING)
    fits = not names or (len(names) == 1 and text_width(names[0], style.font_size) * _TIGHT <= room)
    return 1 if fits else 2


def _swatch(start: float, length: float, line: int, text: str, style: Style) -> Row:
    top = 1 + line * _line_height(style)
    return {
        "start": start,
        "end": start + length,
        "line": line,
        "top": top,
        "bottom": top + style.pick(14, 36),
        "text": text,
        "room": 1.0,
        "need": round(text_width(text, style.font_size) * _TIGHT),
    }


def _line_height(style: Style) -> int:
    return style.pick(40, 110)


@lru_cache(maxsize=32)
def _specification(style: Style, lines: int) -> dict[str, Any]:
    unit = f"min((width - 1) / {_LINE_LENGTH}, {style.pick(66, 190)})"
    font = style.font_size
    return compiled(
        [
            _boxes(style),
            *(_state_box(state, style) for state in get_args(Unclassed)),
            _class_labels("class", f"{unit} >= datum.crowd", style),
            _class_labels("limit", f"{unit} < datum.crowd", style),
            _state_labels(style),
        ],
        style,
        height=lines * _line_height(style) - style.pick(6, 16),
        padding={"left": 1, "right": 1, "top": 0, "bottom": 0},
        autosize="none",
        transforms={
            "x0": f"datum.start * {unit}",
            "x1": f"datum.end * {unit}",
            "middle": f"(datum.start + datum.end) / 2 * {unit}",
            # A label a little too long for its place is set a little smaller.
            "font": f"clamp({font} * datum.room * {unit} / max(datum.need, 1),"
            f" {font * 0.6}, {font})",
        },
    )


def _kind(kind: str) -> alt.Chart:
    return alt.Chart(_ROWS).transform_filter(alt.FieldEqualPredicate(field="kind", equal=kind))


def _box_places() -> dict[str, Any]:
    return {"x": _pixels(alt.X, "x0"), "y": _pixels(alt.Y, "top"), "x2": "x1:Q", "y2": "bottom:Q"}


def _pixels(channel: Any, field: str) -> Any:
    return channel(f"{field}:Q", scale=None, axis=None)


def _boxes(style: Style) -> alt.Chart:
    mark: alt.Chart = _kind("class").mark_rect(stroke=style.palette.axis, strokeWidth=0.8)
    return mark.encode(**_box_places(), fill=alt.Fill("fill:N", scale=None))


def _state_box(state: Unclassed, style: Style) -> alt.Chart:
    fill = unclassed_fill(state, style, width=style.pick(48, 140), height=style.pick(14, 36))
    mark: alt.Chart = _kind(state).mark_rect(fill=fill, stroke=style.palette.axis, strokeWidth=0.8)
    return mark.encode(**_box_places())


def _class_labels(kind: str, when: str, style: Style) -> alt.Chart:
    rows = _kind(kind).transform_filter(when)
    text: alt.Chart = rows.mark_text(align="center", baseline="top", dy=style.pick(6, 14))
    size = alt.Size("font:Q", scale=None)
    return text.encode(**_label_places("middle"), text="text:N", size=size)


def _state_labels(style: Style) -> alt.Chart:
    others = alt.Chart(_ROWS).transform_filter("indexof(['class', 'limit'], datum.kind) < 0")
    text: alt.Chart = others.mark_text(align="left", baseline="top", dy=style.pick(6, 14))
    return text.encode(**_label_places("x0"), text="text:N", size=alt.Size("font:Q", scale=None))


def _label_places(x: str) -> dict[str, Any]:
    return {"x": _pixels(alt.X, x), "y": _pixels(alt.Y, "bottom")}
