"""Three languages on the real screen: switching loses nothing, and nothing is left in English."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine, inspect, text

from data_access import accounts
from data_access.connect import create_engine_for, reading
from tests.backends import DEMO_PASSWORD
from tests.browser.queue_screen import NUMBER, open_application, row, rows
from tests.browser.screen import words_on
from tests.running import RunningApp, eventually, settled, sign_in
from ui.texts import texts

RATIONALE = "Puoliksi kirjoitettu peru"
GROUND = 5  # the place of a ground in the dialog
#: Every page, with what opens most of its parts.
ADDRESSES = (
    "/",
    f"/applications?application={NUMBER}",
    "/allocation?policy=wide",
    "/deeds?submission=TT-2020-003",
    "/services?enrolment=IL-2020-011",
    "/regions?region=MK06",
    "/regions?view=tiles&division=wellbeing&measure=days_per_1000_employees",
    "/regions?view=years&period=2018-2020",
    "/regions?view=compare&region=MK06&with=MK18",
    "/regions?view=context",
    "/regions?period=2018-2020&against=2015-2017&places=events,visits,homes",
    "/meeting?view=situation",
    "/meeting?view=round",
    "/meeting?view=regions",
    "/data?view=load",
    "/data?view=export",
    "/data?view=integrity",
)
#: The product, the programme and a sign of the applications have one name in all languages.
NAMES = re.compile(r"Tilannehuone|Kunteko|(SP|TT|IL)-\d{4}-\d{3}|\bCC BY\b|\bCSV\b")


def switch_to(page: Page, language: str) -> None:
    """Choose a language in the viewer's menu."""
    page.locator(".st-key-user_menu button").first.click()
    choose(page, language)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-sign_out")).to_be_hidden()


def choose(page: Page, language: str) -> None:
    page.locator(".st-key-language").get_by_role("radio", name=language).click()
    settled(page)


def rationale(page: Page) -> Locator:
    return page.locator("[class*=st-key-rationale_] input")


def days(page: Page) -> Locator:
    return page.locator("[class*=st-key-days_]")


def language_of(database_url: str, username: str) -> str:
    found = accounts.user(create_engine_for(database_url), username)
    assert found
    return found.language


def test_switching_at_an_application_loses_nothing(page: Page, own_app: RunningApp) -> None:
    sign_in(page, own_app, "manager", "/applications?queue=submitted&period=2019")
    open_application(page, NUMBER)
    page.locator(".st-key-queue_search input").fill("kaupunki")
    page.keyboard.press("Enter")
    expect(row(page, "kunta")).to_have_count(0)
    found = rows(page).count()
    days(page).get_by_role("radio", name="1 päivä").click()
    expect(page.locator(".st-key-decision_approve")).to_contain_text("myönnä 1 päivä")
    page.get_by_role("radio", name="Käsittelyhistoria").click()
    settled(page)
    rationale(page).fill(RATIONALE)

    switch_to(page, "Svenska")

    expect(page.get_by_role("radio", name="Behandlingshistorik")).to_be_checked()
    expect(rationale(page)).to_have_value(RATIONALE)
    expect(page.locator(".st-key-queue_search input")).to_have_value("kaupunki")
    expect(rows(page)).to_have_count(found)
    expect(row(page, NUMBER)).to_have_attribute("aria-selected", "true")
    expect(row(page, NUMBER)).to_contain_text("Birkaland")
    expect(days(page).get_by_role("radio", name="1 dag", exact=True)).to_be_checked()
    expect(page.locator(".st-key-decision_approve")).to_contain_text("bevilja 1 dag")
    parts = ("queue=submitted", f"application={NUMBER}", "period=2019", "lang=sv")
    eventually(page, lambda: all(part in page.url for part in parts))


def test_switching_leaves_an_open_dialog_as_it_is(page: Page, own_app: RunningApp) -> None:
    """Behind a dialog the menu is out of reach of a mouse, but not of every aid."""
    sign_in(page, own_app, "manager", "/applications")
    open_application(page, NUMBER)
    page.locator(".st-key-decision_reject button").click()
    dialog = page.locator("[role=dialog]").filter(has=page.locator("textarea"))
    ground = dialog.locator("input[type=radio]").nth(GROUND)
    ground.check(force=True)
    dialog.locator("textarea").fill(RATIONALE)
    dialog.locator("textarea").blur()
    settled(page)
    page.locator(".st-key-user_menu button").first.evaluate("button => button.click()")
    english = page.locator(".st-key-language").get_by_text("English")
    english.evaluate("word => word.click()")

    expect(dialog).to_contain_text("Ground for rejection")
    expect(dialog).to_contain_text(NUMBER)
    expect(dialog.locator("textarea")).to_have_value(RATIONALE)
    expect(ground).to_be_checked()


def test_switching_keeps_measure_period_and_region(page: Page, own_app: RunningApp) -> None:
    sign_in(page, own_app, "steering", "/regions?measure=days_granted&period=2019&region=MK06")
    switch_to(page, "Svenska")
    expect(page.locator(".st-key-region_choice input")).to_have_value("Birkaland")
    expect(
        page.locator(".st-key-region_measure").get_by_role("radio", name="Beviljade")
    ).to_be_checked()
    expect(page.locator(".st-key-region_table table")).to_contain_text("Birkaland")
    for part in ("measure=days_granted", "period=2019", "region=MK06", "lang=sv"):
        assert part in page.url


