"""Tilannekuva: shows the figures of data_access, and to each role what it may see."""

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from sqlalchemy import Engine, insert, select
from streamlit.testing.v1 import AppTest

from data_access import attention, indicators, overview, rounds
from data_access.connect import reading, writing
from data_access.schema import organisation, sparring_application, sparring_round
from pages.overview import round_card
from programme.codes import Comparator
from programme.lifecycle import QUEUE, Status
from programme.periods import Period, parse
from programme.roles import Right, Role, may
from tests.pages import opening
from ui import values as comparisons
from ui.texts import LANGUAGES, LOCALES, plain, t, use_language

APP = str(LOCALES.parent / "app.py")
TODAY = date(2020, 12, 1)
OFFICE = [role for role in Role if may(role, Right.SEE_APPLICATIONS)]
OTHERS = [role for role in Role if role not in OFFICE]
LONGEST_LABEL = 22


def opened(role: Role, **address: str) -> AppTest:
    """The overview as somebody of this role gets it from this address."""
    return opening.opened("overview", role, **address)


def cards(app: AppTest) -> dict[str, str]:
    by_label = {metric.label: metric.value for metric in app.metric}
    return {code: by_label[plain(f"kpi_short.{code}")] for code in overview.CARDS}


def chips(app: AppTest) -> list[str]:
    return [metric.delta.replace("\\", "") for metric in app.metric]


def texts_of(app: AppTest) -> str:
    return "\n".join(markdown.value for markdown in app.markdown)


def figures(engine: Engine, period: Period) -> indicators.Values:
    with reading(engine) as connection:
        return indicators.measure(connection, indicators.Scope(period, TODAY))[0]


# --- figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [None, "2015-2017", "2018-2020", "2018", "2020"])
def test_cards_show_the_figures_of_the_period(demo: Engine, code: str | None) -> None:
    app = opened(Role.OFFICER, **({"period": code} if code else {}))
    values = figures(demo, parse(code))
    expected = {card: comparisons.written_or_dash(card, values[card]) for card in overview.CARDS}
    assert cards(app) == expected


def test_whole_programme_shows_what_was_published(demo: Engine) -> None:
    app = opened(Role.MANAGER)
    assert list(cards(app).values())[:3] == ["241", "10\u00a0000", "672"]
    assert chips(app) == [
        "Julkaistu: yli 240",
        "Julkaistu: noin 10\u00a0000",
        "Julkaistu: 672",
        "2018–2020: noin 100",
        ":material/check: Tavoite: enintään 15",
        "Budjetti: 3,00\u00a0milj.\u00a0€",
    ]


def test_funding_period_shows_the_one_before(demo: Engine) -> None:
    app = opened(Role.MANAGER, period="2018-2020")
    assert chips(app)[:2] == ["2015–2017: 187", "2015–2017: 4\u00a0700"]


def test_a_year_has_no_budget_and_says_why(demo: Engine) -> None:
    app = opened(Role.MANAGER, period="2019")
    assert cards(app)["budget_used"] == "–"
    assert chips(app)[-1] == "Vain rahoituskausittain"


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("asked", ["1999", "2018-2019", "![](http://example.org/x.png)"])
def test_unknown_period_is_told_and_gives_the_whole_programme(asked: str) -> None:
    app = opened(Role.MANAGER, period=asked)
    assert cards(app)["organisations_reached"] == "241"
    assert [info.value for info in app.info] == [t("period.unknown_period", period=asked)]


@pytest.mark.usefixtures("demo")
def test_choosing_a_period_puts_it_into_the_address() -> None:
    app = opened(Role.MANAGER)
    app.segmented_control(key="period").set_value("2015-2017").run()
    assert app.query_params["period"] == "2015-2017"
    assert cards(app)["organisations_reached"] == "187"
    app.segmented_control(key="period").set_value("").run()
    assert "period" not in app.query_params


# --- what waits ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", OFFICE)
def test_office_gets_its_work_with_links_into_the_queue(role: Role) -> None:
    app = opened(role)
    texts = texts_of(app)
    assert "**4 hakemusta yli tavoiteajan**" in texts
    assert "**1 täydennys myöhässä**" in texts
    assert "**8 saapunutta odottaa käsittelyä**" in texts
    addresses = [link.proto.query_string for link in app.get("page_link")]
    assert "queue=clarification_requested&application=SP-2020-040" in addresses


