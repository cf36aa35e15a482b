"""axe on every page × role × language × theme × width, and what else a document owes its reader."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from pages.accessibility.gaps import GAPS
from pages.meeting.views import VIEWS
from programme.roles import Role
from tests.axe import WCAG, gaps_found, go, violations
from tests.running import RunningApp, eventually, settled, sign_in
from ui.registry import PAGES, pages_for
from ui.texts import LANGUAGES, plain, use_language

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
WIDTHS = ((1440, 900), (390, 844))
OPEN = [page for page in PAGES if page.public]


class Stop(NamedTuple):
    """A screen to look at: its path, the key of its title, a selector that only it has."""

    path: str
    title_key: str
    arrived: str


def stops(role: Role) -> Iterator[Stop]:
    """Every screen that the role may enter; some pages have several."""
    for page in pages_for(role):
        if page.key not in SEVERAL:
            yield Stop(f"/{page.url_path}", page.title_key, ARRIVED[page.key])
        for view, arrived in SEVERAL.get(page.key, {}).items():
            yield Stop(f"{page.url_path}?view={view}&", page.title_key, arrived)


SEVERAL = {
    "regions": {
        "map": ".st-key-card_region_ranking",
        "tiles": ".st-key-region_tiles_heading_row",
        "years": ".st-key-region_small_maps_heading_row",
        "compare": ".st-key-card_region_sides",
        "context": ".st-key-card_no_index",
    },
    "meeting": {view: f".st-key-meeting_switch_{view}" for view in VIEWS},
    "letters": {
        "outbox": ".st-key-letters_state",
        "texts": ".st-key-card_letter_places",
    },
    "data": {
        "load": ".st-key-data_uploader",
        "export": ".st-key-data_export",
        "integrity": ".st-key-data_verify_now",
    },
    "administration": {
        "users": ".st-key-invite",
        "sessions": ".st-key-refresh",
        "access": ".st-key-log_filters",
        "audit": ".st-key-log_filters",
    },
}


ARRIVED = {
    "overview": ".st-key-kpis",
    "applications": ".st-key-application_queue",
    "allocation": ".st-key-allocation_table",
    "deeds": ".st-key-deed_queue",
    "services": ".st-key-enrolment_queue",
    "accessibility": ".st-key-notice_accessibility",
    "privacy": ".st-key-notice_privacy",
}


@contextmanager
def visitor(
    browser: Browser, theme: Theme, motion: Literal["reduce", "no-preference"] = "reduce"
) -> Iterator[Page]:
    """Somebody new, who wants no motion: so nothing is judged while it fades in."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="fi-FI",
        color_scheme=theme,
        reduced_motion=motion,
    )
    yield context.new_page()
    context.close()


def title(key: str, language: str) -> str:
    with use_language(language):
        return plain("app.page_title", page=plain(key))


def problems_at(page: Page, widths: Sequence[tuple[int, int]] = WIDTHS) -> Iterator[str]:
    """What axe says at each width."""
    for width, height in widths:
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"{width}: {line}" for line in violations(page))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", Role)
def test_no_page_breaks_a_rule(browser: Browser, app: RunningApp, role: Role, theme: Theme) -> None:
    problems: list[str] = []
    with visitor(browser, theme) as page:
        sign_in(page, app, role.value)
        for language in LANGUAGES:
            page.goto(f"{app.address}/?lang={language}")
            settled(page)
            for stop in stops(role):
                page.set_viewport_size({"width": 1440, "height": 900})
                go(page, stop.path, stop.arrived)
                expect(page).to_have_title(title(stop.title_key, language))
                expect(page.locator("html")).to_have_attribute("lang", language)
                problems += [f"{language} {stop.path} {line}" for line in problems_at(page)]
    assert problems == []


def test_a_navigation_that_is_being_measured_is_not_judged(
    browser: Browser, app: RunningApp
) -> None:
    """Another width makes it anew, and its links are invisible till their room is known."""
    with visitor(browser, "light") as page:
        sign_in(page, app, Role.STEERING.value)
        assert list(problems_at(page, WIDTHS * 5)) == []


#: In the page: a text too pale to read, and a look by axe that leaves it there or takes it away.
PALE = """(stays) => {
  const pale = document.createElement("p")
  pale.textContent = "pale"
  pale.style.cssText = "color: #ddd; background: #fff"
  document.querySelector("[data-testid=stMain]").prepend(pale)
  const run = axe.run
  axe.run = (...of) => run(...of).finally(() => stays || pale.remove())
}"""


