"""The two pages that everybody may read, found from outside and from inside; the rest is closed."""

import pytest
from playwright.sync_api import Page, expect

from tests.running import RunningApp, settled, sign_in
from ui.registry import PAGES


def form(page: Page) -> None:
    """The sign-in form is there, and nothing of the data."""
    expect(page.locator(".st-key-sign_in_submit button")).to_be_visible()
    expect(page.locator(".st-key-live_status")).to_have_count(0)
    assert "SP-20" not in page.locator("body").inner_text()


@pytest.mark.parametrize("key", [page.key for page in PAGES if page.public])
def test_a_notice_is_found_without_signing_in(page: Page, app: RunningApp, key: str) -> None:
    page.goto(f"{app.address}/?lang=sv")
    page.locator(f".st-key-notices a[href*={key}]").click()
    expect(page.locator(f".st-key-notice_{key} h1")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator(".st-key-live_status")).to_have_count(0)
    page.get_by_role("link", name="Tillbaka till Tilannehuone").click()
    form(page)


@pytest.mark.parametrize("path", [page.url_path for page in PAGES if not page.public])
def test_every_other_page_asks_to_sign_in(page: Page, app: RunningApp, path: str) -> None:
    page.goto(f"{app.address}/{path}")
    form(page)


@pytest.mark.parametrize("key", [page.key for page in PAGES if page.public])
def test_a_notice_is_found_from_the_users_menu(page: Page, app: RunningApp, key: str) -> None:
    sign_in(page, app, "admin")
    expect(page.locator(f"[data-testid=stTopNavLink][href*={key}]")).to_have_count(0)
    page.locator(".st-key-user_menu button").click()
    page.locator(f".st-key-notices a[href*={key}]").click()
    expect(page.locator(f".st-key-notice_{key} h1")).to_be_visible()
    settled(page)
    expect(page.locator(".st-key-user_menu")).to_be_visible()
