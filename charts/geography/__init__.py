"""Region borders of Finland by vintage, with the points where their names belong."""

from charts.geography.borders import (
    ALAND,
    OBJECT_NAME,
    REGION_CODES,
    Vintage,
    label_points,
    outline,
    region_feature,
    topology,
)

__all__ = [
    "ALAND",
    "OBJECT_NAME",
    "REGION_CODES",
    "Vintage",
    "label_points",
    "outline",
    "region_feature",
    "topology",
]
