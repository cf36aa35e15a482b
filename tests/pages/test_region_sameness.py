"""A number of the regions is the same wherever it stands: on maps, in tables, files and kpis.

All measures × units × periods, as the office and as the steering group see them, on demo data in
which three people of one organisation are all that took part in Kainuu.
"""

import contextlib
import csv
import io
import json
import re
from argparse import Namespace
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, delete, select, update

from charts.figure import Figure
from charts.geography import Shape
from charts.region_map import region_map
from charts.regions import ranking
from charts.small_maps import small_maps
from charts.style import Style
from charts.tile_map import tile_map
from data_access import commands
from data_access.connect import create_engine_for, reading, writing
from data_access.region_hiding import hidden_people
from data_access.region_measures import national, region_measures
from data_access.schema import organisation, participation
from pages.regions.choices import UNITS, Choices
from pages.regions.downloads.content import Content
from pages.regions.downloads.geojson import geojson_of
from pages.regions.downloads.tables import book_of, csv_of
from pages.regions.figures import RegionFigures
from pages.regions.shown import Shown
from pages.regions.table_panel import usual
from programme.divisions import Division
from programme.indicators import INDICATORS, Unit
from programme.periods import FUNDING_PERIODS, WHOLE, YEARS, Period
from programme.region_measures import MEASURES
from tests.backends import Backend
from ui import formats
from ui.texts import plain

TODAY = date(2020, 12, 1)
KAINUU = "MK18"
PERIODS = (WHOLE, *FUNDING_PERIODS, *YEARS)
#: Of the second division some periods are enough.
PERIODS_OF = {Division.REGIONS: PERIODS, Division.WELLBEING: (WHOLE, *FUNDING_PERIODS)}
STYLE = Style(language="fi")
BREAKS = [1.0, 2.0, 3.0, 4.0]

Words = Mapping[str, str]  # code of a unit → what stands there for it


@dataclass(frozen=True)
class World:
    """What is read once for all tests.

    `frames` are the units' figures, `hidden` those that give small ones away, `country` the
    country's figures, `kpis` what the command line prints: period and unit → code → value.
    """

    frames: Mapping[tuple[Division, Period], pd.DataFrame]
    hidden: Mapping[Division, Mapping[str | None, Collection[tuple[str, str]]]]
    country: Mapping[Period, Mapping[str, float | None]]
    kpis: Mapping[tuple[Period, str], Mapping[str, float | None]]

    def content(self, period: Period, division: Division, *, everything: bool) -> Content:
        hidden = self.hidden[division][period.code]
        frame = self.frames[division, period]
        figures = RegionFigures(frame, everything=everything, hidden=hidden)
        chosen = Choices(MEASURES[0], period, division=division)
        shown = Shown(chosen, figures, self.country[period], None, everything)
        return Content(shown, TODAY, demo=True)


@pytest.fixture(scope="module")
def world(backend: Backend, demo_template: str) -> Iterator[World]:
    """One for all tests here, which only look."""
    url = backend.create(copy_of=demo_template)
    engine = create_engine_for(url)
    _leave_three_people(engine, KAINUU)
    with reading(engine) as connection:
        frames = {
            (division, period): region_measures(connection, division, period, TODAY)
            for division, periods in PERIODS_OF.items()
            for period in periods
        }
        hidden = {division: hidden_people(connection, division, TODAY) for division in Division}
        country = {period: national(connection, period, TODAY) for period in PERIODS}
    asked = [
        (period, unit)
        for (division, period), frame in frames.items()
        for unit in frame["code"]
        if unit in UNITS[division]
    ]
    printed = {(period, unit): _kpis(engine, period, unit) for period, unit in asked}
    yield World(frames, hidden, country, printed)
    engine.dispose()
    backend.drop(url)


def _leave_three_people(engine: Engine, region: str) -> None:
    with writing(engine) as connection:
        home = select(organisation.c.organisation_id).where(organisation.c.region_code == region)
        theirs = participation.c.organisation_id.in_(home)
        one = connection.execute(select(participation).where(theirs).limit(1)).one()
        same = (
            (participation.c.activity_id == one.activity_id)
            & (participation.c.organisation_id == one.organisation_id)
            & (participation.c.staff_group == one.staff_group)
        )
        connection.execute(update(participation).where(same).values(participant_count=3))
        connection.execute(delete(participation).where(theirs, ~same))


def _kpis(engine: Engine, period: Period, region: str) -> dict[str, float | None]:
    """What `python -m data_access kpis --region` prints."""
    asked = Namespace(as_of=TODAY.isoformat(), period=period.code, region=region, json=True)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert commands.kpis(engine, asked) == 0
    answer: dict[str, float | None] = json.loads(printed.getvalue())["indicators"]
    return answer


# --- what stands where --------------------------------------------------------------------------


def on_map(frame: pd.DataFrame, shape: Shape) -> Words:
    return _tips(
        region_map(frame, classes=BREAKS, selected=None, shape=shape, style=STYLE), "regions"
    )


def on_tiles(frame: pd.DataFrame, shape: Shape) -> Words:
    return _tips(tile_map(frame, classes=BREAKS, selected=None, shape=shape, style=STYLE), "tiles")


def on_small_maps(frame: pd.DataFrame, shape: Shape) -> Words:
    figure = small_maps(frame.assign(year=""), classes=BREAKS, shape=shape, style=STYLE)
    return _tips(figure, "regions")


def _tips(figure: Figure, rows: str) -> Words:
    """What hovering tells of each unit, but for its name."""
    datasets = figure.to_dict()["datasets"]
    return {row["region_code"]: row["tip"].partition(": ")[2] for row in datasets[rows]}


