"""Names and values written on the regions of a map, as far as there is room for them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from charts.figure import Row
from charts.geography import Extent, Point, Shape, extent, project, shape_codes, units
from charts.labels import LINE, Box, Label, fitting, text_at
from charts.map_parts import REGIONS, map_scale
from charts.style import Style

# Heights of the country in pixels for which labels are laid out, in units of the font size.
_STEPS = (15, 17, 19, 21, 23, 26, 29, 32, 36, 40, 44, 48, 53, 59, 66, 75)
_FILL = alt.Fill("fill:N", scale=None)
Texts = tuple[tuple[str, str, str], ...]


def steps(style: Style) -> list[int]:
    """The heights in pixels of the drawn country for which labels are laid out."""
    return [step * style.font_size for step in _STEPS]


def label_texts(
    rows: Sequence[Row], shape: Shape, style: Style, marks: Sequence[Row] = ()
) -> dict[str, Row]:
    """Code → its label: texts `text_0` … for each of the steps, empty where none fits, and `ink`.

    `marks` are places (longitude, latitude) that no text may cover.
    """
    shown = tuple(
        (row["region_code"], row["name"], row["label"])
        for row in rows
        if row["status"] != "outside" and row["name"]
    )
    outside = tuple(
        (row["region_code"], row["name"], "") for row in rows if row["status"] == "outside"
    )
    places = tuple((mark["longitude"], mark["latitude"]) for mark in marks)
    texts = _laid_out(shown, outside, shape, style, places)
    return {
        row["region_code"]: {
            **texts[row["region_code"]],
            "ink": style.palette.ink_on(row["fill"]),
        }
        for row in rows
    }


def label_layers(shape: Shape, style: Style) -> list[alt.Chart]:
    """The labels, each on a halo of its unit's fill where it reaches over the border."""
    halo = _texts(shape, style, strokeWidth=style.pick(3, 8))
    return [
        halo.encode(fill=_FILL, stroke=alt.Stroke("fill:N", scale=None)),
        _texts(shape, style).encode(fill=alt.Fill("ink:N", scale=None)),
    ]


@lru_cache(maxsize=64)
def _laid_out(
    shown: Texts, outside: Texts, shape: Shape, style: Style, places: tuple[Point, ...]
) -> dict[str, Row]:
    by_step = [map_labels(shown, outside, shape, style, height, places) for height in steps(style)]
    return {
        code: {
            f"text_{number}": labels[code].text if code in labels else ""
            for number, labels in enumerate(by_step)
        }
        for code in shape_codes(shape)
    }


def map_labels(
    shown: Texts,
    outside: Texts,
    shape: Shape,
    style: Style,
    height: int,
    places: Sequence[Point] = (),
) -> dict[str, Label]:
    """The labels of a map on which the country is `height` pixels high; places in its pixels.

    `shown` are (code, name, value as text) of the units that get a label, `outside` those drawn as
    a square with its name, which labels keep clear of, as they do of `places`.
    """
    found = extent(shape)
    scale = height / found.height
    wanted = {code: _choices(code, name, value, shape, style, scale) for code, name, value in shown}
    margin = style.pick(30, 90)
    frame = Box(-margin, 0, found.width * scale + margin, height + style.pick(20, 60))
    taken = [_square(code, name, shape, style, scale) for code, name, _ in outside]
    taken += [_mark(_pixels(place, found, scale), style) for place in places]
    return fitting(wanted, font_size=style.font_size, frame=frame, taken=taken)


def _choices(
    code: str, name: str, value: str, shape: Shape, style: Style, scale: float
) -> list[Label]:
    """The full name, the same on more lines, the short one, the value alone."""
    unit = units(shape)[code]
    x, y = _pixels(unit.label, extent(shape), scale)
    short = unit.shorts[style.language]
    texts = [f"{name}\n{value}", f"{_broken(name)}\n{value}", f"{short} {value}", value]
    return [Label(x, y, text.strip()) for text in texts if text.strip()]


def _broken(name: str) -> str:
    """The name with its parts under one another: Pohjois- / Karjala."""
    return name.replace("-", "-\n").replace(" ", "\n")


def _mark(place: Point, style: Style) -> Box:
    (x, y), reach = place, style.pick(8, 18)
    return Box(x - reach, y - reach, x + reach, y + reach)


def _square(code: str, name: str, shape: Shape, style: Style, scale: float) -> Box:
    x, y = _pixels(units(shape)[code].label, extent(shape), scale)
    half = style.pick(46, 58) / 2
    name_box = Label(x, y + half + style.font_size, name).box(style.font_size)
    return Box(
        min(x - half, name_box.left), y - half, max(x + half, name_box.right), name_box.bottom
    )


def _pixels(place: Point, found: Extent, scale: float) -> Point:
    x, y = project(place)
    return (x - found.left) * scale, (y - found.top) * scale


def _texts(shape: Shape, style: Style, **stroke: Any) -> alt.Chart:
    size = f"({map_scale(shape)} * {extent(shape).height:.6f})"
    named = alt.Chart(REGIONS).transform_calculate(written=text_at(size, steps(style)))
    text: alt.Chart = named.mark_text(
        clip=False,
        align="center",
        lineHeight=round(style.font_size * LINE),
        # Vega centres the first of several lines on the place; here the whole text is.
        dy={
            "expr": f"(1 - length(split(datum.written, '\\n'))) * {style.font_size * LINE / 2:.1f}"
        },
        baseline="middle",
        lineBreak="\n",
        fontSize=style.font_size,
        **({"strokeJoin": "round", **stroke}),
    )
    return text.encode(longitude="longitude:Q", latitude="latitude:Q", text="written:N")
