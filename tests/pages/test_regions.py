"""Alueet: shows the figures of data_access by region, and to each role what it may see."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, delete, select, update
from streamlit.testing.v1 import AppTest

from data_access.connect import reading, writing
from data_access.region_measures import region_measures
from data_access.schema import organisation, participation
from pages.regions.choices import Choices
from pages.regions.figures import RegionFigures, class_labels
from pages.regions.measures import MAIN
from programme.divisions import Borders, Division
from programme.periods import WHOLE, YEARS, Period, parse
from programme.roles import Right, Role, may
from tests.pages.opening import everything_sent, opened
from tests.pages.regions_screen import headings, table
from ui import formats
from ui.texts import plain, t

TODAY = date(2020, 12, 1)
ALAND = "MK21"
KAINUU = "MK18"
OFFICE = [role for role in Role if may(role, Right.SEE_APPLICATIONS)]
OTHERS = [role for role in Role if role not in OFFICE]


@pytest.fixture
def few_in_kainuu(demo: Engine) -> Engine:
    """Three people of one organisation are all that took part in Kainuu."""
    here = select(organisation.c.organisation_id).where(organisation.c.region_code == KAINUU)
    theirs = participation.c.organisation_id.in_(here)
    with writing(demo) as connection:
        one = connection.execute(select(participation).where(theirs).limit(1)).one()
        same = (
            participation.c.activity_id == one.activity_id,
            participation.c.organisation_id == one.organisation_id,
            participation.c.staff_group == one.staff_group,
        )
        connection.execute(update(participation).where(*same).values(participant_count=3))
        others = ~((same[0]) & (same[1]) & (same[2]))
        connection.execute(delete(participation).where(theirs, others))
    return demo


def activity(engine: Engine, period: Period = WHOLE) -> pd.DataFrame:
    with reading(engine) as connection:
        return region_measures(connection, Division.REGIONS, period, TODAY)


def written(row: Any, measure: str) -> str:
    """A figure of data_access as a reader would write it."""
    value = row[measure]
    if pd.isna(value):
        return "ei kohdealuetta"
    shown = formats.percent(value) if measure == "municipality_share" else formats.number(value)
    return shown.removesuffix("\u00a0%")


def metrics(app: AppTest) -> dict[str, str]:
    by_label = {metric.label: metric.value for metric in app.metric}
    return {measure: by_label[plain(f"regions.measure_{measure}")] for measure in MAIN}


# --- figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [None, "2018-2020", "2015"])
@pytest.mark.parametrize("measure", MAIN)
def test_table_shows_the_figures_of_data_access(
    demo: Engine, measure: str, code: str | None
) -> None:
    period = {"period": code} if code else {}
    app = opened("regions", Role.MANAGER, measure=measure, **period)
    rows = activity(demo, parse(code)).to_dict("records")
    shown = {name: cells[0] for name, cells in table(app).items()}
    del shown["Koko maa"]
    assert shown == {row["name_fi"]: written(row, measure) for row in rows}


@pytest.mark.parametrize("measure", MAIN)
def test_bars_and_map_draw_what_the_table_says(demo: Engine, measure: str) -> None:
    figures = RegionFigures(activity(demo), everything=True)
    for row in figures.frame(measure).to_dict("records"):
        drawn = "" if pd.isna(row["value"]) else formats.value(row["value"])
        assert drawn in (row["label"], "" if row["status"] == "outside" else "0")


def test_panel_shows_the_region_of_the_address(demo: Engine) -> None:
    app = opened("regions", Role.OFFICER, region="MK13")
    row = activity(demo).set_index("code").loc["MK13"]
    expected = {measure: written(row, measure) for measure in MAIN}
    expected["municipality_share"] += "\u00a0%"
    assert metrics(app) == expected


@pytest.mark.usefixtures("demo")
def test_whole_country_counts_each_organisation_once() -> None:
    shown = metrics(opened("regions", Role.STEERING))
    assert shown["organisations_reached"] == "241"
    assert shown["participations"] == "10\u00a0000"


def test_rank_is_shared_by_equal_figures_and_goes_by_what_is_seen(demo: Engine) -> None:
    figures = RegionFigures(activity(demo), everything=True)
    for measure in MAIN:
        inside = [code for code in figures.codes() if figures.in_target_area(code)]
        by_figure: dict[str, set[int | None]] = {}
        for code in inside:
            by_figure.setdefault(figures.text(code, measure), set()).add(
                figures.rank(code, measure)
            )
        assert all(len(ranks) == 1 for ranks in by_figure.values())
        assert figures.ranked(measure) == len(inside) == 18


@pytest.mark.usefixtures("demo")
def test_years_are_not_to_be_added_up() -> None:
    app = opened("regions", Role.STEERING, region="MK01")
    notes = " ".join(markdown.value for markdown in app.markdown)
    assert plain("regions.years_do_not_add_up") in notes


def test_classes_in_words_leave_no_number_out() -> None:
    assert class_labels([40, 50, 60, 70]) == ["alle 40", "40–49", "50–59", "60–69", "vähintään 70"]
    assert class_labels([1, 2, 3, 4])[1:4] == ["1", "2", "3"]


# --- Åland --------------------------------------------------------------------------------------


def test_aland_is_outside_and_never_zero(demo: Engine) -> None:
    figures = RegionFigures(activity(demo), everything=True)
    for measure in MAIN:
        row = figures.frame(measure).set_index("region_code").loc[ALAND]
        assert row["status"] == "outside"
        assert pd.isna(row["value"])
        assert row["label"] == "ei kohdealuetta"
        assert figures.rank(ALAND, measure) is None


@pytest.mark.usefixtures("demo")
def test_choosing_aland_tells_why_there_are_no_figures() -> None:
    app = opened("regions", Role.MANAGER, region=ALAND)
    assert not app.metric
    told = t("regions.not_target_area", region="Ahvenanmaa")
    assert told in [markdown.value for markdown in app.markdown]


# --- too few people -----------------------------------------------------------------------------


@pytest.mark.parametrize("role", OTHERS)
def test_few_people_are_not_shown_outside_the_office(few_in_kainuu: Engine, role: Role) -> None:
    app = opened("regions", role, measure="participations", region=KAINUU)
    assert metrics(app)["participations"] == "Alle 5"
    assert table(app)["Kainuu"][0] == "Alle 5 – ei näytetä"
    figures = RegionFigures(activity(few_in_kainuu), everything=False)
    assert figures.rank(KAINUU, "participations") is None
    row = figures.frame("participations").set_index("region_code").loc[KAINUU]
    assert row["status"] == "suppressed"
    assert pd.isna(row["value"])


@pytest.mark.usefixtures("few_in_kainuu")
@pytest.mark.parametrize("role", OFFICE)
def test_office_sees_small_numbers(role: Role) -> None:
    app = opened("regions", role, measure="participations", region=KAINUU)
    assert metrics(app)["participations"] == "3"


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", Role)
def test_heads_of_one_organisation_are_for_the_office(role: Role) -> None:
    app = opened("regions", role, region="MK13")
    app.session_state["region_organisations"] = True
    app.run()
    assert ("Osallistumisia" in headings(app, "region_organisation_rows")) == (role in OFFICE)
    assert len(table(app, "region_organisation_rows")) == 17


# --- choices ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "asked",
    [
        {"region": "MK03"},
        {"region": "![](http://example.org/x.png)"},
        {"measure": "budget_eur"},
        {"region": ""},
    ],
)
def test_unknown_choice_is_told_and_gives_the_usual_view(asked: dict[str, str]) -> None:
    app = opened("regions", Role.STEERING, **asked)
    assert [info.value for info in app.info] == [t("regions.unknown_choice")]
    assert metrics(app)["organisations_reached"] == "241"


@pytest.mark.usefixtures("demo")
def test_select_box_chooses_a_region_and_stays_after_a_refresh() -> None:
    app = opened("regions", Role.MANAGER)
    app.selectbox(key="region_choice").set_value("MK19").run()
    assert app.query_params["region"] == "MK19"
    app.run()
    assert app.selectbox(key="region_choice").value == "MK19"
    app.selectbox(key="region_choice").set_value("").run()
    assert "region" not in app.query_params


@pytest.mark.usefixtures("demo")
def test_measure_stands_in_the_address() -> None:
    app = opened("regions", Role.MANAGER, region="MK19")
    app.segmented_control(key="region_measure").set_value("days_granted").run()
    assert (app.query_params["measure"], app.query_params["region"]) == ("days_granted", "MK19")


def test_borders_are_those_of_the_period() -> None:
    later = Period("2021", date(2021, 1, 1), date(2021, 12, 31))
    assert {Choices("x", period).borders for period in (WHOLE, *YEARS)} == {Borders.REGIONS_2016}
    assert Choices("x", later).borders is Borders.REGIONS_2021
    counties = Choices("x", WHOLE, division=Division.WELLBEING)
    assert counties.borders is Borders.WELLBEING


# --- ways out -----------------------------------------------------------------------------------


def test_way_to_the_queue_is_for_the_office(demo: Engine) -> None:
    row = activity(demo).set_index("code").loc["MK11"]
    label = t("regions.open_applications", n=int(row["pending_applications"]))
    for role in Role:
        sent = everything_sent(opened("regions", role, region="MK11"))
        assert (label in sent) == (role in OFFICE)


def test_names_of_organisations_stay_letters(demo: Engine) -> None:
    hostile = "![x](http://example.org/x.png)"
    with writing(demo) as connection:
        first = select(organisation.c.organisation_id).where(organisation.c.region_code == "MK13")
        one = connection.execute(
            first.join(
                participation,
                participation.c.organisation_id == organisation.c.organisation_id,
            ).limit(1)
        ).scalar_one()
        connection.execute(
            update(organisation)
            .where(organisation.c.organisation_id == one)
            .values(name_fi=hostile)
        )
    app = opened("regions", Role.STEERING, region="MK13")
    app.session_state["region_organisations"] = True
    app.run()
    assert hostile in table(app, "region_organisation_rows")
    assert not any(hostile in each.value for each in app.markdown)


# --- an office that has just begun --------------------------------------------------------------


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("address", [{}, {"region": "MK13", "measure": "participations"}])
def test_page_stands_without_any_data(address: dict[str, str]) -> None:
    opened("regions", Role.MANAGER, **address)
