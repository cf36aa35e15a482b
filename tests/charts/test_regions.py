"""The map, its ranking and its legend show the same thing in the same colours, and no more."""

import json
from typing import Any, Literal

import pandas as pd
import pytest

from charts.geography import ALAND, REGION_CODES, file_name, shape_codes, topology
from charts.regions import LegendTexts, class_legend, class_of, legend_lines, ranking, region_map
from charts.small_maps import small_maps
from charts.style import Style

from .samples import BREAKS, CLASS_LABELS, all_figures, region_frame, unit_frame

STYLES = [Style(), Style(dark=True)]
LARGEST = 150_000  # characters of a specification with its rows
AWAY = Style(borders="/borders/")


def map_of(frame: pd.DataFrame, selected: str | None = None, **options: Any) -> dict[str, Any]:
    style = options.pop("style", Style())
    figure = region_map(
        frame, classes=BREAKS, selected=selected, shape="2021", style=style, **options
    )
    return figure.to_dict()


def map_rows(frame: pd.DataFrame, **options: Any) -> dict[str, dict[str, Any]]:
    return {row["region_code"]: row for row in map_of(frame, **options)["datasets"]["regions"]}


def ranked(frame: pd.DataFrame, selected: str | None = None, style: Style | None = None) -> Any:
    figure = ranking(frame, classes=BREAKS, selected=selected, style=style or Style())
    return figure.to_dict()["datasets"]["ranking"]


@pytest.mark.parametrize("style", STYLES)
def test_map_ranking_and_legend_use_the_same_colours(style: Style) -> None:
    frame = region_frame()
    on_map = {row["name"]: row["fill"] for row in map_rows(frame, style=style).values()}
    assert all(row["fill"] == on_map[row["name"]] for row in ranked(frame, style=style))
    legend = class_legend(CLASS_LABELS, texts=LegendTexts(), style=style).to_dict()
    swatches = [row["fill"] for row in legend["datasets"]["legend"]]
    for row in frame[frame["status"].eq("shown") & frame["value"].notna()].itertuples():
        assert on_map[row.name] == swatches[class_of(row.value, BREAKS)]


def test_every_region_is_drawn_whatever_the_frame_holds() -> None:
    """A region that the frame lacks is blank, one that does not exist is not drawn."""
    unknown = region_frame()[:2].assign(region_code=["MK01", "MK20"])
    assert set(map_rows(unknown)) == set(REGION_CODES)
    assert map_rows(unknown)["MK19"]["fill"] == Style().palette.page


@pytest.mark.parametrize("code", ["MK04", "MK05", ALAND])
def test_what_has_no_value_to_show_has_no_class(code: str) -> None:
    row = map_rows(region_frame())[code]
    assert row["fill"] not in Style().palette.classes


def test_suppressed_and_outside_are_drawn_otherwise_than_blank() -> None:
    spec = map_of(region_frame())
    shapes = [layer for layer in spec["layer"] if layer["mark"]["type"] == "geoshape"]
    (area,) = [layer for layer in shapes if "fill" in layer["encoding"]]
    tests = {case["test"]: case["value"] for case in area["encoding"]["fill"]["condition"]}
    assert tests["datum.status == 'suppressed'"]["gradient"] == "linear"
    assert tests["datum.status == 'outside'"] == "transparent"
    (square,) = [layer for layer in spec["layer"] if layer["mark"]["type"] == "square"]
    assert square["mark"]["fill"]["gradient"] == "linear"
    assert tests["datum.status == 'missing'"]["gradient"] == "linear"
    hatchings = [tests["datum.status == 'suppressed'"], tests["datum.status == 'missing'"]]
    assert square["mark"]["fill"] not in hatchings
    assert hatchings[0] != hatchings[1]


def test_a_suppressed_value_leaves_no_trace() -> None:
    """Neither as a number, nor as a colour, nor as a place in the ranking."""
    frame = region_frame()
    changed = frame.assign(value=frame["value"].where(frame["status"].ne("suppressed"), 99.0))
    assert frame.loc[frame["region_code"] == "MK04", "value"].item() == 3.0
    assert map_of(frame) == map_of(changed)
    assert ranked(frame) == ranked(changed)


