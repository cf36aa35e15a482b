"""Two people at one application, one of them with a keyboard only."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import Engine, select

from data_access.connect import reading
from data_access.schema import application_decision
from tests.browser.queue_screen import (
    NUMBER,
    OTHER,
    command_line,
    decided,
    look_at,
    open_application,
    row,
    rows,
)
from tests.running import RunningApp, eventually, settled, sign_in

WORDS = "Rajataan yhteen yksikköön, johto mukana."


@pytest.fixture
def manager(page: Page, own_app: RunningApp) -> Page:
    """A manager with the application open."""
    return at_application(page, own_app, "manager")


@pytest.fixture
def officer(browser: Browser, own_app: RunningApp) -> Iterator[Page]:
    """An officer in a browser of their own, with the same application open."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="fi-FI", timezone_id="Europe/Helsinki"
    )
    yield at_application(context.new_page(), own_app, "officer")
    context.close()


def at_application(page: Page, app: RunningApp, username: str) -> Page:
    sign_in(page, app, username, f"/applications?application={NUMBER}")
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    settled(page)
    return page


def presence(page: Page) -> Locator:
    return page.locator(".st-key-presence")


def receipt(page: Page) -> Locator:
    return page.locator(".st-key-receipt")


def press(page: Page, key: str) -> None:
    """A key for the page, as somebody presses it who is not writing."""
    settled(page)
    page.keyboard.press(key)


# --- two people -----------------------------------------------------------------------------------


def test_a_proposal_appears_and_is_confirmed_with_one_click(
    manager: Page, officer: Page, database: Engine
) -> None:
    before = decided(database)
    officer.locator("[class*=st-key-rationale_] input").fill(WORDS)
    officer.keyboard.press("Tab")
    settled(officer)
    officer.locator(".st-key-decision_propose button").click()
    expect(receipt(officer)).to_contain_text(f"{NUMBER}: ehdotus tallennettiin")
    expect(manager.locator(".st-key-proposal")).to_contain_text("Käsittelijä ehdottaa: 2 päivää")
    expect(manager.locator(".st-key-proposal")).to_contain_text(WORDS)
    assert decided(database) == before
    manager.locator(".st-key-proposal_confirm button").click()
    expect(receipt(manager)).to_contain_text(f"{NUMBER} hyväksyttiin, 2 päivää. Kirje lähtee klo")
    expect(row(officer, NUMBER)).to_have_count(0)
    assert decided(database) == before + 1


def test_two_people_see_each_other_as_long_as_both_are_there(manager: Page, officer: Page) -> None:
    expect(presence(manager)).to_contain_text("Avattuna myös: Käsittelijä")
    expect(presence(officer)).to_contain_text("Avattuna myös: Ohjelmapäällikkö")
    open_application(officer, OTHER)
    expect(presence(manager)).to_have_count(0)
    expect(presence(officer)).to_have_count(0)
    open_application(manager, OTHER)
    expect(presence(officer)).to_contain_text("Avattuna myös: Ohjelmapäällikkö")
    manager.locator("[data-testid=stTopNavLink]").first.click()
    expect(presence(officer)).to_have_count(0)


def test_who_opens_what_runs_no_page_that_does_not_show_it(
    page: Page, own_app: RunningApp, officer: Page
) -> None:
    sent: list[object] = []
    page.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(frame)))
    sign_in(page, own_app, "steering")
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    settled(page)
    seen, before = page.evaluate("window.tilannehuoneLive.presence"), len(sent)
    open_application(officer, OTHER)
    eventually(page, lambda: page.evaluate("window.tilannehuoneLive.presence") > seen)
    settled(page)
    assert len(sent) == before
    done = command_line(own_app, "decide", NUMBER, "waitlist", "--as", "officer")
    assert done.returncode == 0, done.stderr
    eventually(page, lambda: len(sent) > before)


