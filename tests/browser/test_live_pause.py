"""Live updates rest when the viewer says so (WCAG 2.2.2), and are told without chatter (4.1.3)."""

import subprocess

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.queue_screen import NEWS_HAS_COME, command_line
from tests.running import RunningApp, eventually, settled, sign_in

PAUSE, RESUME = "Keskeytä päivitys", "Jatka päivitystä"


@pytest.fixture
def watching(page: Page, own_app: RunningApp) -> Page:
    """A member of the steering group before the overview."""
    sign_in(page, own_app, "steering")
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    return page


def left(page: Page) -> Locator:
    """The sentence that says how many days are left."""
    return page.locator(".st-key-kpi_pending_applications")


def said(page: Page) -> Locator:
    """What a screen reader has been told last."""
    return page.locator(".st-key-live_status [role=status]")


def approve(app: RunningApp, number: str) -> None:
    done: subprocess.CompletedProcess[str] = command_line(
        app,
        *("decide", number, "approve", "--as", "manager", "--days", "2"),
        *("--rationale", "Sovittu puhelimessa hakijan kanssa."),
    )
    assert done.returncode == 0, done.stderr


def test_a_paused_page_keeps_its_figures_and_says_so(watching: Page, own_app: RunningApp) -> None:
    expect(left(watching)).to_contain_text("12 päivää")
    watching.get_by_role("button", name=PAUSE).click()
    expect(watching.locator(".st-key-live_status .words")).to_contain_text("Päivitys keskeytetty")
    expect(said(watching)).to_contain_text("Päivitys keskeytetty")
    watching.evaluate("window.revisionBefore = window.tilannehuoneLive.revision")
    approve(own_app, "SP-2020-044")
    eventually(watching, lambda: watching.evaluate(NEWS_HAS_COME))
    settled(watching)
    expect(left(watching)).to_contain_text("12 päivää")

    watching.get_by_role("button", name=RESUME).click()
    expect(left(watching)).to_contain_text("10 päivää")
    expect(watching.locator(".st-key-live_status .words")).to_contain_text("Reaaliaikainen yhteys")


def test_a_pause_lasts_over_a_change_of_page(watching: Page) -> None:
    watching.get_by_role("button", name=PAUSE).click()
    watching.locator("[data-testid=stTopNavLink]").nth(1).click()
    watching.locator(".st-key-region_table").wait_for()
    expect(watching.get_by_role("button", name=RESUME)).to_be_visible()


def test_new_data_is_told_once_and_then_left_in_peace(watching: Page, own_app: RunningApp) -> None:
    expect(said(watching)).to_be_empty()
    watching.locator(".st-key-period_row [role=radio]").nth(1).click()
    settled(watching)
    expect(said(watching)).to_be_empty()

    approve(own_app, "SP-2020-044")
    expect(left(watching)).to_contain_text("10 päivää")
    expect(said(watching)).to_contain_text("Uusia tietoja")
    said(watching).evaluate("place => { place.textContent = 'heard' }")
    approve(own_app, "SP-2020-037")
    expect(left(watching)).to_contain_text("8 päivää")
    expect(said(watching)).to_have_text("heard")


#: In the page: the viewer sets out for another page, and at that very moment there is news.
SET_OUT_AMID_NEWS = """path => {
  const live = window.tilannehuoneLive
  history.pushState({}, '', path)
  dispatchEvent(new PopStateEvent('popstate'))
  live.revision += 1
  live.listeners.forEach((listener) => listener())
}"""


def test_news_takes_nobody_back_who_is_on_the_way_to_another_page(watching: Page) -> None:
    watching.evaluate(SET_OUT_AMID_NEWS, "/regions")
    watching.locator(".st-key-region_table").wait_for()
    settled(watching)
    expect(watching.locator(".st-key-region_table")).to_be_visible()
    assert watching.evaluate("location.pathname") == "/regions"
