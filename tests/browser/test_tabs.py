"""The tabs under an application."""

from playwright.sync_api import Page, expect

from tests.browser.test_deciding import NUMBER, open_application
from tests.running import RunningApp, settled, sign_in

SWITCHES = 10


def test_the_tab_that_was_clicked_last_is_open(page: Page, app: RunningApp) -> None:
    """Whoever clicks on faster than the page draws is not thrown back."""
    sign_in(page, app, "manager", "/applications")
    open_application(page, NUMBER)
    tabs = page.get_by_role("tab")
    for number in range(SWITCHES):
        tabs.nth(1 + number % 2).click()
    settled(page)
    expect(tabs.nth(1 + (SWITCHES - 1) % 2)).to_have_attribute("aria-selected", "true")
