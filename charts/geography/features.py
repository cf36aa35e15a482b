"""Units as features of a GeoJSON file, as RFC 7946 wants them.

The border files turn the other way round, as Vega wants them.
"""

from itertools import pairwise
from typing import Any

from charts.geography.borders import Ring, region_feature
from charts.geography.shapes import Shape


def geometry(shape: Shape, code: str) -> dict[str, Any]:
    """The MultiPolygon of a unit: outer rings against the clock, holes with it.

    KeyError for an unknown code.
    """
    polygons = region_feature(shape, code)["geometry"]["coordinates"]
    return {"type": "MultiPolygon", "coordinates": [_polygon(rings) for rings in polygons]}


def _polygon(rings: list[Ring]) -> list[Ring]:
    outer, *holes = rings
    return [
        _turned(outer, against_clock=True),
        *(_turned(hole, against_clock=False) for hole in holes),
    ]


def _turned(ring: Ring, *, against_clock: bool) -> Ring:
    return ring if (signed_area(ring) > 0) == against_clock else ring[::-1]


def signed_area(ring: Ring) -> float:
    """Twice the area in square degrees; positive for a ring that goes against the clock."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))
