"""The files of the regions: what is in them, what they are called, and who gets them."""

import csv
import io
import json
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pandas as pd
import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest

from charts.pictures import NotDrawn, drawing
from charts.style import DARK, LIGHT
from data_access.connect import reading, writing
from data_access.region_bases import BaseFigures
from data_access.region_measures import national, region_measures, region_years
from data_access.schema import organisation, region
from pages.regions.choices import Choices
from pages.regions.downloads import buttons
from pages.regions.downloads.beside import Comparison, Context
from pages.regions.downloads.content import Content, called
from pages.regions.downloads.geojson import geojson_of
from pages.regions.downloads.names import file_name, picture_name
from pages.regions.downloads.picture import sheet_of
from pages.regions.downloads.tables import book_of, csv_of
from pages.regions.figures import RegionFigures
from pages.regions.outside_index import Index
from pages.regions.shown import Shown
from pages.regions.sides import Side
from pages.regions.views import View
from programme.divisions import Division
from programme.indicators import INDICATORS
from programme.periods import FUNDING_PERIODS, WHOLE, Period
from programme.region_bases import LOADED, Base
from programme.region_measures import MEASURES
from programme.roles import Role
from tests.hostile.strings import STRINGS
from tests.pages.opening import opened
from ui import formats
from ui.texts import LANGUAGES, plain, use_language

TODAY = date(2020, 12, 1)
FIRST, SECOND = FUNDING_PERIODS
ALAND, UUSIMAA, KAINUU = "MK21", "MK01", "MK18"


def figures_in(engine: Engine, period: Period, division: Division) -> RegionFigures:
    with reading(engine) as connection:
        frame = region_measures(connection, division, period, TODAY)
    return RegionFigures(frame, everything=True)


def content_in(engine: Engine, chosen: Choices, *, demo: bool = True) -> Content:
    figures = figures_in(engine, chosen.shown, chosen.division)
    before = figures_in(engine, chosen.before, chosen.division) if chosen.before else None
    with reading(engine) as connection:
        country = national(connection, chosen.shown, TODAY)
    return Content(Shown(chosen, figures, country, before, everything=True), TODAY, demo)


def with_files(app: AppTest) -> AppTest:
    """The page with the files folded out, if it offers any."""
    app.session_state["region_download"] = True
    return app.run()


def lines_of(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))


def sheets_of(file: bytes) -> list[list[tuple[Any, ...]]]:
    book = load_workbook(io.BytesIO(file))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def texts_of(picture: Element) -> set[str]:
    return {each.text or "" for each in picture.iter() if each.tag.endswith("}text")}


@pytest.fixture
def homeless(demo_engine: Engine) -> Engine:
    """All organisations of Uusimaa have lost their region."""
    with writing(demo_engine) as connection:
        theirs = organisation.c.region_code == UUSIMAA
        connection.execute(
            update(organisation).where(theirs).values(region_code=None, municipality_code=None)
        )
    return demo_engine


# --- spreadsheets -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_csv_has_a_row_for_each_unit_in_the_viewers_language(
    demo_engine: Engine, language: str
) -> None:
    content = content_in(demo_engine, Choices(MEASURES[0], SECOND))
    with use_language(language):
        file = csv_of(content)
        headings, *rows = lines_of(file)
        assert file.startswith(b"\xef\xbb\xbf")
        assert {len(row) for row in rows} == {len(headings)}
        assert {row[0]: row[1] for row in rows} == {
            code: content.shown.figures.name(code) for code in content.shown.figures.codes()
        }
        assert {row[2] for row in rows} == {"2018–2020"}
        assert {row[-1] for row in rows} == {plain("live.demo")}
        assert headings[3:-1] == [plain(f"regions.heading_{measure}") for measure in MEASURES]


def test_real_figures_are_not_marked_as_made_up(demo_engine: Engine) -> None:
    content = content_in(demo_engine, Choices(MEASURES[0], WHOLE), demo=False)
    mark = plain("live.demo")
    for file in (csv_of(content), geojson_of(content)):
        assert mark not in file.decode()
        assert plain("regions.download_demo") not in file.decode()
    assert mark not in repr(sheets_of(book_of(content)))
    assert sheet_of(content).mark == ""


