"""What holds for every chart: valid, dressed by our style, self-contained, still and quick."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import altair as alt
import pandas as pd
import pytest

from charts.figure import Figure, rows_of
from charts.growth import deed_growth
from charts.style import FONT, Style
from charts.themes import days_by_theme

from .samples import all_figures, empty_figures, growth_frames, themes_frame

STYLES = [
    Style(),
    Style(dark=True, language="sv"),
    Style(language="en", scale="meeting"),
    Style(dark=True, scale="meeting"),
]


def texts_in(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from texts_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts_in(value)


@pytest.mark.parametrize("style", STYLES)
def test_every_chart_is_valid_vega_lite(style: Style) -> None:
    for figures in (all_figures(style), empty_figures(style)):
        for figure in figures.values():
            spec = {**figure.to_dict(), "datasets": {}}
            alt.LayerChart.from_dict(spec).to_dict(validate=True)


@pytest.mark.parametrize("style", STYLES)
def test_every_chart_is_plain_json_and_asks_nothing_of_the_network(style: Style) -> None:
    for figure in [*all_figures(style).values(), *empty_figures(style).values()]:
        spec = figure.to_dict()
        json.dumps(spec, allow_nan=False)
        addresses = [text for text in texts_in(spec) if "://" in text]
        assert addresses == [spec["$schema"]]
        assert '"url"' not in json.dumps(spec)


@pytest.mark.parametrize("style", STYLES)
def test_every_chart_wears_the_style(style: Style) -> None:
    for figure in all_figures(style).values():
        config = figure.to_dict()["config"]
        assert config["font"] == FONT
        assert config["background"] == "transparent"
        assert config["mark"]["tooltip"] is None
        assert config["axis"]["labelFontSize"] == style.font_size
        assert config["locale"] == style.config()["locale"]


def test_every_chart_names_all_its_data() -> None:
    for figure in all_figures(Style()).values():
        spec = figure.to_dict()
        named = {layer["data"]["name"] for layer in (spec, *spec["layer"]) if "data" in layer} | {
            "borders"
        }
        assert named >= set(spec["datasets"]) >= named - {"borders"}


def test_a_chart_is_still_an_altair_chart() -> None:
    figure = all_figures(Style())["rounds"]
    assert isinstance(figure, alt.LayerChart)
    assert json.loads(figure.to_json())["datasets"]["rounds"]


def test_the_rows_that_are_sent_are_the_rows_of_the_chart() -> None:
    """Borders, which are no rows, stay what they are."""
    for figure in (*all_figures(Style()).values(), *empty_figures(Style()).values()):
        plain, sent = figure.to_dict()["datasets"], figure.in_tables().to_dict()["datasets"]
        assert plain.keys() == sent.keys()
        for name, rows in plain.items():
            if name == "borders":
                assert sent[name] is rows
            else:
                fields = dict.fromkeys(field for row in rows for field in row)
                filled = [{field: row.get(field) for field in fields} for row in rows]
                assert sent[name].to_pylist() == filled


def test_a_field_that_only_a_later_row_has_is_sent_too() -> None:
    figure = Figure({}, {"rows": [{"a": 1}, {"a": 2, "b": "x"}]})
    sent = figure.in_tables().to_dict()["datasets"]["rows"].to_pylist()
    assert sent == [{"a": 1, "b": None}, {"a": 2, "b": "x"}]


def test_bars_begin_at_zero() -> None:
    for name in ("rounds", "themes", "ranking"):
        spec = all_figures(Style())[name].to_dict()
        bars = [layer["encoding"] for layer in spec["layer"] if layer["mark"]["type"] == "bar"]
        scales = [axis["scale"] for bar in bars for axis in bar.values() if _is_length(axis)]
        assert scales
        assert all(scale["zero"] for scale in scales)


def _is_length(channel: Any) -> bool:
    return (
        isinstance(channel, dict)
        and channel.get("type") == "quantitative"
        and (channel.get("scale") is not None)
    )


def test_specifications_are_made_once() -> None:
    """The costly part is remembered, so a rerun only carries rows."""
    first, second = all_figures(Style()), all_figures(Style())
    for name, figure in first.items():
        assert figure.to_dict()["layer"] is second[name].to_dict()["layer"]


def test_rows_are_plain_values() -> None:
    frame = pd.DataFrame(
        {"on": [pd.Timestamp("2018-12-31"), pd.NaT], "value": [1.5, None], "text": ["a", None]}
    )
    milliseconds = int(datetime(2018, 12, 31, tzinfo=UTC).timestamp() * 1000)
    assert rows_of(frame) == [
        {"on": milliseconds, "value": 1.5, "text": "a"},
        {"on": None, "value": None, "text": None},
    ]


def test_published_figures_keep_their_comparator_and_side() -> None:
    line, published = growth_frames()
    figure = deed_growth(line, published, axis="Tekoja", style=Style())
    dots = figure.to_dict()["datasets"]["published"]
    assert [dot["label"] for dot in dots] == ["12", "noin 350", ""]
    assert [dot["side"] for dot in dots] == ["right", "left", "left"]
    assert [dot["what"] for dot in dots] == ["Tekoja: 12", "Tekoja: noin 350", "Tekoja: 672"]


@pytest.mark.parametrize(
    ("last", "interval", "step"),
    [("2020-04-01", "month", 1), ("2021-01-01", "month", 3), ("2025-01-01", "year", 1)],
)
def test_ticks_follow_the_length_of_the_line(last: str, interval: str, step: int) -> None:
    months = pd.date_range("2020-01-01", last, freq="MS")
    line = pd.DataFrame({"month": months, "deeds": range(len(months))})
    _, published = growth_frames()
    spec = deed_growth(line, published[:0], axis="Tekoja", style=Style()).to_dict()
    axis = spec["layer"][0]["encoding"]["x"]["axis"]
    assert axis["tickCount"] == {"interval": interval, "step": step}


def test_a_new_deed_changes_rows_and_not_the_specification() -> None:
    line, published = growth_frames()
    more = line.assign(deeds=line["deeds"] + 1)
    one, other = (
        deed_growth(frame, published, axis="Tekoja", style=Style()).to_dict()
        for frame in (line, more)
    )
    assert {**one, "datasets": None} == {**other, "datasets": None}
    assert one["datasets"] != other["datasets"]


def test_published_figures_may_stand_alone() -> None:
    line, published = growth_frames()
    spec = deed_growth(line[:0], published, axis="Tekoja", style=Style()).to_dict()
    assert spec["datasets"]["growth"] == []
    assert len(spec["datasets"]["published"]) == 3


def test_a_long_theme_takes_two_lines() -> None:
    long = "Asiakaslähtöiset ja osallistavat toimintatavat kuntayhtymissä"
    spec = days_by_theme(themes_frame().assign(theme=long), style=Style()).to_dict()
    (name,) = {row["theme"] for row in spec["datasets"]["themes"]}
    assert name.split() == long.split()
    assert len(name.splitlines()) == 2