def test_a_dialog_that_comes_too_late_keeps_its_words_and_says_who_was_first(
    manager: Page, own_app: RunningApp, database: Engine
) -> None:
    manager.locator(".st-key-decision_reject button").click()
    dialog = manager.get_by_role("dialog")
    dialog.get_by_text("Päällekkäinen hakemus").click()
    dialog.locator("textarea").fill(WORDS)
    settled(manager)
    look_at(manager, seen=False)
    done = command_line(
        own_app,
        *("decide", NUMBER, "approve", "--as", "manager", "--days", "2"),
        *("--rationale", "Sovittu puhelimessa hakijan kanssa."),
    )
    assert done.returncode == 0, done.stderr
    before = decided(database)
    manager.locator(".st-key-decision_confirm button").click()
    expect(dialog).to_contain_text("Ohjelmapäällikkö hyväksyi 2 päivää")
    expect(dialog).to_contain_text("Päätöstä ei tallennettu")
    expect(dialog.locator("textarea")).to_have_value(WORDS)
    assert decided(database) == before


def test_words_written_just_before_the_click_are_the_ones_that_are_saved(
    manager: Page, database: Engine
) -> None:
    """Nothing is waited for in between: the screen has not been drawn with them yet."""
    manager.locator("[class*=st-key-rationale_] input").fill(WORDS)
    manager.locator(".st-key-decision_approve button").click()
    expect(receipt(manager)).to_contain_text(f"{NUMBER} hyväksyttiin")
    with reading(database) as connection:
        newest = application_decision.c.decision_id.desc()
        rationale = select(application_decision.c.rationale).order_by(newest)
        assert connection.execute(rationale).scalars().first() == WORDS


# --- keys -----------------------------------------------------------------------------------------


def test_a_decision_is_made_and_taken_back_by_single_keys(manager: Page) -> None:
    press(manager, "a")
    expect(receipt(manager)).to_contain_text(f"{NUMBER} hyväksyttiin, 2 päivää")
    expect(rows(manager)).to_have_count(12)
    press(manager, "u")
    expect(rows(manager)).to_have_count(13)
    expect(row(manager, NUMBER)).to_contain_text("Käsittelyssä")
    press(manager, "v")
    expect(row(manager, NUMBER)).to_contain_text("Varasijalla")


@pytest.mark.parametrize(
    ("key", "title"),
    [("h", "Hylätäänkö hakemus?"), ("t", "Pyydetäänkö täydennystä?"), ("m", "Kommentti")],
)
def test_what_wants_words_opens_by_its_key_and_closes_by_escape(
    manager: Page, database: Engine, key: str, title: str
) -> None:
    before = decided(database)
    press(manager, key)
    dialog = manager.get_by_role("dialog")
    expect(dialog).to_contain_text(title)
    dialog.locator("textarea").press_sequentially("ahtvoumpa")
    expect(dialog.locator("textarea")).to_have_value("ahtvoumpa")
    dialog.locator(".st-key-decision_dismiss button").focus()
    for each in "avou":
        manager.keyboard.press(each)
    expect(dialog).to_contain_text(title)
    dialog.locator("textarea").focus()
    manager.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    settled(manager)
    expect(row(manager, NUMBER)).to_contain_text("Saapunut")
    assert decided(database) == before


def test_a_key_that_is_held_or_struck_twice_decides_once(manager: Page, database: Engine) -> None:
    before = decided(database)
    settled(manager)
    manager.keyboard.down("a")
    expect(rows(manager)).to_have_count(12)
    settled(manager)
    manager.keyboard.down("a")
    manager.keyboard.down("a")
    manager.keyboard.up("a")
    open_application(manager, OTHER)
    assert decided(database) == before + 1


def test_keys_do_nothing_while_somebody_writes(officer: Page, database: Engine) -> None:
    words = officer.locator("[class*=st-key-rationale_] input")
    words.fill("")
    words.press_sequentially("pohtivam")
    expect(words).to_have_value("pohtivam")
    settled(officer)
    expect(officer.get_by_role("dialog")).to_have_count(0)
    expect(row(officer, NUMBER)).to_contain_text("Saapunut")
    officer.locator(".st-key-application_title").click()
    words.fill(WORDS)
    officer.locator(".st-key-application_title").click()
    press(officer, "p")
    expect(receipt(officer)).to_contain_text("ehdotus tallennettiin")
    press(officer, "o")
    expect(rows(officer)).to_have_count(13)