def test_what_belongs_to_no_unit_has_its_own_row(homeless: Engine) -> None:
    content = content_in(homeless, Choices(MEASURES[0], WHOLE))
    figures = content.shown.figures
    (code,) = figures.rows_apart()
    place = 3 + MEASURES.index("organisations_reached")
    found = {row[0]: row[place] for row in lines_of(csv_of(content))[1:]}
    assert found[code] == figures.text(code, "organisations_reached") != "0"
    features = json.loads(geojson_of(content))["features"]
    (feature,) = [each for each in features if each["properties"]["code"] == code]
    assert feature["geometry"] is None
    assert formats.value(feature["properties"]["organisations_reached"]) == found[code]


def test_the_earlier_period_has_rows_of_its_own(demo_engine: Engine) -> None:
    content = content_in(demo_engine, Choices(MEASURES[0], SECOND, against=FIRST))
    headings, *rows = lines_of(csv_of(content))
    place = headings.index(plain("regions.heading_participations"))
    for period in (FIRST, SECOND):
        figures = figures_in(demo_engine, period, Division.REGIONS)
        found = {row[0]: row[place] for row in rows if row[2] == called(period)}
        assert found == {
            code: figures.text(code, "participations").replace("\u00a0", "")
            if figures.in_target_area(code)
            else figures.text(code, "participations")
            for code in figures.codes()
        }
    (feature,) = [
        each for each in json.loads(geojson_of(content))["features"] if each["id"] == UUSIMAA
    ]
    before = figures_in(demo_engine, FIRST, Division.REGIONS)
    assert feature["properties"]["participations_before"] == before.value(UUSIMAA, "participations")


def test_a_workbook_has_numbers_and_tells_how_they_are_counted(demo_engine: Engine) -> None:
    content = content_in(demo_engine, Choices(MEASURES[0], SECOND))
    figures, notes = sheets_of(book_of(content))
    place = figures[0].index(plain("regions.heading_participations"))
    inside = [row[place] for row in figures[1:] if row[0] != ALAND]
    assert {type(value) for value in inside} == {int}
    told = {row[0]: row[1:3] for row in notes}
    for measure in MEASURES:
        country, how = told[plain(f"regions.heading_{measure}")]
        base, counted = INDICATORS[measure].base, plain(f"regions.how_{measure}")
        if base in LOADED:
            counted += " " + plain("regions.base_absent", base=plain(f"regions.base_{base}"))
        assert how == counted
        value = content.country(measure)
        assert country == (content.shown.country_text(measure) if value is None else value)
    for fact in (*content.facts(), plain("export.eu_logo")):
        assert fact in told


def test_a_loaded_base_is_named_with_its_source_and_year(demo_engine: Engine) -> None:
    content = content_in(demo_engine, Choices("days_per_1000_inhabitants", SECOND))
    name = plain("regions.base_inhabitants")
    source = plain("regions.base_source", base=name, source="Tilasto & <x>", year="2019")
    assert source not in csv_of(content).decode() + repr(sheets_of(book_of(content)))
    loaded = {Base.INHABITANTS: BaseFigures(2019, "Tilasto & <x>", {})}
    content = replace(content, bases=loaded)
    _, notes = sheets_of(book_of(content))
    named = [row[0] for row in notes if source in str(row[2])]
    assert named == [plain("regions.heading_days_per_1000_inhabitants")]
    assert source in json.loads(geojson_of(content))["measures"]["days_per_1000_inhabitants"]["how"]
    assert source in sheet_of(content).notes[0]