@pytest.mark.parametrize(("stays", "found"), [(True, 1), (False, 0)])
def test_only_what_lasts_breaks_a_rule(
    page: Page, app: RunningApp, stays: bool, found: int
) -> None:
    sign_in(page, app, "steering")
    assert violations(page) == []
    page.evaluate(PALE, stays)
    assert [line.partition(":")[0] for line in violations(page)] == ["color-contrast"] * found


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_breaks_a_rule_before_signing_in(
    browser: Browser, app: RunningApp, theme: Theme
) -> None:
    problems: list[str] = []
    with visitor(browser, theme) as page:
        for language in LANGUAGES:
            page.goto(f"{app.address}/?lang={language}")
            page.locator(".st-key-sign_in_form").or_(
                page.locator(".st-key-sign_in")
            ).first.wait_for()
            expect(page).to_have_title(title("sign_in.title", language))
            problems += [f"{language} sign-in {line}" for line in problems_at(page)]
            for each in OPEN:
                go(page, f"/{each.url_path}", ARRIVED[each.key])
                expect(page).to_have_title(title(each.title_key, language))
                problems += [f"{language} {each.key} {line}" for line in problems_at(page)]
    assert problems == []


#: What opens over or in a page: the page, and what is clicked one after the other.
OPENED = {
    "user menu": ("", [".st-key-user_menu button"]),
    "another year": ("", [".st-key-period_row [data-testid=stMenuButtonButton]"]),
    "table of the figures": ("", [".st-key-kpis_table button"]),
    "request for clarification": ("applications", [".st-key-decision_clarify button"]),
    "rejection": ("applications", [".st-key-decision_reject button"]),
    "rejection without a ground": (
        "applications",
        [".st-key-decision_reject button", ".st-key-decision_confirm button"],
    ),
    "history": ("applications", [".st-key-application_section [role=radio] >> nth=1"]),
    "own rules of an allocation": (
        "allocation?policy=even.weights.floor-MK06-2.theme-well_being-3",
        [".st-key-allocation_rules button"],
    ),
    "days by region": ("allocation", [".st-key-allocation_regions_table button"]),
    "settings of the regions": ("regions?period=2018-2020", [".st-key-region_settings button"]),
    "how a measure is counted": ("regions", [".st-key-region_ranking_how button"]),
    "sorted regions": ("regions", [".st-key-region_table th button"]),
    "services of a region": ("regions?region=MK06", [".st-key-region_services button"]),
    "all figures of a region": ("regions?region=MK06", [".st-key-region_figures button"]),
    "a change": ("regions?period=2018-2020&against=2015-2017", []),
    "places on the map": ("regions?period=2015-2017&places=events,visits,homes", []),
    "two regions": ("regions?view=compare&region=MK06&with=MK18", []),
    "a region": ("regions?region=MK06", []),
    "no such application": ("applications?application=SP-2020-999", []),
    "editing a deed": ("deeds", [".st-key-deed_edit summary"]),
    "deeds like it": ("deeds", [".st-key-deed_section [role=radio] >> nth=1"]),
    "returning a deed without a word": (
        "deeds",
        [".st-key-deed_actions button >> nth=1", ".st-key-decision_confirm button"],
    ),
    "declining an enrolment": (
        "services?enrolment=IL-2020-006",
        [".st-key-enrolment_actions button >> nth=1"],
    ),
    "no such enrolment": ("services?enrolment=IL-2020-999", []),
}


@pytest.mark.parametrize("theme", THEMES)
def test_what_opens_on_a_page_breaks_no_rule(
    browser: Browser, app: RunningApp, theme: Theme
) -> None:
    problems: list[str] = []
    with visitor(browser, theme) as page:
        sign_in(page, app, "manager")
        for what, (path, clicks) in OPENED.items():
            page.goto(f"{app.address}/{path}")
            settled(page)
            for click in clicks:
                page.locator(click).first.click()
                settled(page)
            problems += [f"{what}: {line}" for line in violations(page, WCAG)]
    assert problems == []


def test_the_statement_tells_of_no_gap_that_is_gone(browser: Browser, app: RunningApp) -> None:
    """Then it is time to take it out of the list, and out of the statement."""
    with visitor(browser, "light") as page:
        sign_in(page, app, "manager")
        assert gaps_found(page) == {gap for gap in GAPS if gap.rule}


def test_the_way_past_the_navigation_speaks_the_viewers_language(
    page: Page, app: RunningApp
) -> None:
    sign_in(page, app, "steering")
    page.goto(f"{app.address}/?lang=sv")
    settled(page)
    page.keyboard.press("Tab")
    expect(page.locator("[data-testid=stSkipToContent]")).to_be_focused()
    expect(page.locator("[data-testid=stSkipToContent]")).to_have_text("Hoppa till innehållet")
    page.keyboard.press("Enter")
    eventually(page, lambda: page.evaluate("document.activeElement.dataset.testid") == "stMain")


#: In the page: seconds that the longest transition or animation of any element takes.
LONGEST_MOTION = """() => Math.max(...[...document.querySelectorAll("*")].flatMap((element) => {
  const style = getComputedStyle(element)
  return [style.transitionDuration, style.animationDuration]
    .flatMap((times) => times.split(",").map(parseFloat))
}))"""


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, app: RunningApp) -> None:
    with visitor(browser, "light", "no-preference") as page:
        sign_in(page, app, "manager", "/applications")
        assert page.evaluate(LONGEST_MOTION) > 0.1
    with visitor(browser, "light", "reduce") as page:
        sign_in(page, app, "manager", "/applications")
        assert page.evaluate(LONGEST_MOTION) < 0.001
