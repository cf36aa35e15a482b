"""No chart is the only way to what it shows: each has words of its own, and a table or sentence."""

import ast

import pytest
from sqlalchemy import Engine

from programme.roles import Role
from tests.pages.opening import opened
from ui.texts import LOCALES

ROOT = LOCALES.parent
SOURCES = sorted([*(ROOT / "pages").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])

#: Each screen with charts, and for each of them, in order, the element beside it that says the
#: same: the button of a table, or a container with a sentence.
SAID_BESIDE = {
    ("overview", ""): ["kpi_pending_applications", "growth_table", "rounds_table"],
    ("allocation", ""): ["allocation_regions_table"] * 3,
    ("regions", ""): ["region_table"] * 3,
    ("regions", "tiles"): ["region_table"] * 2,
    ("regions", "years"): ["region_table"] * 2,
    ("meeting", "round"): ["meeting_area", "meeting_themes_table"],
    ("meeting", "regions"): ["meeting_map_table"] * 2,
}


@pytest.mark.parametrize("screen", SAID_BESIDE, ids="-".join)
def test_every_chart_is_told_in_words_twice(demo: Engine, screen: tuple[str, str]) -> None:
    page, view = screen
    app = opened(page, Role.MANAGER, **({"view": view} if view else {}))
    charts = app.get("vega_lite_chart")
    assert len(charts) == len(SAID_BESIDE[screen])
    assert [chart.proto.alt for chart in charts if len(chart.proto.alt) < len("Selite")] == []
    shown = {getattr(node, "key", None) for node in app._tree}
    assert set(SAID_BESIDE[screen]) <= shown


def test_the_words_of_the_regions_stand_beside_their_charts(demo: Engine) -> None:
    """With other words of its own a chart would be taken apart and drawn anew."""
    kainuu, whole = (
        opened("regions", Role.STEERING, region="MK18"),
        opened("regions", Role.STEERING),
    )
    words = [[each.proto.body for each in app.get("html")] for app in (kainuu, whole)]
    assert [each.proto.alt for each in kainuu.get("vega_lite_chart")] == [
        each.proto.alt for each in whole.get("vega_lite_chart")
    ]
    told = [[body for body in bodies if 'class="told"' in body] for bodies in words]
    assert "Osuus maakunnan kunnista" in told[1][0]
    years = [[body for body in bodies if 'class="year-bars"' in body] for bodies in words]
    assert [len(found) for found in years] == [1, 1]
    assert years[0] != years[1]
    assert 'aria-label="Organisaatiot vuosittain. 2015: ' in years[1][0]


def test_the_bar_of_a_decision_has_words_of_its_own(demo: Engine) -> None:
    """The sentence below it says the same: see test_judging."""
    app = opened("applications", Role.MANAGER)
    bars = [each.proto.body for each in app.get("html") if "decision-bar" in each.proto.body]
    drawn = [bar for bar in bars if not bar.lstrip().startswith("<style")]
    assert len(drawn) == 1
    assert 'aria-label="Kierroksen päiväkiintiö: kiintiö 29, jäljellä 12."' in drawn[0]


@pytest.mark.parametrize("key", ["kpis_table", "growth_table", "rounds_table"])
def test_a_table_comes_when_it_is_asked_for(demo: Engine, key: str) -> None:
    app = opened("overview", Role.STEERING)
    assert not app.table
    app.session_state[key] = True
    app.run()
    assert [len(table.value) > 1 for table in app.table] == [True]


def test_the_table_of_the_figures_has_the_course_of_each(demo: Engine) -> None:
    app = opened("overview", Role.STEERING)
    app.session_state["kpis_table"] = True
    app.run()
    table = app.table[0].value
    assert list(table["Kehittämisteot"]) == ["30", "122", "232", "350", "490", "672"]
    assert table.iloc[-1, 0] == "1.12.2020"


def calls(name: str) -> list[tuple[str, ast.Call]]:
    """Where an attribute of this name is called in what draws the screen."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
    ]


@pytest.mark.parametrize("name", ["altair_chart", "image"])
def test_no_picture_is_drawn_without_words(name: str) -> None:
    found = calls(name)
    assert found
    wordless = [place for place, call in found if "alt" not in {word.arg for word in call.keywords}]
    assert wordless == []