def test_a_value_of_zero_is_a_value_and_no_activity_is_none() -> None:
    frame = region_frame().set_index("region_code", drop=False)
    frame.loc["MK01", ["value", "label"]] = [0.0, "0"]
    rows = map_rows(frame)
    assert rows["MK01"]["fill"] == Style().palette.classes[0]
    assert rows["MK05"]["fill"] == Style().palette.page


def test_changes_have_colours_of_their_own() -> None:
    frame = region_frame().assign(value=0.0, status="shown")
    fills = {row["fill"] for row in map_rows(frame, diverging=True).values()}
    assert fills == {Style().palette.changes[0]}
    legend = class_legend(CLASS_LABELS, texts=LegendTexts(), style=Style(), diverging=True)
    rows = legend.to_dict()["datasets"]["legend"]
    assert tuple(row["fill"] for row in rows) == Style().palette.changes


def test_the_browser_fetches_borders_where_somebody_serves_them() -> None:
    inside, fetched = map_of(region_frame()), map_of(region_frame(), style=AWAY)
    assert inside["datasets"]["borders"] == topology("2021")
    assert "borders" not in fetched["datasets"]
    (lookup,) = fetched["transform"]
    assert lookup["from"]["data"]["url"] == f"/borders/{file_name('2021')}"
    assert lookup["from"]["data"]["format"] == inside["transform"][0]["from"]["data"]["format"]


def test_the_ranking_falls_and_leaves_out_what_is_outside() -> None:
    rows = ranked(region_frame())
    values = [row["value"] for row in rows]
    assert values == sorted(values, reverse=True)
    assert len(rows) == len(REGION_CODES) - 1
    assert {row["label"] for row in rows[-2:]} >= {"alle 5", "ei toimintaa"}


def test_one_bar_is_framed() -> None:
    rows = ranked(region_frame(), selected="MK13")
    framed = [row["name"] for row in rows if row["stroke"] == Style().palette.over]
    assert framed == ["Maakunta MK13"]
    assert [row["name"] for row in rows if row["selected"]] == framed


@pytest.mark.parametrize("selected", [None, "MK99", ""])
def test_no_outline_without_a_region(selected: str | None) -> None:
    assert map_of(region_frame(), selected)["datasets"]["outline"] == []


def test_the_outline_is_orange_on_a_halo_of_the_page() -> None:
    spec, palette = map_of(region_frame(), "MK13"), Style().palette
    lines = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert [(line["strokeWidth"], line["color"]) for line in lines] == [
        (6, palette.page),
        (3, palette.over),
    ]
    assert spec["datasets"]["outline"]


@pytest.mark.parametrize("code", REGION_CODES)
def test_the_specification_stays_small(code: str) -> None:
    assert len(json.dumps(map_of(region_frame(), code))) <= LARGEST


@pytest.mark.parametrize("scale", ["screen", "meeting"])
@pytest.mark.parametrize("borders", ["", "/borders/"])
def test_so_does_that_of_every_other_map(borders: str, scale: Literal["screen", "meeting"]) -> None:
    style = Style(scale=scale, borders=borders)
    for figure in all_figures(style).values():
        assert len(json.dumps(figure.to_dict())) <= LARGEST
    years = pd.concat([region_frame().assign(year=year) for year in range(2015, 2025)])
    ten = small_maps(years, classes=BREAKS, shape="2016", style=style)
    assert len(json.dumps(ten.to_dict())) <= LARGEST


def test_selecting_changes_rows_and_not_the_specification() -> None:
    """Streamlit then outlines the region on the map in place of drawing the map anew."""
    one, other = map_of(region_frame(), "MK01"), map_of(region_frame()[:3], None)
    assert {**one, "datasets": None} == {**other, "datasets": None}


def test_the_map_of_counties_draws_the_counties() -> None:
    figure = region_map(
        unit_frame("wellbeing"), classes=BREAKS, selected="Helsinki", shape="wellbeing", style=AWAY
    )
    datasets = figure.to_dict()["datasets"]
    assert {row["region_code"] for row in datasets["regions"]} == set(shape_codes("wellbeing"))
    assert datasets["outline"]


