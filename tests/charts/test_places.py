"""Point marks: told apart by form, on any class, and of known kinds only."""

import pytest

from charts.places import FORMS, place_rows, places_legend
from charts.region_map import region_map
from charts.style import DARK, LIGHT, Palette, Style, contrast

from .samples import BREAKS, places_frame, region_frame


def test_every_kind_has_a_form_of_its_own() -> None:
    assert len(set(FORMS.values())) == len(FORMS)


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="event, visit, seat, not castle"):
        place_rows(places_frame().assign(kind="castle"), Style())


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_mark_stands_out_from_its_ring_and_so_from_any_class(palette: Palette) -> None:
    assert contrast(palette.text, palette.page) >= 3


def test_a_map_has_places_when_it_is_given_some() -> None:
    specs = [
        region_map(
            region_frame(),
            classes=BREAKS,
            selected=None,
            shape="2021",
            style=Style(),
            places=places,
        ).to_dict()
        for places in (None, places_frame())
    ]
    marks = [{layer["mark"]["type"] for layer in spec["layer"]} for spec in specs]
    assert marks[1] - marks[0] == {"point"}
    assert [row["name"] for row in specs[1]["datasets"]["places"]] == list(places_frame()["name"])


def test_the_legend_names_the_kinds_one_after_the_other() -> None:
    spec = places_legend({"event": "tapahtuma", "seat": "kunta"}, style=Style()).to_dict()
    rows = spec["datasets"]["places_legend"]
    assert [(row["kind"], row["text"]) for row in rows] == [
        ("event", "tapahtuma"),
        ("seat", "kunta"),
    ]
    assert rows[0]["x"] + 60 < rows[1]["x"]
