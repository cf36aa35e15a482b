"""The page of the letters: the outbox, what can be done with a letter, and the texts."""

import io
from datetime import timedelta
from email.parser import BytesParser
from email.policy import SMTP
from zipfile import ZipFile

import pytest
from sqlalchemy import Engine, insert, select, update
from streamlit.testing.v1 import AppTest

from data_access.clock import clock
from data_access.connect import reading, writing
from data_access.decisions import Command, decide
from data_access.letters import files
from data_access.letters.standard import texts
from data_access.schema import letter, letter_template, sparring_application
from programme.codes import Language
from programme.letters import LetterStatus, Template
from programme.lifecycle import Action
from programme.roles import Role
from tests.pages.opening import everything_sent, opened
from ui.sign_in import SESSION, new_session
from ui.texts import LOCALES, plain

NUMBER = "SP-2020-044"
RATIONALE = "Tarve on kuvattu selvästi, ja henkilöstö on mukana."


@pytest.fixture
def letter_id(demo: Engine) -> int:
    """A letter that waits, of a decision made just now."""
    with reading(demo) as connection:
        version = connection.execute(
            select(sparring_application.c.version).where(
                sparring_application.c.application_no == NUMBER
            )
        ).scalar_one()
    key = "22222222-2222-2222-2222-222222222222"
    command = Command(NUMBER, Action.APPROVE, "manager", version, key, RATIONALE, days=1)
    assert decide(demo, command, clock(demo)).saved
    with reading(demo) as connection:
        latest = select(letter.c.letter_id).order_by(letter.c.letter_id.desc()).limit(1)
        return connection.execute(latest).scalar_one()


def change(engine: Engine, letter_id: int, **values: object) -> None:
    with writing(engine) as connection:
        connection.execute(update(letter).where(letter.c.letter_id == letter_id).values(**values))


def status(engine: Engine, letter_id: int) -> str:
    with reading(engine) as connection:
        query = select(letter.c.status).where(letter.c.letter_id == letter_id)
        return connection.execute(query).scalar_one()


def said(app: AppTest) -> str:
    parts = [*app.markdown, *app.warning, *app.header]
    return "\n".join(str(part.value) for part in parts)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
def test_a_waiting_letter_is_shown_with_its_text(demo: Engine, letter_id: int, role: Role) -> None:
    app = opened("letters", role, letter=str(letter_id))
    assert RATIONALE.split(",")[0] in said(app)
    assert plain("letters.do_mark_sent") in labels(app)
    assert plain("letters.do_send_again") not in labels(app)
    assert plain("letters.by_hand_title") in said(app)


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMIN])
def test_letters_are_not_shown_to_others(demo: Engine, letter_id: int, role: Role) -> None:
    """Not even where the door would have let them by."""
    app = AppTest.from_file(str(LOCALES.parent / "pages/letters/page.py"), default_timeout=30)
    app.session_state[SESSION] = new_session(role.value)
    app.query_params["letter"] = str(letter_id)
    app.run()
    assert [title.value for title in app.title] == [plain("error.no_access_title")]
    assert RATIONALE.split(",")[0] not in everything_sent(app)


def test_a_failed_letter_says_why_and_is_sent_again(demo: Engine, letter_id: int) -> None:
    change(demo, letter_id, status="failed", failure="550 5.1.1 No *such* user", attempts=1)
    app = opened("letters", Role.OFFICER, state="failed", letter=str(letter_id))
    assert "550 5.1.1 No \\*such\\* user" in said(app)
    app.button(key=f"letter_send_again_{letter_id}_failed").click().run()
    assert status(demo, letter_id) == LetterStatus.WAITING
    assert plain("letters.done_send_again", number=NUMBER) in said(app).replace("\\", "")


def test_a_letter_that_may_have_left_is_explained(demo: Engine, letter_id: int) -> None:
    change(demo, letter_id, status="handed_over", failure="connection_lost")
    app = opened("letters", Role.MANAGER, state="may_have_left", letter=str(letter_id))
    assert [str(each.value) for each in app.warning] == [plain("letters.may_have_left_note")]
    assert plain("letters.do_drop") not in labels(app)
    app.button(key=f"letter_mark_sent_{letter_id}_may_have_left").click().run()
    assert status(demo, letter_id) == LetterStatus.SENT


def test_a_letter_that_moved_on_meanwhile_is_left_alone(demo: Engine, letter_id: int) -> None:
    change(demo, letter_id, status="failed", failure="550 No")
    app = opened("letters", Role.OFFICER, state="failed", letter=str(letter_id))
    change(demo, letter_id, status="sent", claimed_by="manager")
    app.button(key=f"letter_drop_{letter_id}_failed").click().run()
    assert status(demo, letter_id) == LetterStatus.SENT
    assert NUMBER in "".join(str(each.value) for each in app.warning)


def test_without_a_mail_server_letters_are_fetched_and_marked(demo: Engine, letter_id: int) -> None:
    change(demo, letter_id, send_after=clock(demo).now() - timedelta(minutes=1))
    app = opened("letters", Role.OFFICER)
    assert plain("letters.download_due", n=1) in everything_sent(app)
    app.session_state["letters_fetched"] = (letter_id,)
    app.run()
    app.button(key="letters_mark_fetched").click().run()
    assert status(demo, letter_id) == LetterStatus.SENT
    assert plain("letters.done_marked", n=1) in said(app)


