"""The emblem of the European Union, drawn as its graphics guide says."""

from math import cos, pi, sin
from xml.etree.ElementTree import Element, SubElement

_BLUE, _GOLD = "#003399", "#FFCC00"
_STARS = 12
#: Of the height: the circle of the stars' centres, and the circle around a star.
_RING, _STAR = 1 / 3, 1 / 18
_INNER = 0.381966  # where the points of a five-pointed star meet


def emblem(x: float, y: float, height: float) -> Element:
    """A group of `height` and one and a half times that width, its corner at (x, y)."""
    group = Element("g", {"transform": f"translate({x:g},{y:g})"})
    SubElement(
        group, "rect", {"width": f"{height * 1.5:g}", "height": f"{height:g}", "fill": _BLUE}
    )
    for hour in range(_STARS):
        turn = 2 * pi * hour / _STARS
        middle = (height * (0.75 + _RING * sin(turn)), height * (0.5 - _RING * cos(turn)))
        SubElement(group, "polygon", {"points": _star(*middle, height * _STAR), "fill": _GOLD})
    return group


def _star(x: float, y: float, radius: float) -> str:
    """The ten corners of a star that stands upright."""
    return " ".join(
        f"{x + reach * sin(corner * pi / 5):.2f},{y - reach * cos(corner * pi / 5):.2f}"
        for corner in range(10)
        for reach in (radius if corner % 2 == 0 else radius * _INNER,)
    )
