"""The sheet as one SVG: heading, drawn charts, notes and the funder's mark, from top to bottom."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from charts.pictures.emblem import emblem
from charts.style import LIGHT, SEMIBOLD, text_width

WIDTH = 900
MARGIN = 28
#: What is left for the charts of a row.
INNER_WIDTH = WIDTH - 2 * MARGIN
GAP = 20

_TITLE, _SUBTITLE, _NOTE = 22, 14, 12
_LEADING = 1.3
_UNDER_TITLE = 10
_EMBLEM = 30
_MARK_PAPER, _MARK_INK = "#FBF3DA", "#6B4E00"

Drawn = Element  # an <svg> of known width and height


def page(order: dict[str, Any], rows: Sequence[Sequence[Drawn]], font: str) -> Element:
    """The whole sheet of `Sheet.order`, with its charts drawn, as an <svg>."""
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "font-family": font})
    root.set("role", "img")
    SubElement(root, "title").text = order["title"]
    SubElement(root, "desc").text = order["description"]
    paper = SubElement(root, "rect", {"width": f"{WIDTH}", "fill": LIGHT.page})
    bottom = _heading(root, order, MARGIN)
    for row, titles in zip(rows, order["titles"], strict=True):
        below = _titles(root, row, titles, bottom + GAP)
        bottom = _charts(root, row, below)
    height = _foot(root, order, bottom + GAP) + MARGIN
    paper.set("height", f"{height:g}")
    _sized(root, height)
    return root


def _sized(root: Element, height: float) -> None:
    root.set("width", f"{WIDTH}")
    root.set("height", f"{height:g}")
    root.set("viewBox", f"0 0 {WIDTH} {height:g}")


def _heading(root: Element, order: dict[str, Any], top: float) -> float:
    """Title and subtitle; beside the title the mark."""
    room = INNER_WIDTH - (_mark(root, order["mark"], top) if order["mark"] else 0)
    style = {"font-weight": f"{SEMIBOLD}", "fill": LIGHT.text}
    below = _text(root, _wrapped(order["title"], _TITLE, room), _TITLE, MARGIN, top, style)
    lines = _wrapped(order["subtitle"], _SUBTITLE, INNER_WIDTH)
    return _text(root, lines, _SUBTITLE, MARGIN, below, {"fill": LIGHT.muted})


def _mark(root: Element, text: str, top: float) -> float:
    """The box in the corner; returns how much of the line it takes."""
    width, height = text_width(text, _SUBTITLE) * 1.1 + 20, 28
    left = WIDTH - MARGIN - width
    box = {"x": f"{left:g}", "y": f"{top:g}", "width": f"{width:g}", "height": f"{height}"}
    SubElement(root, "rect", {**box, "rx": "6", "fill": _MARK_PAPER, "stroke": _MARK_INK})
    style = {"font-weight": f"{SEMIBOLD}", "fill": _MARK_INK, "text-anchor": "middle"}
    _text(root, [text], _SUBTITLE, left + width / 2, top + 4, style)
    return width + GAP


def _titles(root: Element, row: Sequence[Drawn], titles: Sequence[str], top: float) -> float:
    """The titles of a row's charts, where they have any."""
    left, below = float(MARGIN), top
    style = {"font-weight": f"{SEMIBOLD}", "fill": LIGHT.text}
    for chart, title in zip(row, titles, strict=True):
        width = float(chart.get("width", "0"))
        if title:
            lines = _wrapped(title, _SUBTITLE, width)
            below = max(below, _text(root, lines, _SUBTITLE, left, top, style) + _UNDER_TITLE)
        left += width + GAP
    return below


def _charts(root: Element, row: Sequence[Drawn], top: float) -> float:
    left: float = MARGIN
    for chart in row:
        chart.set("x", f"{left:g}")
        chart.set("y", f"{top:g}")
        root.append(chart)
        left += float(chart.get("width", "0")) + GAP
    return top + max(float(chart.get("height", "0")) for chart in row)


def _foot(root: Element, order: dict[str, Any], top: float) -> float:
    """The notes on the left, the funder's mark on the right, under a line."""
    line = {"x1": f"{MARGIN}", "x2": f"{WIDTH - MARGIN}", "y1": f"{top:g}", "y2": f"{top:g}"}
    SubElement(root, "line", {**line, "stroke": LIGHT.grid})
    aside = _funder(root, order["visibility"], top + 12)
    room = INNER_WIDTH - aside - GAP
    lines = [line for note in order["notes"] for line in _wrapped(note, _NOTE, room)]
    below = _text(root, lines, _NOTE, MARGIN, top + 8, {"fill": LIGHT.muted})
    return max(below, top + 12 + _EMBLEM)


def _funder(root: Element, text: str, top: float) -> float:
    """The emblem and its words; returns how much of the line they take."""
    words = text_width(text, _NOTE) * 1.1
    width = _EMBLEM * 1.5 + 8 + words
    left = WIDTH - MARGIN - width
    root.append(emblem(left, top, _EMBLEM))
    place = left + _EMBLEM * 1.5 + 8
    _text(root, [text], _NOTE, place, top + (_EMBLEM - _NOTE * _LEADING) / 2, {"fill": LIGHT.text})
    return width


def _text(
    root: Element, lines: Sequence[str], size: int, x: float, top: float, style: dict[str, str]
) -> float:
    """Lines of text one below the other; returns where the next one would begin."""
    for number, line in enumerate(lines):
        place = {"x": f"{x:g}", "y": f"{top + size + number * size * _LEADING:g}"}
        SubElement(root, "text", {**place, "font-size": f"{size}px", **style}).text = line
    return top + len(lines) * size * _LEADING


def _wrapped(text: str, size: int, room: float) -> list[str]:
    """The words of the text on as few lines as they need; a longer word has a line to itself."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
