"""The three uses with the keyboard alone: nothing here points, clicks or fills a field by itself.

Wherever the keyboard stands, one can see where that is (WCAG 2.1.1, 2.4.3, 2.4.7).
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from data_access.sessions import COOKIE_NAME
from tests.backends import DEMO_PASSWORD
from tests.running import RunningApp, drawn, eventually, settled

#: An application of the demo that waits, and the one after it in the queue.
FIRST, SECOND = "SP-2020-037", "SP-2020-039"
FARTHEST = 60  # presses of Tab until something must have been reached

#: What carries the ring of the field within it.
FIELDS = (
    "[data-testid$=RootElement], [data-testid=stRadioOption], [data-testid=stDateInputField],"
    " [data-testid=stSelectbox] [role=group]"
)
#: In the page: the element that has the keyboard, within components too.
_FOCUSED = """
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
"""
#: In the page: what it is called and whether a ring of two pixels or more is drawn around it.
WHERE = f"""() => {{ {_FOCUSED}
  const ringed = [focused, focused.closest("{FIELDS}")].filter(Boolean)
  const ring = (element) => {{
    const {{outlineStyle, outlineWidth}} = getComputedStyle(element)
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
  }}
  return {{name: focused.getAttribute("aria-label") || focused.innerText || focused.tagName,
    seen: focused === document.body || ringed.some(ring)}}
}}"""
IS_AT = f"(wanted) => {{ {_FOCUSED} return focused === wanted || wanted.contains(focused) }}"


class Keys:
    """Somebody at the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """Press keys one after the other and wait until the app has answered."""
        for key in keys:
            self.page.keyboard.press(key)
        settled(self.page)

    def write(self, text: str) -> None:
        """Type, as fingers would."""
        self.page.keyboard.type(text)

    def to(self, wanted: Locator, key: str = "Tab") -> None:
        """Go on with Tab until `wanted` has the keyboard, seeing at each stop where it is."""
        expect(wanted).to_be_attached()
        for _ in range(FARTHEST):
            if wanted.evaluate(IS_AT):
                return
            self.page.keyboard.press(key)
            where = self.page.evaluate(WHERE)
            assert where["seen"], f"nobody sees that the keyboard is at {where['name']!r}"
        raise AssertionError(f"{wanted} is not reached")

    def sign_in(self, username: str) -> None:
        """From the first Tab of the sign-in page to the first page."""
        expect(self.page.locator(".st-key-sign_in_submit button")).to_be_visible()
        drawn(self.page)
        self.to(self.page.locator(".st-key-sign_in_username input"))
        self.write(username)
        self.page.keyboard.press("Tab")
        self.write(DEMO_PASSWORD)
        self.to(self.page.locator(".st-key-sign_in_submit button"))
        self.press("Enter")


@pytest.fixture
def keys(page: Page) -> Keys:
    return Keys(page)


def test_monitoring(keys: Keys, own_app: RunningApp) -> None:
    """Sign in, read, change the period, follow a task into the queue."""
    page = keys.page
    page.goto(own_app.address)
    keys.sign_in("officer")
    figure = page.locator(".st-key-kpi_organisations_reached")
    expect(figure).to_contain_text("241")

    keys.to(page.locator(".st-key-period_row [role=radiogroup]"))
    keys.press("ArrowRight")
    keys.press("Space")
    expect(page).to_have_url(re.compile("period=2018-2020"))
    expect(figure).not_to_contain_text("241")

    keys.to(page.locator(".st-key-attention_overdue a"))
    keys.press("Enter")
    expect(page.locator(".st-key-application_detail")).to_contain_text(f"{FIRST} ·")


def test_past_the_navigation(keys: Keys, own_app: RunningApp) -> None:
    """The first Tab offers the way to the content, and the next goes on there."""
    page = keys.page
    page.goto(own_app.address)
    keys.sign_in("steering")
    eventually(page, lambda: any(c.get("name") == COOKIE_NAME for c in page.context.cookies()))
    page.reload()
    settled(page)
    keys.to(page.locator("[data-testid=stSkipToContent]"))
    keys.press("Enter")
    keys.press("Tab")
    assert page.locator("[data-testid=stMain]").evaluate(IS_AT)
    assert page.evaluate(WHERE)["seen"]


def test_meeting(keys: Keys, own_app: RunningApp) -> None:
    """Step through the three views and leave."""
    page = keys.page
    page.goto(f"{own_app.address}/meeting")
    keys.sign_in("steering")
    for view in ("situation", "round", "regions"):
        expect(page.locator(f".st-key-meeting_switch_{view}")).to_be_attached()
        expect(page.locator("h1")).to_have_count(1)
        keys.press("ArrowRight")
    expect(page.locator(".st-key-meeting_switch_regions")).to_be_attached()
    keys.press("1")
    expect(page.locator(".st-key-meeting_switch_situation")).to_be_attached()
    keys.to(page.get_by_role("link", name="Poistu"))
    keys.press("Enter")
    expect(page.locator(".st-key-kpis")).to_be_visible()


def test_approval(keys: Keys, own_app: RunningApp) -> None:
    """Choose with the arrows, approve one application and reject another in its dialog."""
    page = keys.page
    page.goto(f"{own_app.address}/applications")
    keys.sign_in("manager")
    rows = page.locator(".st-key-application_queue tbody tr")
    expect(rows).to_have_count(13)

    keys.to(rows.first)
    keys.press("ArrowDown")
    expect(page.locator(".st-key-application_detail")).to_contain_text(f"{SECOND} ·")
    settled(page)
    keys.to(page.locator(".st-key-decision_approve button"))
    keys.press("Enter")
    receipt = page.locator(".st-key-receipt")
    expect(receipt).to_contain_text(f"{SECOND} hyväksyttiin")
    expect(receipt).to_have_role("status")
    expect(rows).to_have_count(12)

    keys.to(rows.and_(page.locator("[tabindex='0']")))
    keys.press("Home")
    expect(page.locator(".st-key-application_detail")).to_contain_text(f"{FIRST} ·")
    keys.to(page.locator(".st-key-decision_reject button"))
    keys.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(FIRST)
    keys.to(dialog.get_by_role("radiogroup"))
    keys.press("Space")
    keys.to(dialog.locator("textarea"))
    keys.write("Päivät on käytetty.")
    keys.to(dialog.locator(".st-key-decision_confirm button"))
    keys.press("Enter")
    expect(dialog).to_have_count(0)
    expect(receipt).to_contain_text(f"{FIRST} hylättiin")
    expect(receipt).to_have_role("status")
    expect(rows).to_have_count(11)
    eventually(page, lambda: bool(page.evaluate(WHERE)["seen"]))
