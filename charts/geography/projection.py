"""The projection of every map, also computed on our side: where a place is drawn.

The transverse Mercator on 27° E is the look Finns know from their own maps (TM35FIN). Vega draws it
on a sphere; the same formula here tells where labels would collide before anything is drawn.
"""

from dataclasses import dataclass
from functools import cache
from math import atan2, atanh, cos, radians, sin, tan
from typing import Any

from charts.geography.borders import region_feature
from charts.geography.shapes import Point, Shape, shape_codes

CENTRAL_MERIDIAN = 27
PROJECTION: dict[str, Any] = {"type": "transverseMercator", "rotate": [-CENTRAL_MERIDIAN, 0, 0]}


@dataclass(frozen=True)
class Extent:
    """The box around a shape in the plane of `project`."""

    left: float
    top: float
    width: float
    height: float


def project(place: Point) -> Point:
    """Longitude and latitude → x to the right and y downwards, in radii of the earth."""
    longitude, latitude = radians(place[0] - CENTRAL_MERIDIAN), radians(place[1])
    return atanh(cos(latitude) * sin(longitude)), -atan2(tan(latitude), cos(longitude))


@cache
def extent(shape: Shape) -> Extent:
    """The box around all units of a shape."""
    points = [project(point) for code in shape_codes(shape) for point in _corners(shape, code)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Extent(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _corners(shape: Shape, code: str) -> list[Point]:
    polygons = region_feature(shape, code)["geometry"]["coordinates"]
    return [point for polygon in polygons for ring in polygon for point in ring]
