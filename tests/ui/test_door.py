"""app.py: nothing is shown without signing in, and failures are told in words."""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, event
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from data_access import accounts, sessions
from data_access.connect import DatabaseUnavailable, Trouble, writing
from programme.roles import Role
from ui import database, registry
from ui.sign_in import SESSION, new_session
from ui.texts import LOCALES, plain, t

APP = LOCALES.parent / "app.py"


@dataclass(frozen=True)
class PageElsewhere(registry.Page):
    """A page whose file is not the project's."""

    file: str = ""

    @property
    def script(self) -> str:
        return self.file


@pytest.fixture(autouse=True)
def office(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database with a user for each role, and the app looking at it."""
    monkeypatch.setattr(database, "_engine", lambda url, steering: engine)
    with writing(engine) as connection:
        for role in Role:
            accounts.create_user(connection, role.value, f"Name of *{role}*", role, "no hash")


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Gives every page behind the sign-in this code."""

    def give(code: str) -> None:
        (tmp_path / "page.py").write_text(code, encoding="utf-8")
        file = str(tmp_path / "page.py")
        monkeypatch.setattr(
            registry,
            "PAGES",
            tuple(p if p.public else PageElsewhere(**asdict(p), file=file) for p in registry.PAGES),
        )

    return give


def opened(username: str | None = None) -> AppTest:
    test = AppTest.from_file(str(APP), default_timeout=10)
    if username:
        test.session_state[SESSION] = new_session(username)
    test.run()
    assert not test.exception
    return test


def test_without_signing_in_there_is_only_the_form(pages: Callable[[str], None]) -> None:
    pages("import streamlit as st; st.text('figures')")
    test = opened()
    assert [title.value for title in test.title] == ["Kirjaudu sisään"]
    assert [text.value for text in test.text] == []


@pytest.mark.parametrize("key", [page.key for page in registry.PAGES if page.public])
@pytest.mark.parametrize("username", [None, *(role.value for role in Role)])
def test_public_page_is_open_to_everybody(key: str, username: str | None) -> None:
    test = opened(username).switch_page(registry.page(key).script).run()
    assert not test.exception
    assert not test.error
    assert [title.value for title in test.title] == [plain(registry.page(key).title_key)]


@pytest.mark.parametrize("key", [page.key for page in registry.PAGES if page.public])
def test_public_page_asks_for_no_data(key: str, engine: Engine) -> None:
    asked: list[str] = []
    test = opened()
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    test.switch_page(registry.page(key).script).run()
    assert asked
    assert [
        statement for statement in asked if "FROM" in statement and "data_revision" not in statement
    ] == []


def test_only_notices_are_public() -> None:
    assert [page.key for page in registry.PAGES if page.open_to(None)] == [
        "accessibility",
        "privacy",
    ]


def test_notices_name_the_office_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    privacy = registry.page("privacy").script
    assert said("notices.office_unknown") in texts_of(opened().switch_page(privacy).run())
    monkeypatch.setenv("PROGRAMME_OFFICE_NAME", "Toimisto *A*")
    monkeypatch.setenv("PROGRAMME_OFFICE_EMAIL", "toimisto@example.org")
    told = texts_of(opened().switch_page(privacy).run())
    assert said("notices.contact", office="Toimisto *A*", email="toimisto@example.org") in told


def said(key: str, **values: str) -> str:
    return t(key, None, **values)


def texts_of(test: AppTest) -> str:
    return "\n".join(markdown.value for markdown in test.markdown)


@pytest.mark.parametrize("role", Role)
def test_signed_in_user_comes_to_the_page(role: Role, pages: Callable[[str], None]) -> None:
    pages("import streamlit as st; st.text('figures')")
    test = opened(role.value)
    assert [text.value for text in test.text] == ["figures"]
    assert test.button(key="sign_out").label == "Kirjaudu ulos"
    assert any(f"Name of \\*{role}\\*" in markdown.value for markdown in test.markdown)


def test_page_of_another_role_stays_closed(
    pages: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages("import streamlit as st; st.text('applications')")
    only_managers = tuple(replace(p, roles=frozenset({Role.MANAGER})) for p in registry.PAGES)
    monkeypatch.setattr(registry, "PAGES", only_managers)
    test = opened("steering")
    assert [title.value for title in test.title] == [plain("error.no_access_title")]
    assert [text.value for text in test.text] == []


def test_failure_in_a_page_gets_a_number_that_the_log_knows(
    pages: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    pages("raise ValueError('a secret')")
    with caplog.at_level(logging.ERROR):
        shown = opened("manager").error[0].value
    [logged] = [record for record in caplog.records if record.name == "ui.trouble"]
    assert isinstance(logged.msg, dict)
    assert logged.msg["number"] in shown
    assert logged.msg["exception"] == "ValueError"
    assert "ui/trouble.py" in logged.msg["trace"]
    assert "secret" not in shown + str(logged.msg)


@pytest.mark.parametrize("trouble", Trouble)
def test_database_that_cannot_be_used_is_told_in_words(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseUnavailable(trouble, "detail")

    monkeypatch.setattr(sessions, "current", fail)
    test = opened()
    assert [error.value for error in test.error] == [plain(f"error.database_{trouble}")]
    assert test.button(key="try_again")


def test_it_goes_on_when_the_database_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise DatabaseUnavailable(Trouble.AWAY)

    with monkeypatch.context() as away:
        away.setattr(sessions, "current", fail)
        test = opened()
    assert [title.value for title in test.run().title] == ["Kirjaudu sisään"]


@pytest.mark.parametrize("username", [None, "manager"])
@pytest.mark.parametrize("word", ["aplications", "käyttäjät", "_stcore"])
def test_an_address_that_is_no_page_is_said_with_a_way_back(
    username: str | None, word: str, pages: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages("import streamlit as st; st.text('figures')")
    monkeypatch.setattr(ContextProxy, "url", f"http://localhost:8501/{quote(word)}")
    intent = PagesManager.set_script_intent
    monkeypatch.setattr(PagesManager, "set_script_intent", lambda self, *_: intent(self, "", word))
    test = opened(username)
    assert [title.value for title in test.title] == [plain("error.not_found_title")]
    assert [text.value for text in test.text] == []
    assert plain("error.to_start") in [link.proto.label for link in test.get("page_link")]


@pytest.mark.parametrize("path", ["", "/", "/applications", "/applications/", "/a/b"])
def test_an_address_of_ours_is_not_lost(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "url", f"http://localhost:8501{path}")
    assert [title.value for title in opened().title] == ["Kirjaudu sisään"]


def test_failure_of_a_button_gets_a_number_too(caplog: pytest.LogCaptureFixture) -> None:
    """It happens before the page runs, and Streamlit hands it over."""

    def script() -> None:
        import streamlit as st

        from ui.trouble import failed

        try:
            raise ValueError("a secret")
        except ValueError as failure:
            st.session_state["said"] = failed(failure)

    with caplog.at_level(logging.ERROR):
        test = AppTest.from_function(script).run()
    assert test.session_state["said"] is True
    [logged] = [record for record in caplog.records if record.name == "ui.trouble"]
    assert isinstance(logged.msg, dict)
    assert logged.msg["number"] in test.error[0].value
    assert "secret" not in test.error[0].value + str(logged.msg)
