"""Enlarged to the double or 320 pixels wide, pages scroll down only and cut nothing (1.4.10)."""

import pytest
from playwright.sync_api import Page

from programme.roles import Role
from tests.axe import drawn, go
from tests.browser.test_accessibility import stops
from tests.running import RunningApp, settled, sign_in

#: 320 pixels, and a desk screen of 1440 × 900 enlarged to 200 and to 400 per cent.
SCREENS = ((320, 640), (720, 450), (360, 225))

#: In the page: what is wider than its place, but for tables, which may scroll by themselves.
TOO_WIDE = """() => {
  const main = document.querySelector("[data-testid=stMain]")
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX)
  const cut = (element) => getComputedStyle(element).textOverflow === "ellipsis"
  const found = [...main.querySelectorAll("*")].filter((element) =>
    element.scrollWidth > element.clientWidth + 1 && (scrolls(element) || cut(element))
    && !element.closest("[data-testid=stTable]") && element.clientWidth > 0)
  if (main.scrollWidth > main.clientWidth) found.push(main)
  return found.map((element) =>
    `${element.dataset.testid ?? element.tagName}: ${element.innerText.slice(0, 60)}`)
}"""


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen[0]}x{screen[1]}")
def test_no_page_scrolls_in_two_directions(
    page: Page, app: RunningApp, screen: tuple[int, int]
) -> None:
    found: list[str] = []
    width, height = screen
    sign_in(page, app, "manager")
    page.set_viewport_size({"width": width, "height": height})
    for stop in stops(Role.MANAGER):
        go(page, stop.path, stop.arrived)
        drawn(page)
        found += [f"{stop.path} {line}" for line in page.evaluate(TOO_WIDE)]
    page.goto(f"{app.address}/regions?region=MK06")
    settled(page)
    drawn(page)
    found += [f"a region {line}" for line in page.evaluate(TOO_WIDE)]
    assert found == []


def test_the_sign_in_page_scrolls_down_only(page: Page, app: RunningApp) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(app.address)
    page.locator(".st-key-sign_in_submit button").wait_for()
    assert page.evaluate(TOO_WIDE) == []
