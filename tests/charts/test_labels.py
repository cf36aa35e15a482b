"""Names never overlap, whatever they are and however large the chart is drawn."""

from collections.abc import Mapping
from itertools import combinations, pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.geography import SHAPES, Shape, extent, project, shape_codes, units
from charts.labels import Box, Label, fitting, text_at
from charts.map_labels import label_texts, map_labels, steps
from charts.region_map import region_map
from charts.scatter import point_names, scatter
from charts.scatter import steps as widths
from charts.style import Style
from charts.unit_rows import unit_rows

STYLES = [Style(), Style(language="sv"), Style(scale="meeting")]
NAMES = st.text(st.sampled_from("abcdeöÅ- "), min_size=1, max_size=24).filter(str.strip)
VALUES = st.sampled_from(["7", "alle 5", "1 234", "12,5 %", "−3"])
Triples = tuple[tuple[str, str, str], ...]


def boxes(labels: Mapping[str, Label], font_size: int) -> list[Box]:
    return [label.box(font_size) for label in labels.values()]


def none_overlap(found: list[Box]) -> bool:
    return not any(one.overlaps(other) for one, other in combinations(found, 2))


def real_names(shape: Shape, language: str, value: str = "123") -> Triples:
    return tuple((code, unit.names[language], value) for code, unit in units(shape).items())


@given(st.data(), st.sampled_from(SHAPES), st.sampled_from(STYLES), st.integers(100, 1500))
@settings(max_examples=40)
def test_no_two_labels_of_a_map_overlap(
    data: st.DataObject, shape: Shape, style: Style, height: int
) -> None:
    shown = tuple((code, data.draw(NAMES), data.draw(VALUES)) for code in shape_codes(shape)[:-1])
    outside = ((shape_codes(shape)[-1], data.draw(NAMES), ""),)
    labels = map_labels(shown, outside, shape, style, height)
    assert none_overlap(boxes(labels, style.font_size))
    width = extent(shape).width * height / extent(shape).height
    frame = Box(-style.pick(30, 90), 0, width + style.pick(30, 90), height + style.pick(20, 60))
    assert all(box.inside(frame) for box in boxes(labels, style.font_size))


def test_names_keep_clear_of_places() -> None:
    """But not of seats, of which there are three hundred."""
    spot = units("2021")["MK19"].label
    kinds = {}
    for kind in ("event", "seat"):
        rows = [{"name": "", "longitude": spot[0], "latitude": spot[1], "kind": kind, "tip": ""}]
        figure = region_map(
            sample(),
            classes=[1, 2, 3, 4],
            selected=None,
            shape="2021",
            style=Style(),
            labels=True,
            places=pd.DataFrame(rows),
        ).to_dict()
        (lapland,) = [row for row in figure["datasets"]["regions"] if row["region_code"] == "MK19"]
        kinds[kind] = {lapland[f"text_{number}"] for number, _ in enumerate(steps(Style()))}
    assert kinds == {"event": {""}, "seat": {"Lappi\n3"}}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_layout_holds_for_every_larger_map(shape: Shape, style: Style) -> None:
    """Each is used until the next: its places move apart, its texts keep their size."""
    found = extent(shape)
    for height, larger in pairwise([*steps(style), 3 * steps(style)[-1]]):
        labels = map_labels(real_names(shape, style.language), (), shape, style, height)
        scale = larger / found.height
        moved = {
            code: Label(
                (project(units(shape)[code].label)[0] - found.left) * scale,
                (project(units(shape)[code].label)[1] - found.top) * scale,
                label.text,
            )
            for code, label in labels.items()
        }
        assert none_overlap(boxes(moved, style.font_size))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_map_of_the_usual_size_names_every_region(language: str) -> None:
    style = Style(language=language)
    labels = map_labels(real_names("2021", language), (), "2021", style, 560)
    assert set(labels) == set(shape_codes("2021"))
    whole = [code for code in labels if units("2021")[code].names[language] in labels[code].text]
    assert len(whole) >= 6


def test_a_phone_still_tells_most_values() -> None:
    labels = map_labels(real_names("2021", "fi"), (), "2021", Style(), 480)
    assert len(labels) >= 17


def test_layouts_are_always_the_same() -> None:
    rows = unit_rows(sample(), [1, 2, 3, 4], "2021", Style())
    first, second = (label_texts(rows, "2021", Style()) for _ in range(2))
    assert first == second
    assert set(first) == set(shape_codes("2021"))


def sample() -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"region_code": code, "name": name, "value": 3.0, "label": value, "status": "shown"}
            for code, name, value in real_names("2021", "fi", "3")
        ]
    )


