"""Tekojen Tori: who sees what, what the address opens, and what a click does to a deed."""

import pytest
from sqlalchemy import Engine, func, select, update
from streamlit.testing.v1 import AppTest

from data_access import deed_submissions
from data_access.connect import reading, writing
from data_access.decisions import Command, decide
from data_access.schema import deed, deed_submission, deed_submission_event, organisation
from programme.clock import standing_at
from programme.deed_submissions import SubmissionAction
from programme.roles import Role
from tests.data_access.scenarios import NOW
from tests.pages.opening import everything_sent, opened
from ui.escape import markdown
from ui.sign_in import SESSION, new_session
from ui.texts import LOCALES, plain, t

NUMBER, RETURNED, DECLINED = "TT-2020-002", "TT-2020-001", "TT-2020-007"
PAGE = str(LOCALES.parent / "pages/deeds/page.py")


def buttons(app: AppTest) -> set[str]:
    """The decisions that are offered, without the deed that a button belongs to."""
    return {
        button.key.partition("_TT-")[0].removeprefix("decision_")
        for button in app.button
        if button.key and "_TT-" in button.key
    }


def press(app: AppTest, action: str, number: str = NUMBER) -> AppTest:
    """Press the button of an action on a deed, whatever version it stands at."""
    start = f"decision_{action}_{number}"
    (button,) = (each for each in app.button if each.key and each.key.startswith(start))
    return button.click().run()


def row(engine: Engine, number: str = NUMBER) -> deed_submissions.Submission:
    with reading(engine) as connection:
        found = deed_submissions.submission(connection, number, NOW.date())
    assert found
    return found


def deeds(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(deed)).scalar_one())


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
@pytest.mark.parametrize(
    ("number", "offered"),
    [
        (NUMBER, {"publish", "return", "decline"}),
        (RETURNED, {"resubmit", "decline"}),
        (DECLINED, {"reopen"}),
    ],
)
def test_the_office_is_offered_what_fits_the_state(
    demo: Engine, role: Role, number: str, offered: set[str]
) -> None:
    assert buttons(opened("deeds", role, submission=number)) == offered


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMIN])
def test_the_page_itself_keeps_its_door(demo: Engine, role: Role) -> None:
    app = AppTest.from_file(PAGE, default_timeout=30)
    app.session_state[SESSION] = new_session(role.value)
    app.run()
    assert [title.value for title in app.title] == [plain("error.no_access_title")]
    assert "TT-20" not in everything_sent(app)


@pytest.mark.parametrize("number", ["TT-1999-001", "TT-2020-\0", "**x**"])
def test_an_unknown_deed_is_said(demo: Engine, number: str) -> None:
    app = opened("deeds", Role.OFFICER, submission=number)
    assert [warning.value for warning in app.warning] == [t("deeds.unknown", number=number)]


def test_without_a_deed_the_page_says_what_comes(empty: Engine) -> None:
    app = opened("deeds", Role.OFFICER)
    assert t("deeds.nothing_chosen") in [each.value for each in app.markdown]


@pytest.mark.parametrize("view", deed_submissions.VIEWS)
def test_a_view_of_the_address_lists_its_deeds(demo: Engine, view: str) -> None:
    with reading(demo) as connection:
        expected = deed_submissions.submissions(connection, view, NOW.date())
    sent = everything_sent(opened("deeds", Role.OFFICER, queue=view))
    assert all(number in sent for number in expected["submission_no"])


def test_one_click_publishes_and_one_takes_it_back(demo: Engine) -> None:
    before = deeds(demo)
    app = press(opened("deeds", Role.OFFICER, submission=NUMBER), "publish")
    assert (row(demo).status, deeds(demo)) == ("published", before + 1)
    said = [each.value for each in app.markdown]
    assert any(t("deeds.receipt_published", number=NUMBER) in each for each in said)
    assert app.query_params["submission"] == "TT-2020-003", "the next one opens"
    app = press(app, "undo")
    assert (row(demo).status, deeds(demo)) == ("received", before)
    assert app.query_params["submission"] == NUMBER


def test_what_is_typed_is_published_and_what_was_sent_is_told(demo: Engine) -> None:
    sent = row(demo).content
    app = opened("deeds", Role.OFFICER, submission=NUMBER)
    (title,) = (each for each in app.text_input if each.value == sent.title)
    app = title.set_value("Ulkoeskari *metsässä*").run()
    assert t("deeds.edited_note") in "".join(each.value for each in app.markdown)
    press(app, "publish")
    found = row(demo)
    assert found.content.title == "Ulkoeskari *metsässä*"
    assert found.events[0].edited == {"title": sent.title}
    shown = "\n".join(
        each.value for each in opened("deeds", Role.OFFICER, submission=NUMBER).markdown
    )
    assert sent.title in shown
    assert "*metsässä*" not in shown.replace("\\*metsässä\\*", "")


def test_returning_asks_for_words_and_keeps_them(demo: Engine) -> None:
    app = press(opened("deeds", Role.OFFICER, submission=NUMBER), "return")
    app.text_area(key=f"reason_return_{NUMBER}").set_value("Miksi").run()
    app.button(key="decision_confirm").click().run()
    assert any(t("deciding.refused_question_missing") in each.value for each in app.warning)
    assert row(demo).status == "received"
    words = app.text_area(key=f"reason_return_{NUMBER}")
    assert words.value == "Miksi"
    words.set_value("Milloin kokeilu alkoi?").run()
    app.button(key="decision_confirm").click().run()
    assert row(demo).status == "returned"
    assert row(demo).events[0].note == "Milloin kokeilu alkoi?"


def test_who_comes_second_is_told_who_was_first(demo: Engine) -> None:
    app = opened("deeds", Role.OFFICER, submission=NUMBER)
    first = Command(
        NUMBER, SubmissionAction.DECLINE, "manager", 1, "first", "Ei kerro työtavan muutoksesta."
    )
    assert decide(demo, first, standing_at(NOW)).saved
    app = press(app, "publish")
    (warning,) = app.warning
    assert "Ohjelmapäällikkö torjui teon kello" in warning.value
    assert t("error.not_saved") in warning.value
    assert (row(demo).status, app.query_params["submission"]) == ("declined", NUMBER)


def test_a_click_for_one_deed_never_reaches_another(demo: Engine) -> None:
    app = opened("deeds", Role.OFFICER, submission=NUMBER)
    app.session_state["last_open_submission"] = "TT-2020-004"
    press(app, "publish")
    assert row(demo).status == "received"


def test_texts_from_outside_stay_texts(demo: Engine) -> None:
    name = "<b>x</b> [y](http://z.example)"
    sender = row(demo).organisation
    with writing(demo) as connection:
        connection.execute(
            update(organisation).where(organisation.c.name_fi == sender).values(name_fi=name)
        )
    app = opened("deeds", Role.OFFICER, submission=NUMBER)
    assert markdown(name) in [header.value for header in app.header]


def test_history_is_told_in_sentences(demo: Engine) -> None:
    app = opened("deeds", Role.OFFICER, submission="TT-2020-003")
    shown = "\n".join(each.value for each in app.markdown)
    assert "palautti teon täydennettäväksi 20.11.2020 klo 9.30" in shown
    assert "Päivystysvuorot omaan kalenteriin" in shown
    with reading(demo) as connection:
        assert connection.execute(select(func.count()).select_from(deed_submission_event)).scalar()
        assert connection.execute(select(func.count()).select_from(deed_submission)).scalar() == 9