def test_with_a_mail_server_nothing_is_to_be_done_by_hand(
    demo: Engine, letter_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROGRAMME_SMTP_URL", "smtp://localhost")
    monkeypatch.setenv("PROGRAMME_SMTP_FROM", "toimisto@example.fi")
    assert plain("letters.by_hand_title") not in said(opened("letters", Role.OFFICER))


def test_the_files_of_demo_letters_hold_their_texts(demo: Engine, letter_id: int) -> None:
    now = clock(demo)
    archive = ZipFile(io.BytesIO(files.as_archive(demo, [letter_id], "officer", now)))
    (name,) = archive.namelist()
    draft = BytesParser(policy=SMTP).parsebytes(archive.read(name))
    assert name == f"{NUMBER}-{letter_id}.eml"
    assert RATIONALE in draft.get_content()


def test_many_letters_are_searched(demo: Engine) -> None:
    app = opened("letters", Role.OFFICER, state="sent", search="SP-2020-036")
    assert app.text_input(key="letters_search").value == "SP-2020-036"
    assert plain("letters.none_wanted") not in said(app)
    app.text_input(key="letters_search").set_value("ei mitään").run()
    assert plain("letters.none_wanted") in said(app)
    assert app.query_params["search"] == "ei mitään"


def test_an_address_of_nothing_is_no_error(demo: Engine) -> None:
    for value in ("999999", "-1", "x", "٣", "1" * 30):
        app = opened("letters", Role.OFFICER, letter=value, state="?", view="?")
        assert plain("letters.choose") in said(app)


# --- the texts ----------------------------------------------------------------------------------


def own(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(select(letter_template.c.subject, letter_template.c.body)).all()
    return [(row.subject, row.body) for row in rows]


def test_a_manager_writes_the_offices_own_text(demo: Engine) -> None:
    app = opened("letters", Role.MANAGER, view="texts", template="approved", text="sv")
    body = "Ni fick {days}: {rationale}"
    app.text_input(key="letter_subject_approved_sv").set_value("Beslut {number}")
    app.text_area(key="letter_body_approved_sv").set_value(body).run()
    assert "Ni fick 1 sparringsdag" in said(app)
    app.button(key="letter_text_save").click().run()
    assert own(demo) == [("Beslut {number}", body + "\n")]
    assert plain("letters.done_save") in said(app)
    app.button(key="letter_text_reset").click().run()
    assert own(demo) == []
    standard = texts(Language.SV).templates[Template.APPROVED]
    assert app.text_input(key="letter_subject_approved_sv").value == standard.subject


def test_a_faulty_text_is_said_and_stays_in_the_form(demo: Engine) -> None:
    app = opened("letters", Role.MANAGER, view="texts")
    app.text_area(key="letter_body_approved_fi").set_value("Hei {nimi}").run()
    for name in ("{nimi}", "{days}", "{rationale}"):
        assert name in said(app).replace("\\", "")
    app.button(key="letter_text_save").click().run()
    assert plain("letters.text_refused_faulty") in said(app)
    assert app.text_area(key="letter_body_approved_fi").value == "Hei {nimi}"
    assert own(demo) == []
    app.button(key="letter_text_discard").click().run()
    standard = texts(Language.FI).templates[Template.APPROVED]
    assert app.text_area(key="letter_body_approved_fi").value == standard.body


def test_what_is_typed_outlives_a_change_of_language(demo: Engine) -> None:
    app = opened("letters", Role.MANAGER, view="texts")
    app.text_input(key="letter_subject_approved_fi").set_value("Oma {number}").run()
    app.query_params["lang"] = "sv"
    app.run()
    assert app.text_input(key="letter_subject_approved_fi").value == "Oma {number}"


def test_somebody_elses_change_is_not_overwritten_unseen(demo: Engine) -> None:
    app = opened("letters", Role.MANAGER, view="texts")
    mine = "Minun {number}"
    app.text_input(key="letter_subject_approved_fi").set_value(mine).run()
    theirs = {"subject": "Toisen {number}", "body": "{days} {rationale}"}
    with writing(demo) as connection:
        connection.execute(
            insert(letter_template).values(
                template="approved",
                language="fi",
                **theirs,
                changed_by="officer",
                changed_at=clock(demo).now(),
            )
        )
    app.button(key="letter_text_save").click().run()
    assert own(demo) == [(theirs["subject"], theirs["body"])]
    assert plain("letters.text_refused_overtaken") in said(app)
    assert app.text_input(key="letter_subject_approved_fi").value == mine
    app.button(key="letter_text_save").click().run()
    assert own(demo)[0][0] == mine


def test_an_officer_reads_the_texts_and_changes_none(demo: Engine) -> None:
    app = opened("letters", Role.OFFICER, view="texts", template="rejected")
    assert not app.text_area
    assert "Hylkäämisen peruste" in said(app)
    assert "letter_text_save" not in [button.key for button in app.button]


def test_the_overview_tells_of_letters_that_have_not_left(demo: Engine, letter_id: int) -> None:
    assert plain("letters.stuck_failed", n=1) not in said(opened("overview", Role.OFFICER))
    change(demo, letter_id, status="failed", failure="550 No")
    app = opened("overview", Role.OFFICER)
    assert plain("letters.stuck_failed", n=1) in said(app)
    assert "state=failed" in everything_sent(app)
    assert plain("letters.stuck_failed", n=1) not in said(opened("overview", Role.STEERING))
