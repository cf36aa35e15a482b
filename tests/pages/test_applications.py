"""Hakemukset: who sees what, what the address asks for, and what is sent to the browser."""

from datetime import date

import pytest
from sqlalchemy import Engine, func, select, text
from streamlit.testing.v1 import AppTest

from data_access import queue, sessions
from data_access.connect import reading, writing
from data_access.queueing.search import NEWEST_FIRST, VIEWS, QueueSearch
from data_access.schema import application_event
from programme.roles import Role
from tests.pages.opening import everything_sent, opened
from ui.sign_in import SESSION, new_session
from ui.texts import LOCALES, plain, t

TODAY = date(2020, 12, 1)
NUMBER = "SP-2020-044"
DECIDING = {"decision_approve", "decision_reject"}
PREPARING = {"decision_waitlist", "decision_take_up", "decision_clarify"}


def buttons(app: AppTest) -> set[str]:
    """Keys of the buttons, without the application that a button of a decision belongs to."""
    return {button.key.split("_SP-")[0] for button in app.button if button.key}


@pytest.mark.parametrize(
    ("role", "offered"), [(Role.MANAGER, DECIDING | PREPARING), (Role.OFFICER, PREPARING)]
)
def test_each_role_is_offered_what_it_may_do(demo: Engine, role: Role, offered: set[str]) -> None:
    app = opened("applications", role, application=NUMBER)
    assert buttons(app) & (DECIDING | PREPARING) == offered


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMIN])
def test_the_page_itself_keeps_its_door(demo: Engine, role: Role) -> None:
    """Opened past app.py, as somebody whose role may not see applications."""
    app = AppTest.from_file(str(LOCALES.parent / "pages/applications/page.py"), default_timeout=30)
    app.session_state[SESSION] = new_session(role.value)
    app.run()
    assert [title.value for title in app.title] == [plain("error.no_access_title")]
    assert "SP-20" not in everything_sent(app)


@pytest.mark.parametrize("number", ["SP-1999-001", "SP-2020-\0", "**x**"])
def test_an_unknown_application_is_said(demo: Engine, number: str) -> None:
    app = opened("applications", Role.MANAGER, application=number)
    assert [warning.value for warning in app.warning] == [t("applications.unknown", number=number)]


def test_the_page_itself_shows_nothing_without_a_session(demo: Engine) -> None:
    app = AppTest.from_file(str(LOCALES.parent / "pages/applications/page.py"), default_timeout=30)
    app.run()
    assert "SP-20" not in everything_sent(app)


def test_an_office_question_is_refused_to_others(demo: Engine) -> None:
    def ask_as_steering() -> None:
        from datetime import date

        import streamlit as st

        from data_access import queue
        from data_access.queueing.search import QueueSearch
        from ui import reads

        try:
            reads.ask(queue.applications, QueueSearch(), date(2020, 12, 1), "steering")
        except reads.NotForThisViewer:
            st.text("refused")

    app = AppTest.from_function(ask_as_steering, default_timeout=30)
    app.session_state[SESSION] = new_session(Role.STEERING.value)
    app.run()
    assert [text.value for text in app.text] == ["refused"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_the_address_lists_its_applications(demo: Engine, view: str) -> None:
    with reading(demo) as connection:
        search = QueueSearch(view, backwards=view in NEWEST_FIRST)
        found = queue.applications(connection, search, TODAY, "manager")
    sent = everything_sent(opened("applications", Role.MANAGER, queue=view))
    assert all(number in sent for number in found.rows["application_no"])
    assert plain("applications.found", n=found.applications) in sent


def test_search_finds_by_any_word(demo: Engine) -> None:
    app = opened("applications", Role.MANAGER)
    app.text_input(key="queue_search").set_value("pirkanmaa ateria").run()
    assert plain("applications.found", n=1) in everything_sent(app)
    app.text_input(key="queue_search").set_value("eijole tällaista").run()
    assert plain("applications.found", n=0) in everything_sent(app)


def test_a_text_from_the_database_is_inert(demo: Engine) -> None:
    hostile = "![](https://evil.example/x.png) :red[Kunta] $x$ [a](https://evil.example)"
    with writing(demo) as connection:
        connection.execute(
            text(
                "UPDATE organisation SET name_fi = :name WHERE organisation_id = (SELECT "
                "organisation_id FROM sparring_application WHERE application_no = :number)"
            ),
            {"name": hostile, "number": NUMBER},
        )
    app = opened("applications", Role.MANAGER, application=NUMBER)
    shown = [element.value for element in (*app.markdown, *app.header)]
    assert not any("](https" in value or ":red[Kunta]" in value for value in shown)
    assert any("evil" in value for value in shown), "the name is shown all the same"


def events(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(application_event)).scalar_one()


def test_looking_at_applications_writes_nothing(demo: Engine) -> None:
    before = events(demo)
    opened("applications", Role.MANAGER, application=NUMBER)
    opened("applications", Role.MANAGER, application="SP-2020-037")
    assert events(demo) == before


def test_an_empty_queue_says_so(empty: Engine) -> None:
    sent = everything_sent(opened("applications", Role.MANAGER))
    assert plain("empty.queue") in sent
    assert plain("applications.nothing_chosen") in sent


@pytest.mark.parametrize(("lang", "region"), [("fi", "Pirkanmaa"), ("sv", "Birkaland")])
def test_regions_are_named_in_the_viewers_language(demo: Engine, lang: str, region: str) -> None:
    app = opened("applications", Role.MANAGER, application=NUMBER, lang=lang)
    sent = everything_sent(app)
    assert region in sent
    (other,) = {"Pirkanmaa", "Birkaland"} - {region}
    assert other not in sent
    listed = shown(app)
    app.text_input(key="queue_search").set_value(region).run()
    assert 0 < shown(app) < listed


def shown(app: AppTest) -> int:
    """How many applications are listed, by what is said below the list."""
    said = [each.value for each in app.markdown if "⚑" in each.value]
    return int(said[0].partition("[:gray[")[2].split()[0])


def test_the_deadline_is_a_working_day_two_weeks_ahead(demo: Engine) -> None:
    app = opened("applications", Role.MANAGER, application=NUMBER)
    app.button(key="decision_clarify").click().run()
    deadline = app.selectbox(key=f"due_{NUMBER}")
    assert deadline.value == date(2020, 12, 15)
    assert "ti 15.12.2020" in deadline.options
    assert not {"su 6.12.2020", "la 5.12.2020", "to 24.12.2020"} & set(deadline.options)


@pytest.mark.parametrize("way", ["decision_approve", "decision_confirm"])
def test_a_session_that_was_ended_elsewhere_decides_nothing(demo: Engine, way: str) -> None:
    app = opened("applications", Role.MANAGER, application=NUMBER)
    if way == "decision_confirm":
        app.button(key="decision_reject").click().run()
        app.radio[0].set_value("duplicate").run()
        app.text_area(key=f"rejection_{NUMBER}").set_value("Sama hakemus on jo jonossa.").run()
    before = events(demo)
    with writing(demo) as connection:
        sessions.end(connection, app.session_state[SESSION]["session"], "ended_by_admin")
    button = next(each for each in app.button if (each.key or "").startswith(way))
    button.click().run()
    assert events(demo) == before
    assert [title.value for title in app.title] == [plain("sign_in.title")]