def test_a_name_is_no_formula(demo_engine: Engine) -> None:
    with writing(demo_engine) as connection:
        here = region.c.region_code == UUSIMAA
        connection.execute(update(region).where(here).values(name_fi="=1+1,=2"))
    content = content_in(demo_engine, Choices(MEASURES[0], WHOLE))
    assert "\r\nMK01;'=1+1,'=2;" in csv_of(content).decode()
    book = load_workbook(io.BytesIO(book_of(content)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert "'=1+1,'=2" in {cell.value for cell in cells}


# --- two sides, and an index beside ---------------------------------------------------------------


def compared(engine: Engine) -> Content:
    """Kainuu beside the whole country in the years before."""
    content = content_in(engine, Choices("days_granted", SECOND, KAINUU, view=View.COMPARE))
    shown = content.shown
    with reading(engine) as connection:
        country = national(connection, FIRST, TODAY)
    first = Side(KAINUU, SECOND, shown.figures, shown.country, shown)
    second = Side(None, FIRST, figures_in(engine, FIRST, Division.REGIONS), country, shown)
    rows = [
        {"year": year, "series": side.name_beside(other), "value": 1.0, "label": "1"}
        for side, other in ((first, second), (second, first))
        for year in side.period.years
    ]
    return replace(content, comparison=Comparison(first, second, pd.DataFrame(rows)))


def beside_an_index(engine: Engine) -> Content:
    content = content_in(engine, Choices("days_granted", SECOND, KAINUU, view=View.CONTEXT))
    index = Index("elinvoima", 2019, "Elinvoima", "Esimerkkilähde", "region")
    return replace(content, context=Context(index, {KAINUU: 52.25, UUSIMAA: 1000.0}))


def test_files_of_a_comparison_have_both_sides(demo_engine: Engine) -> None:
    content = compared(demo_engine)
    assert content.comparison
    first, second = content.comparison.first, content.comparison.second
    place = MEASURES.index("days_granted")
    _, *rows = lines_of(csv_of(content))
    found = {(row[0], row[2]): row[3 + place] for row in rows}
    assert found[KAINUU, called(SECOND)] == first.text("days_granted")
    assert found["all", called(FIRST)] == second.text("days_granted")
    assert (KAINUU, called(FIRST)) in found
    _, sheet, _ = sheets_of(book_of(content))
    assert sheet[0][1:3] == content.comparison.names
    row = next(row for row in sheet if row[0] == plain("regions.heading_days_granted"))
    ours, theirs = (side.visible("days_granted") or 0 for side in (first, second))
    assert row[1:] == (ours, theirs, ours - theirs)
    features = json.loads(geojson_of(content))["features"]
    (own,) = [each["properties"] for each in features if each["id"] == KAINUU]
    assert own["days_granted_before"] == second.figures.value(KAINUU, "days_granted")


def test_files_beside_an_index_have_it(demo_engine: Engine) -> None:
    content = beside_an_index(demo_engine)
    headings, *rows = lines_of(csv_of(content))
    place = headings.index("Elinvoima 2019")
    found = {row[0]: row[place] for row in rows}
    assert (found[KAINUU], found[UUSIMAA], found["MK06"]) == ("52,25", "1000", plain("value.no"))
    sheet, _ = sheets_of(book_of(content))
    assert {row[0]: row[place] for row in sheet}[KAINUU] == 52.25
    features = json.loads(geojson_of(content))["features"]
    assert {each["id"]: each["properties"]["index"] for each in features}[KAINUU] == 52.25
    source = plain("regions.index_source", source="Esimerkkilähde", year="2019")
    assert source in json.loads(geojson_of(content))["notes"]


def test_pictures_of_both_views_show_what_they_do(demo_engine: Engine) -> None:
    content = compared(demo_engine)
    assert content.comparison
    assert {"Kainuu 2018–2020", "Koko maa 2015–2017"} == {*content.comparison.names}
    found = texts_of(fromstring(buttons.svg_of(content)))
    assert {"— Kainuu 2018–2020", "- - Koko maa 2015–2017", "2015", "2020"} <= found
    assert picture_name(content, "png") == (
        "alueet-myonnetyt-paivat-kainuu-2018-2020-koko-maa-2015-2017-maakunnat-2018-2020.png"
    )
    content = beside_an_index(demo_engine)
    found = texts_of(fromstring(buttons.svg_of(content)))
    assert {"Elinvoima 2019", plain("regions.pairs"), *content.facts()} <= found
    assert picture_name(content, "svg") == (
        "alueet-myonnetyt-paivat-elinvoima-2019-maakunnat-2018-2020.svg"
    )


# --- features -----------------------------------------------------------------------------------


@pytest.mark.parametrize("division", Division)
def test_features_have_code_names_measures_and_place(
    demo_engine: Engine, division: Division
) -> None:
    content = content_in(demo_engine, Choices(MEASURES[0], SECOND, division=division))
    collection = json.loads(geojson_of(content))
    assert collection["type"] == "FeatureCollection"
    assert set(collection["measures"]) == set(MEASURES)
    figures = content.shown.figures
    found = {each["id"]: each for each in collection["features"]}
    assert set(found) == {*figures.codes(), *figures.rows_apart()}
    for code in figures.codes():
        assert found[code]["geometry"]["type"] == "MultiPolygon"
        own = found[code]["properties"]
        assert set(MEASURES) < set(own)
        assert own["code"] == code
        for language in LANGUAGES:
            with use_language(language):
                assert own[f"name_{language}"] == figures.name(code)


def test_what_is_outside_the_target_area_has_a_place_and_no_numbers(demo_engine: Engine) -> None:
    content = content_in(demo_engine, Choices(MEASURES[0], WHOLE))
    features = json.loads(geojson_of(content))["features"]
    (aland,) = [each for each in features if each["id"] == ALAND]
    assert aland["geometry"]["coordinates"]
    assert aland["properties"]["in_target_area"] is False
    assert {aland["properties"][measure] for measure in MEASURES} == {None}
    assert aland["properties"]["suppressed"] is False


def test_what_must_not_be_seen_is_null_and_told(demo_engine: Engine) -> None:
    content = content_in(demo_engine, Choices(MEASURES[0], SECOND))
    with reading(demo_engine) as connection:
        frame = region_measures(connection, Division.REGIONS, SECOND, TODAY)
    here = frame["code"] == UUSIMAA
    frame.loc[here, "participations"] = 3.0
    figures = RegionFigures(frame, everything=False)
    content = replace(content, shown=replace(content.shown, figures=figures, everything=False))
    features = json.loads(geojson_of(content))["features"]
    (own,) = [each["properties"] for each in features if each["id"] == UUSIMAA]
    assert own["suppressed"] is True
    assert "participations" in own["suppressed_measures"]
    assert {own[measure] for measure in own["suppressed_measures"]} == {None}
    assert all(INDICATORS[measure].counts_people for measure in own["suppressed_measures"])


# --- pictures -----------------------------------------------------------------------------------


def in_views(engine: Engine) -> Iterator[Content]:
    for view in (View.MAP, View.TILES):
        yield content_in(engine, Choices("days_granted", SECOND, "MK18", view=view))
    with reading(engine) as connection:
        names = region_measures(connection, Division.REGIONS, SECOND, TODAY)
        years = region_years(connection, Division.REGIONS, TODAY)
    names = names.drop(columns=[*MEASURES])
    yearly = {
        int(year): RegionFigures(
            names.merge(frame.drop(columns="year"), on="code"), everything=True
        )
        for year, frame in years.groupby("year")
        if int(year) in SECOND.years
    }
    yield replace(
        content_in(engine, Choices("days_granted", SECOND, view=View.YEARS)), years=yearly
    )


def test_a_picture_says_what_it_shows_and_where_it_is_from(demo_engine: Engine) -> None:
    for content in in_views(demo_engine):
        picture = buttons.svg_of(content).decode()
        found = texts_of(fromstring(picture))
        assert {
            plain("regions.heading_days_granted"),
            f"2018–2020 · {plain('regions.division_regions')}",
            plain("live.demo"),
            plain("export.eu_logo"),
            *content.facts(),
        } <= found
        assert LIGHT.classes[4] in picture
        assert DARK.classes[4] not in picture


def test_bars_of_a_picture_say_what_the_table_does(demo_engine: Engine) -> None:
    content = content_in(demo_engine, Choices("participations", WHOLE))
    figures = content.shown.figures
    found = texts_of(fromstring(buttons.svg_of(content)))
    for code in figures.codes():
        if figures.in_target_area(code):
            assert {figures.name(code), figures.text(code, "participations")} <= found


def test_small_maps_have_their_years(demo_engine: Engine) -> None:
    *_, content = in_views(demo_engine)
    assert {"2018", "2019", "2020"} <= texts_of(fromstring(buttons.svg_of(content)))


def test_marks_on_the_map_are_explained(demo_engine: Engine) -> None:
    marked = plain("regions.marks", marks=plain("regions.mark_events"))
    oulu = {"name": "Oulu", "longitude": 25.5, "latitude": 65.0, "kind": "event", "tip": "Oulu: 1"}
    content = content_in(demo_engine, Choices("days_granted", SECOND))
    content = replace(content, places=pd.DataFrame([oulu]), marked=marked)
    _, (area, _) = sheet_of(content).order()["rows"]
    assert "Oulu" in repr(area["datasets"]["places"])
    assert marked in texts_of(fromstring(buttons.svg_of(content)))
    tiles = replace(content.chosen, view=View.TILES)
    content = replace(content, shown=replace(content.shown, chosen=tiles))
    assert marked not in sheet_of(content).notes


def test_a_png_is_wide_enough_for_a_slide(demo_engine: Engine) -> None:
    content = content_in(demo_engine, Choices(MEASURES[0], WHOLE))
    width, _ = struct.unpack(">II", buttons.png_of(content)[16:24])
    assert width >= 1600


def test_hostile_names_are_only_text(demo_engine: Engine) -> None:
    content = content_in(demo_engine, Choices(MEASURES[0], WHOLE))
    hostile = [text for text in STRINGS.values() if text.strip()]
    with reading(demo_engine) as connection:
        frame = region_measures(connection, Division.REGIONS, WHOLE, TODAY)
    frame["name_fi"] = [
        hostile[number % len(hostile)] if name else name
        for number, name in enumerate(frame["name_fi"])
    ]
    figures = RegionFigures(frame, everything=True)
    content = replace(content, shown=replace(content.shown, figures=figures))
    drawn = fromstring(buttons.svg_of(content))
    assert not [each for each in drawn.iter() if each.tag.endswith(("}script", "}image", "}a"))]


def test_a_picture_that_fails_is_told_and_logged(
    demo_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[tuple[str, str]] = []
    monkeypatch.setattr(drawing, "_COMMAND", ("no-such-program",))
    monkeypatch.setattr(
        buttons.log, "warning", lambda event, reason: events.append((event, reason))
    )
    content = content_in(demo_engine, Choices(MEASURES[0], WHOLE))
    for make in (buttons.png_of, buttons.svg_of):
        with pytest.raises(NotDrawn):
            make(content)
    assert [event for event, _ in events] == ["picture_failed"] * 2
    assert all("no-such-program" in reason for _, reason in events)
    assert csv_of(content)
    assert geojson_of(content)


# --- the page -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "figures", "picture"),
    [
        (
            Choices("days_granted", SECOND),
            "alueet-maakunnat-2018-2020.csv",
            "alueet-myonnetyt-paivat-maakunnat-2018-2020.csv",
        ),
        (
            Choices("days_granted", WHOLE, division=Division.WELLBEING),
            "alueet-hyvinvointialueet-2015-2020.csv",
            "alueet-myonnetyt-paivat-hyvinvointialueet-2015-2020.csv",
        ),
        (
            Choices("days_granted", SECOND, against=FIRST),
            "alueet-maakunnat-2018-2020_2015-2017.csv",
            "alueet-myonnetyt-paivat-maakunnat-2018-2020.csv",
        ),
    ],
)
def test_names_of_files_tell_measure_division_and_period(
    demo_engine: Engine, chosen: Choices, figures: str, picture: str
) -> None:
    content = content_in(demo_engine, chosen)
    assert file_name(content, "csv") == figures
    assert picture_name(content, "csv") == picture


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", Role)
def test_every_role_is_offered_five_files(role: Role) -> None:
    app = with_files(opened("regions", role))
    offered = {each.proto.label for each in app.get("download_button")}
    assert offered == {
        plain(f"regions.download_{kind}") for kind in ("png", "svg", "csv", "xlsx", "geojson")
    }


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("asked", "picture"),
    [
        ({"view": "years"}, "regions.download_maps"),
        ({"view": "compare", "region": KAINUU}, "regions.download_lines"),
        ({"view": "compare"}, None),
        ({"view": "context"}, None),
    ],
)
def test_the_button_says_what_the_picture_is_and_offers_none_of_nothing(
    asked: dict[str, str], picture: str | None
) -> None:
    app = with_files(opened("regions", Role.STEERING, **asked))
    offered = {each.proto.label for each in app.get("download_button")}
    assert (plain("regions.download_png") in offered) == (picture is not None)
    assert plain("regions.download_csv") in offered
    assert picture is None or any(plain(picture) in each.value for each in app.markdown)


@pytest.mark.usefixtures("empty")
def test_where_there_is_nothing_no_file_is_offered() -> None:
    assert not with_files(opened("regions", Role.MANAGER)).get("download_button")
