"""Reads the border files once and cuts single regions out of them.

Coordinates are WGS 84 degrees, longitude first. Everything returned is shared between callers:
read it, do not change it.
"""

import csv
import json
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Literal

Vintage = Literal["2016", "2021"]
Point = tuple[float, float]
Ring = list[Point]

ALAND = "MK21"
OBJECT_NAME = "regions"
REGION_CODES = tuple(f"MK{number:02d}" for number in range(1, 22) if number not in (3, 20))

# An islet smaller than this share of the region's largest part gets no outline of its own: a thick
# outline would turn an archipelago into one blot.
_SMALLEST_OUTLINED_PART = 0.02
_HERE = Path(__file__).parent


@cache
def topology(vintage: Vintage) -> dict[str, Any]:
    """The TopoJSON of a vintage: object `regions`, 19 geometries whose id is the region code."""
    text = (_HERE / f"regions_{vintage}.topojson").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def label_points() -> dict[str, Point]:
    """Region code → the point (longitude, latitude) where its name is written."""
    with (_HERE / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["region_code"]: (float(row["label_lon"]), float(row["label_lat"])) for row in rows
        }


@cache
def region_feature(vintage: Vintage, region_code: str) -> dict[str, Any]:
    """One region as a GeoJSON feature (always a MultiPolygon); KeyError for an unknown code."""
    geometry = _geometries(vintage)[region_code]
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    coordinates = [[_ring(vintage, ring) for ring in polygon] for polygon in polygons]
    return {
        "type": "Feature",
        "id": region_code,
        "properties": {},
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


@cache
def outline(vintage: Vintage, region_code: str) -> list[Ring]:
    """The closed outer rings of a region, largest first, without its islets."""
    polygons = region_feature(vintage, region_code)["geometry"]["coordinates"]
    rings = sorted((polygon[0] for polygon in polygons), key=_area, reverse=True)
    smallest = _area(rings[0]) * _SMALLEST_OUTLINED_PART
    return [ring for ring in rings if _area(ring) >= smallest]


@cache
def _geometries(vintage: Vintage) -> dict[str, dict[str, Any]]:
    geometries = topology(vintage)["objects"][OBJECT_NAME]["geometries"]
    return {geometry["id"]: geometry for geometry in geometries}


@cache
def _arcs(vintage: Vintage) -> list[Ring]:
    transform = topology(vintage)["transform"]
    return [_decoded(arc, transform) for arc in topology(vintage)["arcs"]]


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """TopoJSON stores steps on a grid, not places."""
    (scale_x, scale_y), (origin_x, origin_y) = transform["scale"], transform["translate"]
    steps_x = accumulate(step[0] for step in arc)
    steps_y = accumulate(step[1] for step in arc)
    return [
        (round(x * scale_x + origin_x, 5), round(y * scale_y + origin_y, 5))
        for x, y in zip(steps_x, steps_y, strict=True)
    ]


def _ring(vintage: Vintage, arc_numbers: list[int]) -> Ring:
    ring: Ring = []
    for number in arc_numbers:
        points = _arc(vintage, number)
        ring += points[1:] if ring else points
    return ring


def _arc(vintage: Vintage, number: int) -> Ring:
    """Arc n, or for a negative number (-1 is arc 0) the same arc from its end to its start."""
    return _arcs(vintage)[number] if number >= 0 else _arcs(vintage)[~number][::-1]


def _area(ring: Ring) -> float:
    """Twice the area in square degrees: enough to tell the mainland from an islet."""
    pairs = pairwise(ring)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs))