def test_the_account_keeps_the_language_for_the_next_sign_in(
    page: Page, own_app: RunningApp
) -> None:
    sign_in(page, own_app, "steering")
    switch_to(page, "Svenska")
    eventually(page, lambda: language_of(own_app.database_url, "steering") == "sv")
    page.locator(".st-key-user_menu button").first.click()
    page.locator(".st-key-sign_out button").click()
    expect(page.locator(".st-key-sign_in_submit")).to_contain_text("Logga in")

    page.context.clear_cookies()
    sign_in(page, own_app, "steering")
    expect(page.locator(".st-key-title_row")).to_contain_text("Lägesbild")
    assert language_of(own_app.database_url, "manager") == "fi"


def test_a_language_chosen_at_the_door_is_kept_too(page: Page, own_app: RunningApp) -> None:
    page.goto(own_app.address)
    choose_at_the_door = page.locator(".st-key-language").get_by_role("radio", name="English")
    choose_at_the_door.click()
    expect(page.locator(".st-key-sign_in_submit")).to_contain_text("Sign in")
    fill_in(page, "officer")
    expect(page.locator(".st-key-title_row")).to_contain_text("Overview")
    eventually(page, lambda: language_of(own_app.database_url, "officer") == "en")


def fill_in(page: Page, username: str) -> None:
    page.locator(".st-key-sign_in_username input").fill(username)
    page.locator(".st-key-sign_in_password input").fill(DEMO_PASSWORD)
    page.locator(".st-key-sign_in_submit button").click()


def test_an_address_with_a_language_does_not_change_the_account(
    page: Page, own_app: RunningApp
) -> None:
    sign_in(page, own_app, "officer", "/?lang=en")
    expect(page.locator(".st-key-title_row")).to_contain_text("Overview")
    assert language_of(own_app.database_url, "officer") == "fi"


def from_the_database(engine: Engine) -> str:
    """Every text that the database holds, in one."""
    with reading(engine) as connection:
        return "\n".join(
            str(value)
            for table in inspect(engine).get_table_names()
            for found in connection.execute(text(f"SELECT * FROM {table}"))
            for value in found
            if isinstance(value, str)
        )


def same_in_both() -> re.Pattern[str]:
    """Texts with words that Swedish and English share: "Organisation", and "median {value}"."""
    swedish, english = texts("sv").forms, texts("en").forms
    shared = {form for key in swedish for form in swedish[key] if form in english[key]}
    parts = [re.split(r"\{\w+\}", form) for form in shared]
    worded = [each for each in parts if re.search(r"[^\W\d_]{2}", " ".join(each))]
    return re.compile("|".join("^" + ".+".join(map(re.escape, each)) + "$" for each in worded))


def untranslated(app: RunningApp, swedish: set[str], english: set[str]) -> list[str]:
    """What stands on both screens, and is neither a name nor from the database."""
    data, shared = from_the_database(create_engine_for(app.database_url)), same_in_both()
    return [
        found
        for found in sorted(swedish & english)
        if found not in data and not shared.match(found) and not NAMES.search(found)
    ]


def test_no_word_stays_the_same_in_another_language(page: Page, app: RunningApp) -> None:
    sign_in(page, app, "manager")
    for address in ADDRESSES:
        joined = "&" if "?" in address else "?"
        seen = {}
        for language in ("sv", "en"):
            page.goto(f"{app.address}{address}{joined}lang={language}")
            settled(page)
            translated = page.locator("[data-testid=stTopNav]:not([aria-label='App pages'])")
            translated.wait_for(state="attached")
            seen[language] = words_on(page)
        assert len(seen["sv"]) > 10
        assert untranslated(app, seen["sv"], seen["en"]) == [], address


def test_no_word_of_the_sign_in_page_stays_the_same(page: Page, app: RunningApp) -> None:
    seen = {}
    for language in ("sv", "en"):
        page.goto(f"{app.address}/?lang={language}")
        page.locator(".st-key-sign_in_password input").fill("x")
        seen[language] = words_on(page)
    languages = {"Suomi", "Svenska", "English"}
    assert untranslated(app, seen["sv"] - languages, seen["en"]) == []


@pytest.mark.parametrize(
    ("language", "close", "apply"),
    [
        ("fi", "Sulje", "Ota käyttöön painamalla Ctrl+Enter"),
        ("sv", "Stäng", "Tryck på Ctrl+Enter för att använda"),
        ("en", "Close", "Press Ctrl+Enter to apply"),
    ],
)
def test_what_streamlit_says_in_a_dialog_is_translated(
    page: Page, app: RunningApp, language: str, close: str, apply: str
) -> None:
    sign_in(page, app, "manager", f"/applications?application={NUMBER}&lang={language}")
    page.locator(".st-key-decision_reject button").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name=close)).to_be_visible()
    dialog.locator("textarea").fill("x")
    expect(dialog.get_by_text(apply)).to_be_visible()


def test_our_words_do_not_touch_the_same_words_elsewhere(page: Page, app: RunningApp) -> None:
    """An applicant may write what Streamlit writes."""
    sign_in(page, app, "manager", f"/applications?application={NUMBER}")
    text_of_an_applicant = page.locator(".st-key-application_detail p").first
    text_of_an_applicant.evaluate("p => { p.textContent = 'Press Enter to apply' }")
    page.locator(".st-key-queue_search input").fill("x")
    expect(page.get_by_text("Ota käyttöön painamalla Enter")).to_be_visible()
    expect(text_of_an_applicant).to_have_text("Press Enter to apply")
