"""The sections under an application."""

from playwright.sync_api import Page, expect

from tests.browser.queue_screen import NUMBER, open_application
from tests.running import RunningApp, settled, sign_in

SWITCHES = 10


def test_the_section_that_was_clicked_last_is_open(page: Page, app: RunningApp) -> None:
    """Whoever clicks on faster than the page draws is not thrown back."""
    sign_in(page, app, "manager", "/applications")
    open_application(page, NUMBER)
    sections = page.locator(".st-key-application_section [role=radio]")
    for number in range(SWITCHES):
        sections.nth(1 + number % 2).click()
    settled(page)
    expect(sections.nth(1 + (SWITCHES - 1) % 2)).to_be_checked()


def test_the_section_stays_open_for_the_next_application(page: Page, app: RunningApp) -> None:
    sign_in(page, app, "manager", "/applications")
    open_application(page, NUMBER)
    page.get_by_role("radio", name="Käsittelyhistoria").click()
    settled(page)
    page.keyboard.press("k")
    expect(page.locator(".st-key-application_detail")).not_to_contain_text(NUMBER)
    settled(page)
    expect(page.get_by_role("radio", name="Käsittelyhistoria")).to_be_checked()
    expect(page.locator(".st-key-application_past")).to_contain_text("saapui")
