"""Alueet: what each view shows and to whom, and the address that brings it back."""

import re
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Engine, insert, select, update

from data_access.connect import reading, writing
from data_access.region_measures import national, region_measures, region_years
from data_access.schema import context_index, context_value, organisation, region, region_base
from pages.regions.views import View
from programme.divisions import Division
from programme.periods import WHOLE, Period, parse
from programme.roles import Right, Role, may
from tests.pages.opening import everything_sent
from tests.pages.regions_screen import headings, regions, table
from tests.pages.test_regions import KAINUU, OFFICE, OTHERS, few_in_kainuu
from ui import formats
from ui.texts import plain, t

__all__ = ["few_in_kainuu"]

TODAY = date(2020, 12, 1)
EARLIER, LATER = parse("2015-2017"), parse("2018-2020")


def figures(engine: Engine, period: Period, division: Division = Division.REGIONS) -> pd.DataFrame:
    with reading(engine) as connection:
        return region_measures(connection, division, period, TODAY).set_index("code")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("view", View)
def test_every_view_opens_for_every_role_with_its_table(view: View, role: Role) -> None:
    app = regions(role, view=view.value, region="MK13")
    assert app.segmented_control(key="region_view").value == view
    assert table(app)["Keski-Suomi"]


# --- the address --------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "asked",
    [
        {"view": "globe"},
        {"division": "dioceses"},
        {"division": "wellbeing", "region": "MK13"},
        {"classes": "natural"},
        {"against": "1999"},
        {"other": "MK99"},
        {"places": "events,pubs"},
        {"year": "1999"},
        {"measure": "budget_eur"},
    ],
)
def test_what_there_is_not_gets_a_word_and_the_usual(asked: dict[str, str]) -> None:
    app = regions(Role.STEERING, **asked)
    assert t("regions.unknown_choice") in [info.value for info in app.info]
    assert table(app)["Koko maa"]


@pytest.mark.usefixtures("demo")
def test_what_is_set_stands_in_the_address() -> None:
    app = regions(period="2018-2020", region="MK13")
    app.radio(key="region_classes").set_value("equal").run()
    app.selectbox(key="region_against").set_value("2015-2017").run()
    app.segmented_control(key="region_view").set_value("tiles").run()
    app.radio(key="region_division").set_value("wellbeing").run()
    assert app.query_params == {
        "period": "2018-2020",
        "classes": "equal",
        "against": "2015-2017",
        "view": "tiles",
        "division": "wellbeing",
    }
    app.segmented_control(key="region_view").set_value("map").run()
    app.radio(key="region_division").set_value("regions").run()
    assert set(app.query_params) == {"period", "classes", "against"}


@pytest.mark.usefixtures("demo")
def test_another_measure_joins_the_main_ones_while_it_is_chosen() -> None:
    app = regions(measure="approval_rate")
    control = app.segmented_control(key="region_measure")
    assert control.value == "approval_rate"
    assert len(control.options) == 5
    assert plain("regions.how_approval_rate") in everything_sent(app)


# --- years --------------------------------------------------------------------------------------


def test_a_year_that_is_stepped_to_is_all_that_is_shown(demo: Engine) -> None:
    app = regions(period="2018-2020", year="2019", measure="days_granted")
    expected = figures(demo, parse("2019"))["days_granted"]
    assert table(app)["Kainuu"][0] == formats.number(expected[KAINUU])
    with reading(demo) as connection:
        country = national(connection, parse("2019"), TODAY)["days_granted"]
    assert table(app)["Koko maa"][0] == formats.number(country or 0)


@pytest.mark.usefixtures("demo")
def test_a_year_of_another_period_means_the_whole_one() -> None:
    assert table(regions(period="2018-2020", year="2015")) == table(regions(period="2018-2020"))


def test_the_years_have_a_column_each(demo: Engine) -> None:
    app = regions(view="years", period="2015-2017", measure="days_granted")
    assert headings(app)[2:] == ["2015", "2016", "2017"]
    with reading(demo) as connection:
        years = region_years(connection, Division.REGIONS, TODAY).set_index(["code", "year"])
    expected = [years.at[(KAINUU, year), "days_granted"] for year in (2015, 2016, 2017)]
    assert table(app)["Kainuu"] == [formats.number(value) for value in expected]


# --- changes and comparisons --------------------------------------------------------------------


def test_a_change_is_what_the_two_figures_make(demo: Engine) -> None:
    app = regions(period="2018-2020", against="2015-2017", measure="days_granted")
    now, before = (figures(demo, period).at["MK13", "days_granted"] for period in (LATER, EARLIER))
    shown = table(app)["Keski-Suomi"]
    assert shown[:2] == [formats.number(now), f"+{formats.number(now - before)}"]
    assert now > before


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("period", [{}, {"period": "2015-2017"}, {"period": "2019"}])
def test_changes_are_told_only_from_periods_as_long_and_before(period: dict[str, str]) -> None:
    app = regions(against="2015-2017", **period)
    assert not any("Muutos" in heading for heading in headings(app))


