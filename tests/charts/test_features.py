"""Units as features of a GeoJSON file keep the rules of RFC 7946."""

import pytest

from charts.geography import SHAPES, Shape, region_feature, shape_codes
from charts.geography.features import geometry, signed_area


@pytest.mark.parametrize("shape", SHAPES)
def test_outer_rings_go_against_the_clock_and_holes_with_it(shape: Shape) -> None:
    for code in shape_codes(shape):
        found = geometry(shape, code)
        assert found["type"] == "MultiPolygon"
        for outer, *holes in found["coordinates"]:
            assert signed_area(outer) > 0, code
            assert all(signed_area(hole) < 0 for hole in holes), code


@pytest.mark.parametrize("shape", SHAPES)
def test_no_place_is_lost_or_moved(shape: Shape) -> None:
    for code in shape_codes(shape):
        before = region_feature(shape, code)["geometry"]["coordinates"]
        after = geometry(shape, code)["coordinates"]
        assert [[sorted(ring) for ring in polygon] for polygon in after] == [
            [sorted(ring) for ring in polygon] for polygon in before
        ]
        assert all(ring[0] == ring[-1] and len(ring) >= 4 for polygon in after for ring in polygon)


@pytest.mark.parametrize("shape", SHAPES)
def test_coordinates_are_degrees_with_the_longitude_first(shape: Shape) -> None:
    for code in shape_codes(shape):
        for polygon in geometry(shape, code)["coordinates"]:
            assert all(19 < x < 32 and 59 < y < 71 for ring in polygon for x, y in ring)


def test_an_unknown_unit_has_no_geometry() -> None:
    with pytest.raises(KeyError):
        geometry("2021", "MK03")
