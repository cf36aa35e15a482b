"""Sheets are drawn whole, by a process that may fail, knows no secret and asks no network."""

import re
import struct
import sys
from xml.etree.ElementTree import Element, fromstring

import altair as alt
import pytest
import vl_convert

from charts.figure import Figure
from charts.pictures import NotDrawn, Panel, Sheet, drawing, png, svg
from charts.pictures.page import INNER_WIDTH, WIDTH
from charts.pictures.renderer import FONTS, VEGA_LITE
from charts.pictures.sheet import PRINTED_FONT
from charts.regions import LegendTexts, class_legend, ranking, region_map
from charts.scatter import scatter
from charts.style import FONT, Style
from tests.charts.samples import BREAKS, CLASS_LABELS, pairs_frame, region_frame

STYLE = Style(language="fi")
STATES = LegendTexts(outside="ei kohdealuetta", suppressed="alle 5", empty="ei toimintaa")


def sheet(*rows: tuple[Panel, ...], **texts: str) -> Sheet:
    given = {
        "title": "Osuus maakunnan kunnista, %",
        "subtitle": "2018–2020 & <muut>",
        "description": "Eniten: Kainuu.",
        "visibility": "Vipuvoimaa EU:lta",
        "mark": "Esimerkkiaineisto",
        **texts,
    }
    return Sheet(rows=rows, notes=("Näin laskettu.", "Rajat: Natural Earth"), **given)


def map_sheet() -> Sheet:
    frame = region_frame()
    area = region_map(frame, classes=BREAKS, selected="MK18", shape="2016", style=STYLE)
    return sheet(
        (Panel(class_legend(CLASS_LABELS, texts=STATES, style=STYLE), 500),),
        (
            Panel(area, 480),
            Panel(ranking(frame, classes=BREAKS, selected="MK18", style=STYLE), 340),
        ),
    )


@pytest.fixture(scope="module")
def drawn() -> Element:
    return fromstring(svg(map_sheet()))


def texts(root: Element) -> list[str]:
    return [element.text or "" for element in root.iter() if element.tag.endswith("}text")]


def numbered(root: Element, kind: str) -> list[Element]:
    return [element for element in root.iter() if element.tag.endswith("}" + kind)]


def test_a_sheet_says_what_it_shows_and_where_it_is_from(drawn: Element) -> None:
    order = map_sheet()
    for text in (order.title, order.subtitle, order.mark, order.visibility, *order.notes):
        assert text in texts(drawn)
    assert [each.text for each in numbered(drawn, "title")] == [order.title]
    assert [each.text for each in numbered(drawn, "desc")] == [order.description]


def test_charts_keep_their_texts_as_texts(drawn: Element) -> None:
    found = texts(drawn)
    assert {*CLASS_LABELS, "ei kohdealuetta", "alle 5", "ei toimintaa"} <= set(found)
    rows = region_frame().query("status != 'outside'")
    assert set(rows["name"]) | set(rows["label"]) <= set(found)


def test_the_emblem_has_twelve_stars(drawn: Element) -> None:
    stars = [each for each in numbered(drawn, "polygon") if each.get("fill") == "#FFCC00"]
    assert len({star.get("points") for star in stars}) == 12


def test_hatching_survives_and_every_reference_has_its_target(drawn: Element) -> None:
    names = [name for each in drawn.iter() if (name := each.get("id"))]
    assert len(names) == len(set(names))
    used = {
        found[1]
        for each in drawn.iter()
        for value in each.attrib.values()
        if (found := re.fullmatch(r"url\(#(.+)\)", value))
    }
    assert used <= set(names)
    hatched = {each.get("id") for each in numbered(drawn, "linearGradient")} & used
    assert len(hatched) == 4  # outside and suppressed, on the map and in the legend


def test_charts_stand_beside_each_other_and_inside_the_sheet(drawn: Element) -> None:
    legend, area, bars = [each for each in drawn if each.tag.endswith("}svg")]
    assert float(area.attrib["y"]) == float(bars.attrib["y"])
    assert float(area.attrib["y"]) > float(legend.attrib["y"]) + float(legend.attrib["height"])
    assert float(bars.attrib["x"]) >= float(area.attrib["x"]) + float(area.attrib["width"])
    for chart in (legend, area, bars):
        assert float(chart.attrib["x"]) + float(chart.attrib["width"]) <= WIDTH
        assert float(chart.attrib["width"]) <= INNER_WIDTH
        assert float(chart.attrib["y"]) + float(chart.attrib["height"]) < float(
            drawn.attrib["height"]
        )