def test_two_regions_stand_side_by_side(demo: Engine) -> None:
    app = regions(view="compare", region="MK13", other="MK06", measure="days_granted")
    found = figures(demo, WHOLE)["days_granted"]
    ours, theirs = found["MK13"], found["MK06"]
    shown = table(app, "region_comparison")
    assert headings(app, "region_comparison")[1:3] == ["Keski-Suomi", "Pirkanmaa"]
    assert shown["Myönnettyjä sparrauspäiviä"] == [
        formats.number(ours),
        formats.number(theirs),
        formats.number(ours - theirs),
    ]


@pytest.mark.usefixtures("demo")
def test_a_region_stands_beside_itself_in_another_period() -> None:
    app = regions(view="compare", region="MK13", period="2018-2020", against="2015-2017")
    assert headings(app, "region_comparison")[1:3] == ["2018–2020", "2015–2017"]
    app.selectbox(key="region_with").set_value("MK06").run()
    assert app.query_params["with"] == "MK06"
    assert headings(app, "region_comparison")[1:3] == [
        "Keski-Suomi 2018–2020",
        "Pirkanmaa 2015–2017",
    ]


@pytest.mark.usefixtures("demo")
def test_nothing_is_compared_with_itself() -> None:
    app = regions(view="compare")
    assert t("regions.compare_same") in [each.value for each in app.markdown]


# --- what is hidden -----------------------------------------------------------------------------


@pytest.mark.usefixtures("few_in_kainuu")
@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("view", [View.MAP, View.YEARS, View.COMPARE])
def test_no_view_shows_few_people_outside_the_office(role: Role, view: View) -> None:
    app = regions(role, view=view.value, measure="participations", region=KAINUU)
    few = plain("map.suppressed")
    assert few in table(app)["Kainuu"]
    if view is View.COMPARE:
        assert table(app, "region_comparison")["Osallistumisia"][0] == few
        assert table(app, "region_comparison")["Osallistumisia"][2] == plain("value.no")


@pytest.mark.usefixtures("few_in_kainuu")
@pytest.mark.parametrize("role", OTHERS)
def test_no_change_is_made_of_few_people(role: Role) -> None:
    app = regions(role, period="2018-2020", against="2015-2017", measure="participations")
    assert table(app)["Kainuu"][1] == plain("value.no")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", Role)
def test_heads_by_service_are_for_the_office(role: Role) -> None:
    app = regions(role, region="MK13")
    app.session_state["region_services"] = True
    app.run()
    assert ("Osallistumisia" in headings(app, "region_service_rows")) == (role in OFFICE)


# --- one region ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
def test_the_panel_says_in_a_sentence_how_the_region_has_been_reached() -> None:
    said = " ".join(each.value for each in regions(region="MK13").markdown)
    assert "Keski-Suomessa on ollut mukana 17 organisaatiota" in said


@pytest.mark.usefixtures("demo")
def test_which_municipalities_are_missing_is_not_said_where_it_is_not_known() -> None:
    app = regions(region="MK13")
    app.session_state["region_unreached"] = True
    app.run()
    assert "ei voi kertoa" in " ".join(each.value for each in app.markdown)


def test_all_figures_stand_beside_the_countrys(demo: Engine) -> None:
    app = regions(region="MK13")
    app.session_state["region_figures"] = True
    app.run()
    expected = figures(demo, WHOLE).at["MK13", "days_granted"]
    row = table(app, "region_all_figures")["Myönnettyjä sparrauspäiviä"]
    assert (row[0], row[2]) == (formats.number(expected), "287")


def test_what_has_no_region_stands_in_a_row_of_its_own(demo: Engine) -> None:
    with writing(demo) as connection:
        homeless = select(organisation.c.organisation_id).where(
            organisation.c.region_code == "MK13"
        )
        connection.execute(
            update(organisation)
            .where(organisation.c.organisation_id.in_(homeless))
            .values(region_code=None)
        )
    shown = table(regions(measure="organisations_reached"))
    assert shown["Keski-Suomi"][0] == "0"
    assert shown[plain("regions.apart_nowhere")][0] == "17"


# --- wellbeing services counties ----------------------------------------------------------------


