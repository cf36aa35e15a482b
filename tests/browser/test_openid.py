"""The office's own sign-in from end to end: a provider, the app with it configured, a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data_access import accounts, sessions
from data_access.connect import create_engine_for, writing
from programme.roles import Role
from tests.provider import Provider, running_provider
from tests.running import RunningApp, end_sessions, eventually, free_port, serving, settled
from ui.texts import plain

EMAIL = "maija@office.example"
STREAMLIT_COOKIE = "_streamlit_user"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider that vouches for our officer, in capitals."""
    with running_provider() as running:
        running.person = {"email": EMAIL.upper(), "email_verified": True}
        yield running


@pytest.fixture
def office(provider: Provider, demo_file: Path, tmp_path: Path) -> Iterator[RunningApp]:
    """The app of an office that has this provider, and an officer named by an e-mail address."""
    url = f"sqlite:///{shutil.copy(demo_file, tmp_path / 'programme.db')}"
    engine = create_engine_for(url)
    with writing(engine) as connection:
        accounts.create_user(connection, EMAIL, "Maija M", Role.OFFICER, accounts.NO_PASSWORD)
    engine.dispose()
    port = str(free_port())
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(provider.secrets_file(f"http://localhost:{port}"), encoding="utf-8")
    with serving(url, tmp_path, PORT=port, HOME=str(tmp_path)) as running:
        yield running


def sign_in_there(page: Page, office: RunningApp) -> None:
    page.goto(office.address)
    page.locator(".st-key-sign_in_openid button").click()


def cookies(page: Page) -> set[str]:
    return {cookie.get("name", "") for cookie in page.context.cookies()}


def is_the_officer(page: Page) -> None:
    settled(page)
    expect(page.locator(".st-key-user_menu")).to_contain_text("Maija M")


def test_in_by_the_provider_and_out_again(
    office: RunningApp, provider: Provider, page: Page
) -> None:
    sign_in_there(page, office)
    is_the_officer(page)
    eventually(page, lambda: sessions.COOKIE_NAME in cookies(page))
    page.goto(f"{office.address}/applications")
    is_the_officer(page)
    page.locator(".st-key-user_menu button").first.click()
    page.locator(".st-key-sign_out button").click()
    eventually(page, lambda: "/logout" in provider.asked)
    expect(page.locator(".st-key-sign_in_openid button")).to_be_visible()
    assert STREAMLIT_COOKIE not in cookies(page)
    page.reload()
    expect(page.locator(".st-key-sign_in_submit button")).to_be_visible()
    sign_in_there(page, office)
    is_the_officer(page)
    assert provider.asked.count("/token") == 2


def test_a_session_that_an_administrator_ended_is_not_revived(
    office: RunningApp, page: Page
) -> None:
    sign_in_there(page, office)
    is_the_officer(page)
    end_sessions(office, EMAIL)
    expect(page.locator(".st-key-sign_in_submit button")).to_be_visible()
    page.goto(office.address)
    expect(page.locator(".st-key-sign_in_submit button")).to_be_visible()
    assert STREAMLIT_COOKIE in cookies(page)


def test_who_is_none_of_ours_reads_so_and_can_leave(
    office: RunningApp, provider: Provider, page: Page
) -> None:
    provider.person["email"] = "other@office.example"
    sign_in_there(page, office)
    told = page.get_by_text(plain("sign_in.openid_unknown", email="other@office.example"))
    expect(told).to_be_visible()
    page.locator(".st-key-sign_in_openid_leave button").click()
    eventually(page, lambda: "/logout" in provider.asked)
    expect(page.locator(".st-key-sign_in_openid button")).to_be_visible()
    expect(told).not_to_be_visible()
    assert STREAMLIT_COOKIE not in cookies(page)


def test_an_office_without_one_has_no_such_button(app: RunningApp, page: Page) -> None:
    page.goto(app.address)
    expect(page.locator(".st-key-sign_in_submit button")).to_be_visible()
    expect(page.locator(".st-key-sign_in_openid")).to_have_count(0)