def test_a_png_has_two_pixels_for_each_of_the_sheet(drawn: Element) -> None:
    picture = png(map_sheet())
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert width == 2 * WIDTH
    assert height == pytest.approx(2 * float(drawn.attrib["height"]), abs=2)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert svg(map_sheet()) == svg(map_sheet())


def test_numbers_are_written_as_the_language_does() -> None:
    large = pairs_frame().assign(y=10_000.0)
    dots = scatter(large, x_title="Osuus", y_title="Indeksi", selected=None, style=STYLE)
    assert "10\u00a0000" in texts(fromstring(svg(sheet((Panel(dots, 400),)))))


def test_long_texts_are_wrapped_and_the_sheet_grows() -> None:
    title = " ".join(["Pitkä otsikko"] * 30)
    short, long = (fromstring(svg(sheet(title=each))) for each in ("Lyhyt", title))
    assert float(long.attrib["height"]) > float(short.attrib["height"])
    lines = [text for text in texts(long) if text.startswith(("Pitkä", "otsikko"))]
    assert len(lines) > 1
    assert " ".join(lines) == title


def test_no_mark_means_no_box() -> None:
    boxes = [len(numbered(fromstring(svg(sheet(mark=mark))), "rect")) for mark in ("Demo", "")]
    assert boxes[0] == boxes[1] + 1


def test_the_library_draws_the_vega_lite_that_altair_writes() -> None:
    assert alt.SCHEMA_VERSION.removeprefix("v").startswith(f"{VEGA_LITE}.")
    assert VEGA_LITE in vl_convert.get_vegalite_versions()


def test_our_font_is_found() -> None:
    """The first name of the list is a font that we bring: without it the picture is another."""
    vl_convert.register_font_directory(str(FONTS))
    first, _, others = PRINTED_FONT.partition(", ")
    with_font, without = (
        vl_convert.svg_to_png(
            '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
            f'<text y="20" font-family="{family}">Åländska</text></svg>'
        )
        for family in (first, others)
    )
    assert with_font != without


def test_no_chart_is_set_in_the_font_of_the_screen() -> None:
    order = map_sheet().order()
    assert FONT not in repr([{**spec, "datasets": {}} for row in order["rows"] for spec in row])


# --- what may go wrong --------------------------------------------------------------------------


def elsewhere() -> Figure:
    """A chart whose rows lie on another computer."""
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"url": "http://localhost:1/rows.json"},
        "mark": "point",
    }
    return Figure(spec, {})


def test_nothing_is_fetched() -> None:
    with pytest.raises(NotDrawn, match="not allowed"):
        svg(sheet((Panel(elsewhere(), 400),)))


@pytest.mark.parametrize(
    "program",
    [
        (sys.executable, "-c", "raise SystemExit('no engine')"),
        (sys.executable, "-c", "import os; os.abort()"),
        ("no-such-program",),
    ],
)
def test_a_failure_is_told_and_the_next_picture_is_drawn(
    program: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "_COMMAND", program)
        for _ in range(2):
            with pytest.raises(NotDrawn):
                svg(sheet())
    assert svg(sheet())


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    asleep = (sys.executable, "-c", "import threading; threading.Event().wait()")
    monkeypatch.setattr(drawing, "_COMMAND", asleep)
    monkeypatch.setattr(drawing, "PATIENCE", 0.2)
    with pytest.raises(NotDrawn):
        svg(sheet())


def test_whoever_never_has_a_turn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "QUEUEING", 0.01)
    with drawing._turn, pytest.raises(NotDrawn, match="other pictures"):
        svg(sheet())


def test_the_drawing_process_knows_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", "a secret")
    told = (sys.executable, "-c", "import os; print(sorted(os.environ))")
    monkeypatch.setattr(drawing, "_COMMAND", told)
    assert b"PROGRAMME" not in svg(sheet())
