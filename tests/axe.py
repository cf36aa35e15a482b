"""axe-core in an open page: what breaks WCAG 2.1 A and AA or the good practice axe knows of."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

from pages.accessibility.gaps import GAPS, Gap
from tests.running import drawn as at_rest
from tests.running import eventually, settled

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
#: Beyond WCAG: headings in order, everything in a landmark. Streamlit draws what opens over a page
#: outside the landmarks, so there only WCAG is asked for.
ALL_RULES = (*WCAG, "best-practice")

LOOKS_AGAIN = 2

#: In the page: [rule, place of the allowed gap or -1, the element] for each violation.
_RUN = """async ([rules, gaps]) => {
  const options = {resultTypes: ["violations"], runOnly: rules, preload: false}
  const results = await axe.run(document, options)
  return results.violations.flatMap(({id, nodes}) => nodes.map((node) => {
    const element = document.querySelector([node.target[0]].flat()[0])
    const gap = gaps.findIndex((gap) => gap.rule === id && element?.closest(gap.selector))
    return [id, gap, node.html.slice(0, 200)]
  }))
}"""
#: In the page: whether our style sheet has come, every chart is drawn and the navigation measured.
#: Streamlit holds the links of a new navigation invisible until it knows which of them have room;
#: it learns of another width of the window in the next frame.
_DRAWN = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  await frame().then(frame)
  const links = (which) => document.querySelector(`.rc-overflow-item${which}`)
  return getComputedStyle(document.documentElement).getPropertyValue("--focus") !== ""
    && [...document.querySelectorAll("[data-testid=stVegaLiteChart]")]
      .every((chart) => chart.querySelector("svg, canvas"))
    && (!links("[aria-hidden=true]:not(.rc-overflow-item-rest)")
      || !!links("-rest:not([aria-hidden=true])"))
}"""


def violations(page: Page, rules: Sequence[str] = ALL_RULES) -> list[str]:
    """What axe finds and nothing excuses, one line each.

    News may draw the page anew at any time, and what fades in for a frame is too pale in it: only
    what a second and a third look find too breaks a rule.
    """
    lasting = _lines(page, rules)
    for _ in range(LOOKS_AGAIN if lasting else 0):
        at_rest(page)
        again = _lines(page, rules)
        lasting = [line for line in lasting if line in again]
    return lasting


def _lines(page: Page, rules: Sequence[str]) -> list[str]:
    return [f"{rule}: {html}" for rule, gap, html in _found(page, rules) if gap < 0]


def gaps_found(page: Page) -> set[Gap]:
    """The gaps of the accessibility statement that axe sees on this page."""
    return {GAPS[gap] for _, gap, _ in _found(page, WCAG) if gap >= 0}


def drawn(page: Page) -> None:
    """Return when the page has its look, its navigation and all its charts."""
    eventually(page, lambda: bool(page.evaluate(_DRAWN)))


def _found(page: Page, rules: Sequence[str]) -> list[Any]:
    """Waits until all is drawn; the script is brought in once for each document."""
    drawn(page)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[Any] = page.evaluate(_RUN, [rules, [asdict(gap) for gap in GAPS]])
    return found


def go(page: Page, path: str, arrived: str) -> None:
    """Open another page of the app without loading the document anew, as the back button does.

    `arrived` is a selector of something that only that page has.
    """
    page.evaluate(
        "path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')) }",
        path,
    )
    page.locator(arrived).first.wait_for()
    settled(page)