def in_bars(frame: pd.DataFrame) -> Words:
    figure = ranking(frame, classes=BREAKS, selected=None, style=STYLE)
    bars = figure.to_dict()["datasets"].get("ranking", [])  # none where all are outside
    codes = dict(zip(frame["name"], frame["region_code"], strict=True))
    return {codes[bar["name"]]: bar["label"] for bar in bars}


def in_table(content: Content, measure: str) -> Words:
    shown = content.shown
    chosen = Choices(measure, shown.chosen.period, division=shown.chosen.division)
    column = usual(Shown(chosen, shown.figures, shown.country, None, shown.everything))[0]
    return {
        code: column.cell(code).text
        for code in (*shown.figures.codes(), *shown.figures.rows_apart())
    }


MAPS = (on_map, on_tiles, on_small_maps)


def in_csv(content: Content) -> Mapping[str, Words]:
    """Measure → words; numbers without thousands' separators."""
    lines = csv.reader(io.StringIO(csv_of(content).decode("utf-8-sig")), delimiter=";")
    return _by_measure([*lines])


def in_book(content: Content) -> Mapping[str, Words]:
    sheet = load_workbook(io.BytesIO(book_of(content))).worksheets[0]
    found = _by_measure([*map(list, sheet.iter_rows(values_only=True))])
    return {
        measure: {code or "": _written(measure, cell) for code, cell in cells.items()}
        for measure, cells in found.items()
    }


def _written(measure: str, cell: object) -> str:
    """A number as its measure is written, anything else as it stands."""
    if isinstance(cell, int | float):
        return formats.number(cell, INDICATORS[measure].decimals)
    return str(cell)


def _by_measure(lines: list[list[Any]]) -> dict[str, dict[str, Any]]:
    headings, *rows = lines
    places = {measure: headings.index(plain(f"regions.heading_{measure}")) for measure in MEASURES}
    return {measure: {row[0]: row[place] for row in rows} for measure, place in places.items()}


def in_geojson(content: Content) -> Mapping[str, Words]:
    """Numbers as words; what is null is left out, since no word stands there."""
    features = json.loads(geojson_of(content))["features"]
    properties = {each["properties"]["code"]: each["properties"] for each in features}
    return {
        measure: {
            code: _written(measure, value[measure])
            for code, value in properties.items()
            if value[measure] is not None
        }
        for measure in MEASURES
    }


# --- what should stand there --------------------------------------------------------------------


def written(measure: str, value: float) -> str:
    """The words for a value of the command line, for those who may see it."""
    if INDICATORS[measure].unit is Unit.SHARE:
        return formats.percent(value).removesuffix("\u00a0%")
    return formats.number(value, INDICATORS[measure].decimals)


def expected(
    measure: str, values: Mapping[str, float], hidden: set[str], *, everything: bool
) -> Words:
    """The words for the values of the units; `hidden` are those from which a small one follows."""
    few = {
        code
        for code, value in values.items()
        if INDICATORS[measure].counts_people and 0 < value < 5
    }
    words = {code: written(measure, value) for code, value in values.items()}
    if everything:
        return words
    return (
        words
        | dict.fromkeys(hidden, plain("regions.not_shown"))
        | dict.fromkeys(few, plain("map.suppressed"))
    )


def bare(words: Words) -> Words:
    """Without the thousands' space."""
    return {code: re.sub(r"(?<=\d)\u00a0(?=\d)", "", text) for code, text in words.items()}


@pytest.mark.parametrize("division", Division)
@pytest.mark.parametrize("everything", [True, False], ids=["office", "steering"])
def test_screens_say_what_the_command_line_does(
    world: World, everything: bool, division: Division
) -> None:
    for period in PERIODS_OF[division]:
        content = world.content(period, division, everything=everything)
        for measure in MEASURES:
            figures = content.shown.figures
            known = {
                code: value
                for code in figures.codes()
                if (value := world.kpis[period, code][measure]) is not None
            }
            hidden = {code for code in known if figures.hidden(code, measure)}
            words = expected(measure, known, hidden, everything=everything)
            table = in_table(content, measure)
            assert {code: table[code] for code in known} == words, (period, measure)
            nothing = {table[code] for code in figures.codes() if code not in known}
            assert nothing <= {plain("regions.outside"), plain("value.missing")}


@pytest.mark.parametrize("division", Division)
@pytest.mark.parametrize("everything", [True, False], ids=["office", "steering"])
def test_maps_bars_and_table_say_the_same(
    world: World, everything: bool, division: Division
) -> None:
    for period in PERIODS_OF[division]:
        content = world.content(period, division, everything=everything)
        for measure in MEASURES:
            table = in_table(content, measure)
            units = {code: table[code] for code in content.shown.figures.codes()}
            frame = content.shown.figures.frame(measure)
            for outlet in MAPS:
                found = outlet(frame, content.chosen.borders.value)
                assert found == units, (outlet, period, measure)
            inside = set(frame[frame["status"] != "outside"]["region_code"])
            assert in_bars(frame) == {code: units[code] for code in inside}


@pytest.mark.parametrize("division", Division)
@pytest.mark.parametrize("everything", [True, False], ids=["office", "steering"])
def test_files_say_the_same_as_the_table(
    world: World, everything: bool, division: Division
) -> None:
    for period in PERIODS_OF[division]:
        content = world.content(period, division, everything=everything)
        in_files = in_csv(content), in_book(content), in_geojson(content)
        for measure in MEASURES:
            table = in_table(content, measure)
            sheet, book, features = (each[measure] for each in in_files)
            assert sheet == bare(table), (period, measure)
            assert book == table, (period, measure)
            numbers = {code: text for code, text in table.items() if text[:1].isdigit()}
            assert features == numbers, (period, measure)