def test_counties_have_their_own_rows(demo: Engine) -> None:
    app = regions(division="wellbeing", region="Kainuu", measure="days_granted")
    expected = figures(demo, WHOLE, Division.WELLBEING)["days_granted"]
    shown = table(app)
    assert "Vantaa ja Kerava" in shown
    assert shown["Kainuu"][0] == formats.number(expected["Kainuu"])
    assert shown[plain("regions.apart_uusimaa")][0] == formats.number(expected["MK01?"])


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("county", "linked"), [("Pirkanmaa", True), ("Helsinki", False)])
def test_only_a_county_that_is_a_region_leads_to_the_queue(county: str, linked: bool) -> None:
    app = regions(division="wellbeing", region=county)
    said = [each.value for each in app.markdown]
    assert any(t("regions.queue_by_region") in each for each in said) != linked


@pytest.mark.usefixtures("demo")
def test_a_county_of_which_nothing_is_known_has_no_years_of_nothing() -> None:
    app = regions(division="wellbeing", region="Helsinki", measure="organisations_reached")
    assert table(app)["Helsinki"][0] == plain("value.missing")
    assert "2015: 0, 2016: 0" not in everything_sent(app)
    assert plain("regions.no_organisations") not in everything_sent(app)
    assert "2015: " in everything_sent(regions(division="wellbeing", region="Kainuu"))


# --- places, bases and indices ------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
def test_places_are_marked_where_the_data_names_them() -> None:
    app = regions(period="2015-2017", places="events,homes")
    said = " ".join(each.value for each in app.markdown)
    assert plain("regions.mark_events") in said
    assert plain("regions.places_none", places=plain("regions.places_homes")) in said
    assert "Tampere: 1 tilaisuus" in everything_sent(app)


def test_a_base_is_told_with_year_and_source_or_that_it_is_absent(demo: Engine) -> None:
    address = {"measure": "days_per_1000_inhabitants", "period": "2019"}
    name = plain("regions.base_inhabitants")
    app = regions(**address)
    absent = f"{t('regions.base_absent', base=name)} {t('regions.base_load')}"
    assert [each.value for each in app.info] == [absent]
    with writing(demo) as connection:
        inside = select(region.c.region_code).where(region.c.in_target_area)
        rows = [
            {"base": "inhabitants", "year": 2018, "region_code": code, "value": 1000, "source": "X"}
            for code in connection.execute(inside).scalars().all()
        ]
        connection.execute(insert(region_base), rows)
    app = regions(**address)
    told = t("regions.base_source", base=name, year="2018", source="X")
    assert any(told in each.value for each in app.markdown)
    counties = regions(division="wellbeing", **address)
    assert [each.value for each in counties.info] == [t("regions.base_by_region", base=name)]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"view": "tiles"},
        {"view": "years"},
        {"division": "wellbeing"},
        {"period": "2018-2020", "against": "2015-2017"},
    ],
)
def test_where_no_unit_has_a_figure_the_legend_has_no_classes(asked: dict[str, str]) -> None:
    app = regions(measure="days_per_1000_inhabitants", **asked)
    assert plain("value.missing") in everything_sent(app)
    assert plain("regions.base_inhabitants") in app.info[0].value
    first_class = re.compile(plain("regions.class_below", edge=r"[\d,]+\b"))
    assert first_class.search(everything_sent(regions()))
    assert not first_class.search(everything_sent(app))


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", Role)
def test_without_an_index_the_view_says_how_to_load_one(role: Role) -> None:
    app = regions(role, view="context")
    sent = everything_sent(app)
    assert plain("regions.no_index") in sent
    assert (plain("regions.load_index") in sent) == may(role, Right.KEEP_DATA)


def test_an_index_stands_beside_the_measure_and_not_in_it(demo: Engine) -> None:
    names = {f"name_{language}": "Elinvoima" for language in ("fi", "sv", "en")}
    key = {"index_code": "elinvoima", "year": 2019}
    with writing(demo) as connection:
        connection.execute(insert(context_index), [{**key, **names, "source": "Esimerkki"}])
        connection.execute(insert(context_value), [{**key, "region_code": KAINUU, "value": 52.25}])
    app = regions(Role.STEERING, view="context", measure="days_granted")
    assert headings(app)[2:] == ["Myönnettyjä sparrauspäiviä", "Elinvoima 2019"]
    shown = table(app)
    assert shown["Kainuu"][1] == "52,25"
    assert shown["Keski-Suomi"][1] == shown["Koko maa"][1] == plain("value.no")
    assert "Esimerkki, 2019" in everything_sent(app)
    counties = table(regions(view="context", division="wellbeing", index="elinvoima.2019"))
    assert counties["Kainuu"][1] == "52,25"
    unknown = regions(view="context", index="elinvoima.1999")
    assert t("regions.unknown_choice") in [info.value for info in unknown.info]