@pytest.mark.parametrize("style", STYLES)
def test_a_ranking_of_counties_is_no_taller_than_one_of_regions(style: Style) -> None:
    """Beside the map it must not make the page longer; the letters still have room."""
    heights, inside = {}, {}
    for shape in ("2016", "wellbeing"):
        frame = unit_frame(shape)
        figure = ranking(frame, classes=BREAKS, selected=None, style=style).to_dict()
        heights[shape], inside[shape] = figure["height"], len(figure["datasets"]["ranking"])
    assert heights["wellbeing"] <= heights["2016"]
    assert inside["wellbeing"] > inside["2016"]
    assert heights["wellbeing"] / inside["wellbeing"] >= 1.6 * style.font_size


def test_without_a_bar_labels_stand_beside_the_names() -> None:
    """The middle is where Vega puts the zero of an axis that has no length."""
    frame = unit_frame("2016").assign(value=None, status="missing", label="Ei tietoa")
    figure = ranking(frame, classes=[], selected=None, style=Style()).to_dict()
    scales = [layer["encoding"]["x"].get("scale", {}) for layer in figure["layer"]]
    assert {"unionWith": [0, 1e-6]} in [scale.get("domain") for scale in scales]


def test_limits_stand_between_the_swatches() -> None:
    limits = ["10", "20", "30", "40"]
    legend = class_legend(CLASS_LABELS, texts=LegendTexts("a"), style=Style(), limits=limits)
    rows = legend.to_dict()["datasets"]["legend"]
    ends = [row["end"] for row in rows if row["kind"] == "class"]
    found = [(row["start"], row["text"]) for row in rows if row["kind"] == "limit"]
    assert found == list(zip(ends, limits, strict=False))
    widest = max(row["need"] for row in rows if row["kind"] == "class")
    assert {row["crowd"] for row in rows} == {widest}


def test_a_legend_has_five_joined_swatches() -> None:
    legend = class_legend(CLASS_LABELS, texts=LegendTexts("ei kohdealuetta"), style=Style())
    rows = legend.to_dict()["datasets"]["legend"]
    classes = [row for row in rows if row["kind"] == "class"]
    assert [row["text"] for row in classes] == CLASS_LABELS
    assert [row["end"] for row in classes[:-1]] == [row["start"] for row in classes[1:]]
    assert [row["text"] for row in rows if row["kind"] == "outside"] == ["ei kohdealuetta"]
    assert {row["line"] for row in rows} == {0}


def test_more_states_take_a_second_line() -> None:
    legend = class_legend(CLASS_LABELS, texts=LegendTexts("a", "b", "c"), style=Style())
    rows = legend.to_dict()["datasets"]["legend"]
    assert {row["kind"] for row in rows if row["line"] == 1} == {"outside", "suppressed", "empty"}


def test_where_nothing_has_a_class_the_legend_has_only_the_states() -> None:
    texts = LegendTexts(outside="ei kohdealuetta", missing="Ei tietoa")
    for named, kinds in ((texts, ["outside", "missing"]), (LegendTexts(), [])):
        rows = class_legend([], texts=named, style=Style()).to_dict()["datasets"]["legend"]
        assert [row["kind"] for row in rows] == kinds
        assert {row["line"] for row in rows} <= {0}
    assert legend_lines(texts, Style(), classes=False) == 1 < legend_lines(texts, Style())


def test_a_legend_of_other_than_five_classes_is_an_error() -> None:
    with pytest.raises(ValueError, match="5 classes"):
        class_legend(CLASS_LABELS[:4], texts=LegendTexts(), style=Style())


@pytest.mark.parametrize("style", STYLES)
def test_one_long_name_leaves_room_for_the_chart(style: Style) -> None:
    """Vega shrinks the bars to nothing beside a name of any length."""
    frame = region_frame()
    places = ranking(frame, classes=BREAKS, selected=None, style=style).to_dict()["layer"]
    names = [layer for layer in places if layer["encoding"].get("text", {}).get("field") == "name"]
    axes = [layer["encoding"]["y"]["axis"] for layer in places]
    assert [layer["mark"]["limit"] for layer in names] == [style.name_limit] * 2
    assert [axis["labelLimit"] for axis in axes] == [style.name_limit] * len(places)