@pytest.mark.parametrize("role", OTHERS)
def test_others_get_counts_and_nobodys_application(demo: Engine, role: Role) -> None:
    app = opened(role)
    sent = opening.everything_sent(app)
    assert "**13 hakemusta odottaa päätöstä**" in texts_of(app)
    assert "SP-20" not in sent
    assert not [link for link in app.get("page_link") if link.proto.page == "applications"]
    assert not [name for name in applicants(demo) if name in sent]


def test_office_is_told_the_numbers_the_others_are_not(demo: Engine) -> None:
    assert "SP-2020" in opening.everything_sent(opened(Role.OFFICER))
    assert len(applicants(demo)) == 13


def applicants(engine: Engine) -> list[str]:
    """Names of the organisations whose applications wait."""
    with reading(engine) as connection:
        names = select(organisation.c.name_fi).join(sparring_application)
        return list(
            connection.execute(names.where(sparring_application.c.status.in_(QUEUE))).scalars()
        )


@pytest.mark.usefixtures("demo")
def test_round_says_what_does_not_fit() -> None:
    assert (
        "Jäljellä **12 päivää**. 13 avointa hakemusta hakee **23 päivää**, "
        "joten 11 päivää ei mahdu kiintiöön."
    ) in texts_of(opened(Role.STEERING))


@pytest.mark.parametrize(
    ("reserved", "asked", "words"),
    [
        (17, None, "Jäljellä **12 päivää**. Avoimia hakemuksia ei ole."),
        (28, (1, 1), "1 avoin hakemus hakee **1 päivän**, mikä mahtuu kiintiöön."),
        (28, (1, 2), "1 avoin hakemus hakee **2 päivää**, joten 1 päivä ei mahdu kiintiöön."),
        (29, (2, 3), "Jäljellä **0 päivää**. 2 avointa hakemusta hakee **3 päivää**, joten 3"),
    ],
)
def test_sentence_of_the_round(reserved: int, asked: tuple[int, int] | None, words: str) -> None:
    waiting = {Status.SUBMITTED: rounds.Waiting(*asked)} if asked else {}
    opens, closes = datetime(2020, 9, 1, tzinfo=UTC), datetime(2020, 12, 15, tzinfo=UTC)
    current = rounds.Round("2020-2", opens, closes, True, 2, 29, reserved, waiting, {})
    assert words in round_card.sentence(current)


# --- charts -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
def test_tables_are_made_when_they_are_opened() -> None:
    app = opened(Role.STEERING)
    assert not app.table
    app.session_state["rounds_table"] = True
    app.run()
    assert len(app.table) == 1
    assert list(app.table[0].value["Hakukierros"])[-1] == "2020-2"
    assert list(app.table[0].value["Myönnetty"])[-1] == 17


def test_the_code_of_a_round_stays_text_in_the_table(demo: Engine) -> None:
    with writing(demo) as connection:
        code = {"round_code": "2020-*", "max_days": 2, "day_pool": 0}
        times = {"opens_at": datetime(2020, 1, 1, tzinfo=UTC), "closes_at": datetime.now(UTC)}
        connection.execute(insert(sparring_round).values(**code, **times))
    app = opened(Role.STEERING)
    app.session_state["rounds_table"] = True
    app.run()
    assert r"2020-\*" in list(app.table[0].value["Hakukierros"])


@pytest.mark.usefixtures("demo")
def test_charts_have_a_text_alternative() -> None:
    app = opened(Role.STEERING)
    names = [chart.proto.alt for chart in app.get("vega_lite_chart")]
    told = [each.proto.body for each in app.get("html") if 'class="told"' in each.proto.body]
    assert names == [plain("bar.name"), plain("overview.growth"), plain("overview.rounds")]
    assert ["kiintiö 29" in told[0], "672" in told[1], "päivää" in told[2]] == [True] * 3


# --- nothing there ------------------------------------------------------------------------------


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("role", Role)
def test_empty_database_is_calm(role: Role) -> None:
    app = opened(role, period="2018")
    assert cards(app)["participations"] == "0"
    assert "Hakukierrosta ei ole vielä avattu." in texts_of(app)


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_labels_fit_their_cards(code: str) -> None:
    with use_language(code):
        labels = [plain(f"kpi_short.{card}") for card in overview.CARDS]
    assert [label for label in labels if len(label) > LONGEST_LABEL] == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("area", "codes"),
    [
        ("overview.happened", Status),
        ("compared", Comparator),
        ("attention", attention.Need),
    ],
)
def test_every_code_has_its_words(code: str, area: str, codes: type[StrEnum]) -> None:
    with use_language(code):
        for each in codes:
            assert plain(f"{area}.{each}", n=2, number="SP-2020-001", days="2", value="3")
