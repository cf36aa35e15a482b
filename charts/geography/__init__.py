"""Borders of Finland's regions and counties, where their names belong, and the municipalities."""

from charts.geography.borders import (
    OBJECT_NAME,
    border_files,
    file_name,
    outline,
    region_feature,
    topology,
)
from charts.geography.municipalities import places
from charts.geography.projection import PROJECTION, Extent, extent, project
from charts.geography.shapes import (
    ALAND,
    REGION_CODES,
    SHAPES,
    Point,
    Shape,
    Unit,
    shape_codes,
    units,
)

__all__ = [
    "ALAND",
    "OBJECT_NAME",
    "PROJECTION",
    "REGION_CODES",
    "SHAPES",
    "Extent",
    "Point",
    "Shape",
    "Unit",
    "border_files",
    "extent",
    "file_name",
    "outline",
    "places",
    "project",
    "region_feature",
    "shape_codes",
    "topology",
    "units",
]
