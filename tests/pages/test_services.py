"""Palvelut: who sees what, places given by a click, and what the address opens."""

from datetime import date

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data_access import enrolments
from data_access.connect import reading
from data_access.decisions import Command, decide
from data_access.enrolments import Enrolment, Training
from programme.clock import standing_at
from programme.enrolments import EnrolmentAction
from programme.roles import Role
from tests.data_access.scenarios import NOW
from tests.pages.opening import everything_sent, opened
from ui.sign_in import SESSION, new_session
from ui.texts import LOCALES, plain, t

TODAY = date(2020, 12, 1)
NUMBER, ACCEPTED, WAITING = "IL-2020-005", "IL-2020-001", "IL-2020-011"
PAGE = str(LOCALES.parent / "pages/services/page.py")


def buttons(app: AppTest) -> set[str]:
    """The decisions that are offered, without the enrolment that a button belongs to."""
    return {
        button.key.partition("_IL-")[0].removeprefix("decision_")
        for button in app.button
        if button.key and "_IL-" in button.key
    }


def press(app: AppTest, action: str, number: str = NUMBER) -> AppTest:
    """Press the button of an action on an enrolment, whatever version it stands at."""
    start = f"decision_{action}_{number}"
    (button,) = (each for each in app.button if each.key and each.key.startswith(start))
    return button.click().run()


def row(engine: Engine, number: str = NUMBER) -> Enrolment:
    with reading(engine) as connection:
        found = enrolments.one_enrolment(connection, number, TODAY)
    assert found
    return found


def training(engine: Engine, place: int = 0) -> Training:
    with reading(engine) as connection:
        return enrolments.trainings(connection)[place]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
@pytest.mark.parametrize(
    ("number", "offered"),
    [
        (NUMBER, {"accept", "waitlist", "decline", "cancel"}),
        (WAITING, {"accept", "decline", "cancel"}),
        (ACCEPTED, {"cancel"}),
    ],
)
def test_the_office_is_offered_what_fits_the_state(
    demo: Engine, role: Role, number: str, offered: set[str]
) -> None:
    assert buttons(opened("services", role, enrolment=number)) == offered


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMIN])
def test_the_page_itself_keeps_its_door(demo: Engine, role: Role) -> None:
    app = AppTest.from_file(PAGE, default_timeout=30)
    app.session_state[SESSION] = new_session(role.value)
    app.run()
    assert [title.value for title in app.title] == [plain("error.no_access_title")]
    assert "IL-20" not in everything_sent(app)


@pytest.mark.parametrize("number", ["IL-1999-001", "IL-2020-\0", "**x**"])
def test_an_unknown_enrolment_is_said(demo: Engine, number: str) -> None:
    app = opened("services", Role.OFFICER, enrolment=number)
    assert [warning.value for warning in app.warning] == [t("enrolments.unknown", number=number)]


def test_without_a_training_the_page_says_so(empty: Engine) -> None:
    app = opened("services", Role.OFFICER)
    assert t("enrolments.no_training") in [markdown.value for markdown in app.markdown]


def test_an_enrolment_of_the_address_opens_with_its_training(demo: Engine) -> None:
    app = opened("services", Role.OFFICER, enrolment=WAITING)
    assert app.selectbox(key="training_choice").value == training(demo, 1).activity_id


@pytest.mark.parametrize("asked", ["0", "x", "²", "99999999999999999999"])
def test_an_unknown_training_is_the_first(demo: Engine, asked: str) -> None:
    app = opened("services", Role.OFFICER, training=asked)
    assert app.selectbox(key="training_choice").value == training(demo).activity_id


def test_another_training_lists_its_own(demo: Engine) -> None:
    app = opened("services", Role.OFFICER)
    app = app.selectbox(key="training_choice").set_value(training(demo, 1).activity_id).run()
    assert WAITING in everything_sent(app)
    assert NUMBER not in everything_sent(app)


def test_a_click_gives_places_and_one_takes_them_back(demo: Engine) -> None:
    before = training(demo).left
    app = press(opened("services", Role.OFFICER, enrolment=NUMBER), "accept")
    assert (row(demo).people_accepted, training(demo).left) == (2, before - 2)
    said = "\n".join(markdown.value for markdown in app.markdown)
    assert t("enrolments.receipt_accepted", n=2, number=NUMBER) in said
    assert app.query_params["enrolment"] == "IL-2020-006", "the next one opens"
    press(app, "undo")
    assert (row(demo).people_accepted, training(demo).left) == (None, before)


def test_fewer_places_than_were_asked_for(demo: Engine) -> None:
    app = opened("services", Role.OFFICER, enrolment="IL-2020-006")
    app.number_input(key="people_IL-2020-006").set_value(3).run()
    assert t("enrolments.left_after", n=1) in [each.value for each in app.markdown]
    press(app, "accept", "IL-2020-006")
    assert row(demo, "IL-2020-006").people_accepted == 3


def test_no_more_places_than_there_are(demo: Engine) -> None:
    """Somebody took them while the page was open."""
    app = opened("services", Role.OFFICER, enrolment="IL-2020-006")
    quick = Command(NUMBER, EnrolmentAction.ACCEPT, "manager", 1, "quick", people=2)
    assert decide(demo, quick, standing_at(NOW)).saved
    app = press(app, "accept", "IL-2020-006")
    said = t("deciding.refused_places", n=2)
    assert any(said in each.value and t("error.not_saved") in each.value for each in app.warning)
    assert row(demo, "IL-2020-006").status == "received"


def test_declining_asks_for_a_reason(demo: Engine) -> None:
    app = press(opened("services", Role.OFFICER, enrolment=NUMBER), "decline")
    app.button(key="decision_confirm").click().run()
    assert any(t("error.rationale_missing") in each.value for each in app.warning)
    app.text_area(key=f"reason_decline_{NUMBER}").set_value("Koulutus on henkilöstölle.").run()
    app.button(key="decision_confirm").click().run()
    assert row(demo).status == "declined"
    assert "reopen" in buttons(opened("services", Role.OFFICER, enrolment=NUMBER, queue="all"))


def test_who_comes_second_is_told_who_was_first(demo: Engine) -> None:
    app = opened("services", Role.OFFICER, enrolment=NUMBER)
    first = Command(NUMBER, EnrolmentAction.WAITLIST, "manager", 1, "first")
    assert decide(demo, first, standing_at(NOW)).saved
    app = press(app, "accept")
    assert any("Ohjelmapäällikkö siirsi ilmoittautumisen" in each.value for each in app.warning)
    assert row(demo).status == "waitlisted"
