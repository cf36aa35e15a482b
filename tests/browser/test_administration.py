"""Keeping the users in a browser: an invitation to the first sign-in, and every way it can end."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from data_access import accounts, administration
from data_access.access_log import COMMAND_LINE
from data_access.connect import create_engine_for
from tests.browser.queue_screen import look_at
from tests.running import RunningApp, settled, sign_in

NAME = "Liisa Lahti"
PASSWORD = "kolme kuusta ja yksi lampi"
LINK_IS_SPENT = "Linkki on jo käytetty tai vanhentunut"


@pytest.fixture
def admin(page: Page, own_app: RunningApp) -> Page:
    """An administrator at the table of users."""
    sign_in(page, own_app, "admin", "/administration")
    expect(rows(page)).to_have_count(4)
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    return page


@pytest.fixture
def other(context: BrowserContext) -> Iterator[Page]:
    """Somebody else at another computer."""
    browser = context.browser
    assert browser is not None
    theirs = browser.new_context(locale="fi-FI", timezone_id="Europe/Helsinki")
    yield theirs.new_page()
    theirs.close()


def rows(page: Page) -> Locator:
    return page.locator(".st-key-user_table tbody tr")


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[class*=st-key-{name}] input").first


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").click()


def invite(page: Page, username: str) -> str:
    """Invite Liisa as an officer under this name; returns the link."""
    press(page, "invite")
    field(page, "invite_name_").fill(NAME)
    field(page, "invite_username_").fill(username)
    page.get_by_role("dialog").get_by_text("Käsittelijä").click()
    press(page, "change_confirm")
    link = page.locator(".st-key-one_time_link code").inner_text()
    press(page, "link_close")
    expect(page.get_by_role("dialog")).to_have_count(0)
    settled(page)
    return link


def set_password(page: Page, password: str) -> None:
    page.locator(".st-key-new_password input").fill(password)
    page.locator(".st-key-new_password_again input").fill(password)
    press(page, "set_password_submit")


def choose(page: Page, username: str) -> None:
    rows(page).filter(has_text=username).click()
    expect(page.locator(".st-key-card_account")).to_contain_text(f"Käyttäjätunnus {username}")
    settled(page)


def expect_signed_out(page: Page) -> None:
    expect(page.locator(".st-key-sign_in_username input")).to_be_editable()


def test_from_an_invitation_to_a_closed_account(
    admin: Page, other: Page, own_app: RunningApp
) -> None:
    link = invite(admin, "liisa")
    assert link.startswith(f"{own_app.address}/?code=")
    expect(rows(admin)).to_have_count(5)
    expect(rows(admin).filter(has_text="liisa")).to_contain_text("Odottaa salasanaa")

    other.goto(link)
    expect(other.locator(".st-key-sign_in")).to_contain_text(NAME)
    set_password(other, "salasana1234")
    expect(other.locator(".st-key-sign_in")).to_contain_text("liian helppo arvata")
    set_password(other, PASSWORD)
    settled(other)
    expect(rows(admin).filter(has_text="liisa")).to_contain_text("Käytössä")

    choose(admin, "liisa")
    press(admin, "account_role")
    admin.get_by_role("dialog").get_by_text("Päätöksentekijä").click()
    press(admin, "change_confirm")
    expect_signed_out(other)
    expect(rows(admin).filter(has_text="liisa")).to_contain_text("Päätöksentekijä")

    enter(other, "liisa")
    settled(admin)
    admin.get_by_text("Istunnot", exact=True).click()
    settled(admin)
    ending = admin.locator(".st-key-session_table").get_by_role(
        "button", name=f"Päätä istunto: {NAME}"
    )
    ending.click()
    expect(admin.get_by_role("dialog")).to_contain_text(NAME)
    press(admin, "change_confirm")
    expect_signed_out(other)

    enter(other, "liisa")
    admin.get_by_text("Käyttäjät", exact=True).click()
    choose(admin, "liisa")
    press(admin, "account_close")
    press(admin, "change_confirm")
    expect_signed_out(other)
    fill_in(other, "liisa")
    expect(other.locator(".st-key-sign_in")).to_contain_text("väärin")

    other.goto(link)
    expect(other.get_by_text(LINK_IS_SPENT)).to_be_visible()


def fill_in(page: Page, username: str) -> None:
    page.locator(".st-key-sign_in_username input").fill(username)
    page.locator(".st-key-sign_in_password input").fill(PASSWORD)
    press(page, "sign_in_submit")


def enter(page: Page, username: str) -> None:
    fill_in(page, username)
    settled(page)


@pytest.mark.parametrize("told", [True, False], ids=["told of it", "not told"])
def test_an_open_dialog_is_worth_nothing_once_the_session_is_over(
    admin: Page, own_app: RunningApp, told: bool
) -> None:
    """News are put off while a dialog is open, the end of the session is not; and where it cannot
    be told, as to a tab that nobody looks at, what is confirmed is not done."""
    choose(admin, "officer")
    press(admin, "account_close")
    expect(admin.get_by_role("dialog")).to_contain_text("officer")
    settled(admin)
    database = create_engine_for(own_app.database_url)
    look_at(admin, seen=told)
    administration.end_sessions(database, COMMAND_LINE, "admin")
    if not told:
        press(admin, "change_confirm")
    expect_signed_out(admin)
    assert accounts.user(database, "officer")
    database.dispose()


def test_a_refused_invitation_keeps_what_was_typed(admin: Page) -> None:
    press(admin, "invite")
    field(admin, "invite_name_").fill(NAME)
    field(admin, "invite_username_").fill("officer")
    press(admin, "change_confirm")
    expect(admin.locator(".st-key-change_refused")).to_contain_text("Tunnus on jo käytössä")
    expect(field(admin, "invite_name_")).to_have_value(NAME)
    expect(field(admin, "invite_username_")).to_have_value("officer")


def test_the_table_is_walked_and_a_session_ended_by_keyboard(
    admin: Page, other: Page, own_app: RunningApp
) -> None:
    sign_in(other, own_app, "officer")
    rows(admin).first.focus()
    admin.keyboard.press("ArrowDown")
    expect(rows(admin).nth(1)).to_have_attribute("aria-selected", "true")
    expect(admin.locator(".st-key-card_account")).to_contain_text("manager")
    settled(admin)
    admin.goto(f"{own_app.address}/administration?view=sessions")
    settled(admin)
    ending = admin.locator(".st-key-session_table").get_by_role("button", name="Käsittelijä")
    ending.focus()
    admin.keyboard.press("Enter")
    expect(admin.get_by_role("dialog")).to_contain_text("officer")
    settled(admin)
    admin.locator(".st-key-change_confirm button").focus()
    admin.keyboard.press("Enter")
    expect_signed_out(other)


def test_the_access_log_is_fetched_as_a_file_and_that_is_written_down(
    admin: Page, own_app: RunningApp
) -> None:
    admin.goto(f"{own_app.address}/administration?view=access")
    settled(admin)
    with admin.expect_download() as download:
        press(admin, "log_export")
    content = download.value.path().read_bytes()
    assert content.startswith("\ufeffMilloin;Kuka;".encode())
    admin.goto(f"{own_app.address}/administration?view=access&action=exported")
    expect(admin.locator(".st-key-access_log tbody tr")).to_have_count(1)
