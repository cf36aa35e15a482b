"""Kokous: the figures that a room may see, and nothing about anyone."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

from data_access import indicators, rounds
from data_access.connect import reading
from data_access.overview import Kpi
from data_access.region_measures import region_measures
from data_access.schema import organisation, sparring_application
from pages.meeting import situation
from pages.meeting.views import VIEWS
from pages.regions.figures import SHARE, RegionFigures, with_unit
from programme.divisions import Division
from programme.periods import WHOLE
from programme.roles import Role
from tests.pages.opening import everything_sent, opened
from ui import values as comparisons
from ui.texts import LANGUAGES, plain, t, use_language

NOW = datetime(2020, 12, 1, 7, 0, tzinfo=UTC)
TODAY = date(2020, 12, 1)


def texts_of(app: AppTest) -> str:
    return "\n".join(markdown.value for markdown in app.markdown)


# --- nothing about anyone -----------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("role", [Role.STEERING, Role.MANAGER])
def test_no_name_and_no_application_number_is_sent(demo: Engine, role: Role, view: str) -> None:
    with reading(demo) as connection:
        names = connection.execute(select(organisation.c.name_fi)).scalars().all()
        numbers = connection.execute(select(sparring_application.c.application_no)).scalars().all()
    assert len(names) > 200
    assert len(numbers) > 200
    sent = everything_sent(opened("meeting", role, view=view))
    assert [secret for secret in (*names, *filter(None, numbers)) if secret in sent] == []


def test_few_people_are_not_shown() -> None:
    few = Kpi("participations", 4, None, {}, None)
    assert situation._value(few) == "Alle 5"
    assert situation._value(Kpi("participations", 5, None, {}, None)) == "5"


# --- figures ------------------------------------------------------------------------------------


def test_situation_shows_the_figures_of_the_programme(demo: Engine) -> None:
    app = opened("meeting", Role.STEERING)
    with reading(demo) as connection:
        values = indicators.measure(connection, indicators.Scope(WHOLE, TODAY))[0]
    shown = {metric.label: metric.value for metric in app.metric}
    for code in ("organisations_reached", "participations", "deeds", "processing_days_median"):
        label = plain(f"kpi_short.{code}")
        assert shown[label] == comparisons.written_or_dash(code, values[code])
    assert app.title[0].value == t("meeting.situation", n=241)
    assert [metric.delta for metric in app.metric][:2] == [
        "Julkaistu: yli 240",
        "Julkaistu: noin 10\u00a0000",
    ]


def test_round_shows_what_is_left_and_what_is_asked_for(demo: Engine) -> None:
    app = opened("meeting", Role.STEERING, view="round")
    with reading(demo) as connection:
        current = rounds.current_round(connection, NOW)
    assert current is not None
    left = t("meeting.days_left", n=current.left)
    assert app.title[0].value == t(
        "meeting.round_headline", round=current.code, left=left, requested=current.waiting.days
    )
    assert app.title[0].value == "Kierros 2020-2: jäljellä 12 päivää, haettu 23"
    for waiting in current.by_status.values():
        assert t("meeting.applications", n=waiting.applications) in texts_of(app)
    assert "21 arkipäivää" in texts_of(app)


def test_map_tells_both_ends_in_words(demo: Engine) -> None:
    app = opened("meeting", Role.STEERING, view="regions")
    with reading(demo) as connection:
        figures = RegionFigures(
            region_measures(connection, Division.REGIONS, WHOLE, TODAY), everything=False
        )
    ranks = {code: figures.rank(code, SHARE) for code in figures.codes()}
    best = min((code for code in ranks if ranks[code]), key=lambda code: ranks[code] or 0)
    assert figures.name(best) in texts_of(app)
    assert f"**{with_unit(SHARE, figures.value(best, SHARE) or 0)}**" in texts_of(app)
    assert figures.name("MK21") not in texts_of(app)


# --- the way through ----------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("asked", [None, "", "minutes", "![](http://example.org/x.png)"])
def test_unknown_view_gives_the_first(asked: str | None) -> None:
    address = {} if asked is None else {"view": asked}
    app = opened("meeting", Role.STEERING, **address)
    assert app.title[0].value == t("meeting.situation", n=241)


@pytest.mark.usefixtures("demo")
def test_keys_step_through_the_views_and_stop_at_the_ends() -> None:
    app = opened("meeting", Role.STEERING)
    seen = []
    for key in ("Right", "PageDown", "Right", "Left", "3", "1", "Left", "2"):
        app.button(key=f"key_{key}").click().run()
        seen.append(app.query_params["view"])
    expected = ["round", "regions", "regions", "round", "regions", "situation", "situation"]
    assert seen == [*expected, "round"]


@pytest.mark.usefixtures("demo")
def test_switch_changes_the_view() -> None:
    app = opened("meeting", Role.STEERING)
    app.segmented_control(key="meeting_switch_situation").set_value("regions").run()
    assert app.query_params["view"] == "regions"
    assert app.segmented_control(key="meeting_switch_regions").value == "regions"


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_view_carries_the_eu_line(view: str, code: str) -> None:
    app = opened("meeting", Role.STEERING, view=view, lang=code)
    with use_language(code):
        line = t("meeting.eu", eu=t("export.eu_logo"), esf=t("org.esf"))
    assert line in texts_of(app)


# --- an office that has just begun --------------------------------------------------------------


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("view", VIEWS)
def test_views_stand_without_any_data(view: str) -> None:
    opened("meeting", Role.STEERING, view=view)