def test_selecting_moves_no_label() -> None:
    figures = [
        region_map(
            sample(),
            classes=[1, 2, 3, 4],
            selected=selected,
            shape="2021",
            style=Style(),
            labels=True,
        ).to_dict()
        for selected in (None, "MK13")
    ]
    first, second = (figure["datasets"]["regions"] for figure in figures)
    assert first == second


def test_the_best_label_that_fits_is_taken() -> None:
    wanted = {
        "a": [Label(50, 10, "a long name"), Label(50, 10, "a")],
        "b": [Label(60, 10, "another long name"), Label(75, 10, "b")],
        "c": [Label(50, 11, "c")],
    }
    labels = fitting(wanted, font_size=10, frame=Box(0, 0, 200, 20))
    assert {code: label.text for code, label in labels.items()} == {"a": "a", "b": "b"}
    alone = fitting({"b": wanted["b"]}, font_size=10, frame=Box(0, 0, 200, 20))
    assert alone["b"].text == "another long name"


def test_what_is_taken_stays_free() -> None:
    wanted = {"a": [Label(50, 10, "a")]}
    assert fitting(wanted, font_size=10, frame=Box(0, 0, 99, 20), taken=[Box(0, 0, 99, 20)]) == {}


def evaluated(expression: str, size: int, row: dict[str, str]) -> str:
    """What the expression gives, which is made of comparisons and choices only."""
    while " ? " in expression:
        condition, _, rest = expression.removeprefix("(").removesuffix(")").partition(" ? ")
        yes, _, no = rest.partition(" : ")
        _, _, step = condition.partition(" >= ")
        expression = yes if size >= int(step) else no
    return row.get(expression.removeprefix("datum."), "")


@pytest.mark.parametrize(
    ("size", "text"), [(99, ""), (100, "s"), (199, "s"), (200, "m"), (999, "l")]
)
def test_a_chart_takes_the_largest_layout_that_is_not_larger(size: int, text: str) -> None:
    expression = text_at("size", [100, 200, 400])
    row = {"text_0": "s", "text_1": "m", "text_2": "l"}
    assert evaluated(expression, size, row) == text


COORDINATES = st.floats(-1000, 1000, allow_nan=False)


@given(
    st.lists(st.tuples(NAMES, COORDINATES, COORDINATES), min_size=1, max_size=19),
    st.sampled_from([Style(), Style(scale="meeting")]),
    st.integers(240, 1200),
)
@settings(max_examples=40)
def test_no_name_in_a_scatter_overlaps_a_name_or_a_point(
    points: list[tuple[str, float, float]], style: Style, width: int
) -> None:
    rows: list[dict[str, Any]] = [
        {"code": str(n), "name": name, "short": name[:3], "x": x, "y": y}
        for n, (name, x, y) in enumerate(points)
    ]
    names = point_names(rows, style, (width, 420))
    found = {code: label for code, (_, label) in names.items()}
    assert none_overlap(boxes(found, style.font_size))
    frame = Box(0, 0, width, 420)
    assert all(box.inside(frame) for box in boxes(found, style.font_size))


def test_a_scatter_names_all_that_stand_alone() -> None:
    frame = pd.DataFrame(
        [
            {"code": str(n), "name": f"Region {n}", "x": float(n), "y": float(n), "tip": ""}
            for n in range(5)
        ]
    )
    spec = scatter(frame, x_title="x", y_title="y", selected=None, style=Style()).to_dict()
    for row in spec["datasets"]["scatter"]:
        for number, _ in enumerate(widths(Style())):
            assert row[f"text_{number}"] == row["name"]
            assert row[f"side_{number}"] in ("right", "left", "above", "below")


def test_a_short_name_stands_in_where_the_whole_one_does_not_fit() -> None:
    """Four points in a bundle: no room for long names between them."""
    frame = pd.DataFrame(
        [
            {
                "code": str(n),
                "name": f"A region with a very long name {n}",
                "short": f"R{n}",
                "x": float(n // 2),
                "y": float(n % 2) + n / 100,
                "tip": "",
            }
            for n in range(4)
        ]
    )
    spec = scatter(frame, x_title="x", y_title="y", selected=None, style=Style()).to_dict()
    narrow = [row["text_0"] for row in spec["datasets"]["scatter"]]
    assert narrow == ["R0", "R1", "R2", "R3"]
    wide = [row[f"text_{len(widths(Style())) - 1}"] for row in spec["datasets"]["scatter"]]
    assert wide == list(frame["name"])
