"""The main job in a browser: decide on an application, and everybody sees it."""

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import Engine, select, text

from data_access.connect import reading, writing
from data_access.schema import application_event, sparring_application
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
from tests.running import RunningApp, settled, sign_in


def test_approving_takes_two_clicks_and_another_browser_sees_it(
    deciding: Page, own_app: RunningApp, context: BrowserContext
) -> None:
    browser = context.browser
    assert browser is not None
    other = browser.new_context(locale="fi-FI").new_page()
    sign_in(other, own_app, "steering")
    capacity = other.locator(".st-key-kpi_pending_applications")
    expect(capacity).to_contain_text("12 päivää")

    open_application(deciding, NUMBER)
    expect(deciding.locator(".st-key-decision_approve")).to_contain_text("myönnä 2 päivää")
    deciding.locator(".st-key-decision_approve button").click()

    expect(rows(deciding)).to_have_count(12)
    expect(row(deciding, NUMBER)).to_have_count(0)
    expect(deciding.locator(".st-key-receipt")).to_contain_text(f"{NUMBER} hyväksyttiin, 2 päivää")
    expect(capacity).to_contain_text("10 päivää")
    other.close()


def click_at_once(page: Page, *selectors: str) -> None:
    """Click one after the other in a single task of the page: nothing is drawn in between."""
    page.evaluate(
        "selectors => selectors.forEach(each => {"
        " const [host, inner] = each.split(' >>> ');"
        " const found = document.querySelector(host);"
        " const deep = [...found.querySelectorAll('*')].find(node => node.shadowRoot);"
        " (inner ? deep.shadowRoot.querySelector(inner) : found).click() })",
        selectors,
    )


def test_a_click_for_one_application_never_decides_on_another(
    deciding: Page, database: Engine
) -> None:
    before = decided(database)
    open_application(deciding, OTHER)
    click_at_once(
        deciding,
        f".st-key-application_queue >>> tr[data-number='{NUMBER}']",
        ".st-key-decision_approve button",
    )
    expect(deciding.locator(".st-key-decision_not_saved")).to_contain_text(OTHER)
    expect(deciding.locator(".st-key-application_detail")).to_contain_text(f"{NUMBER} ·")
    assert decided(database) == before


def test_two_clicks_before_the_screen_answers_decide_once(deciding: Page, database: Engine) -> None:
    before = decided(database)
    open_application(deciding, NUMBER)
    click_at_once(deciding, *[".st-key-decision_approve button"] * 2)
    expect(deciding.locator(".st-key-receipt")).to_contain_text(f"{NUMBER} hyväksyttiin")
    open_application(deciding, OTHER)
    expect(deciding.locator(".st-key-decision_not_saved")).to_have_count(0)
    assert decided(database) == before + 1


def test_the_second_half_of_a_double_click_does_not_decide_on_the_next(
    deciding: Page, database: Engine
) -> None:
    before = decided(database)
    open_application(deciding, NUMBER)
    button = deciding.locator(".st-key-decision_approve button")
    button.click()
    expect(rows(deciding)).to_have_count(12)
    settled(deciding)
    button.hover()
    deciding.mouse.down(click_count=2)
    deciding.mouse.up(click_count=2)
    open_application(deciding, OTHER)
    assert decided(database) == before + 1


def test_filters_stay_open_until_all_are_chosen(deciding: Page) -> None:
    deciding.locator(".st-key-queue_filters button").click()
    for name, chosen in (("theme", "Työhyvinvointi"), ("days", "2 päivää")):
        deciding.locator(f".st-key-queue_filter_{name} input").click()
        deciding.get_by_role("option", name=chosen).click()
        expect(deciding.get_by_role("button", name=f"Vain {chosen}")).to_be_attached()
    assert "theme=" in deciding.url
    assert "days=2" in deciding.url


def test_an_earlier_case_opens_by_its_number_in_the_same_view(deciding: Page) -> None:
    deciding.locator(".st-key-queue_view").get_by_text("Päätettävät").click()
    open_application(deciding, NUMBER)
    case = deciding.locator(".st-key-precedents li button").last
    number = case.inner_text()
    case.click()
    expect(deciding.locator(".st-key-application_detail")).to_contain_text(f"{number} ·")
    settled(deciding)
    assert f"application={number}" in deciding.url
    assert "queue=to_decide" in deciding.url


def test_history_says_who_and_when(deciding: Page, own_app: RunningApp) -> None:
    open_application(deciding, NUMBER)
    deciding.locator(".st-key-decision_approve button").click()
    expect(row(deciding, NUMBER)).to_have_count(0)
    deciding.goto(f"{own_app.address}/applications?application={NUMBER}")
    settled(deciding)
    deciding.get_by_role("radio", name="Käsittelyhistoria").click()
    expect(deciding.locator(".st-key-application_detail")).to_contain_text(
        "Ohjelmapäällikkö hyväksyi ja myönsi 2 päivää"
    )


def test_undo_brings_the_application_back(deciding: Page) -> None:
    open_application(deciding, NUMBER)
    deciding.locator(".st-key-decision_approve button").click()
    expect(rows(deciding)).to_have_count(12)
    settled(deciding)
    deciding.locator(".st-key-decision_undo button").click()
    expect(rows(deciding)).to_have_count(13)
    expect(row(deciding, NUMBER)).to_contain_text("Käsittelyssä")


def test_what_no_longer_fits_the_pool_is_refused_and_not_written(
    deciding: Page, database: Engine
) -> None:
    open_application(deciding, NUMBER)
    with writing(database) as connection:
        connection.execute(
            text("UPDATE sparring_round SET day_pool = 18 WHERE round_code = '2020-2'")
        )
    expect(deciding.locator(".decision-bar")).to_contain_text("Jäljellä 1")
    before = history(database)
    settled(deciding)
    deciding.locator(".st-key-decision_approve button").click()
    expect(deciding.locator(".st-key-decision_not_saved")).to_contain_text(
        "Päiväkiintiö ei riitä: jäljellä 1 päivä. Päätöstä ei tallennettu."
    )
    assert history(database) == before


def history(database: Engine) -> list[object]:
    with reading(database) as connection:
        return list(connection.execute(select(application_event)).all())


def test_a_rejection_wants_a_ground_and_names_the_application(deciding: Page) -> None:
    open_application(deciding, NUMBER)
    deciding.locator(".st-key-decision_reject button").click()
    dialog = deciding.get_by_role("dialog")
    expect(dialog).to_contain_text(NUMBER)
    deciding.locator(".st-key-decision_confirm button").click()
    expect(dialog).to_contain_text("Valitse hylkäysperuste.")
    dialog.get_by_text("Päällekkäinen hakemus").click()
    dialog.locator("textarea").fill("Sama työyhteisö hakee toisella hakemuksella.")
    deciding.locator(".st-key-decision_confirm button").click()
    expect(dialog).to_have_count(0)
    expect(rows(deciding)).to_have_count(12)
    expect(deciding.locator(".st-key-receipt")).to_contain_text(f"{NUMBER} hylättiin")


def test_losing_a_race_is_said_in_words(
    deciding: Page, own_app: RunningApp, database: Engine
) -> None:
    """The other decision comes while this screen has no live line, so that it shows the form."""
    open_application(deciding, NUMBER)
    look_at(deciding, seen=False)
    done = command_line(
        own_app,
        *("decide", NUMBER, "approve", "--as", "manager", "--days", "1"),
        *("--rationale", "Sovittu puhelimessa hakijan kanssa."),
    )
    assert done.returncode == 0, done.stderr
    deciding.locator(".st-key-decision_approve button").click()
    expect(deciding.locator(".st-key-decision_not_saved")).to_contain_text(
        "Ohjelmapäällikkö hyväksyi 1 päivän"
    )
    expect(deciding.locator(".st-key-decision_not_saved")).to_contain_text(
        "Päätöstä ei tallennettu"
    )
    with reading(database) as connection:
        days = connection.execute(
            select(sparring_application.c.days_granted).where(
                sparring_application.c.application_no == NUMBER
            )
        ).scalar()
    assert days == 1


def test_an_officer_prepares_but_cannot_decide(page: Page, own_app: RunningApp) -> None:
    sign_in(page, own_app, "officer", "/applications")
    open_application(page, NUMBER)
    expect(page.locator(".st-key-decision_approve")).to_have_count(0)
    expect(page.locator(".st-key-decision_reject")).to_have_count(0)
    page.locator(".st-key-decision_take_up button").click()
    expect(row(page, NUMBER)).to_contain_text("Käsittelyssä")


def test_the_steering_group_cannot_enter_the_queue_by_address(
    page: Page, own_app: RunningApp
) -> None:
    sign_in(page, own_app, "steering")
    page.goto(f"{own_app.address}/applications?application={NUMBER}")
    expect(page.get_by_text("Tämä sivu ei ole käytössäsi")).to_be_visible()
    expect(page.get_by_text("Honkaniemen")).to_have_count(0)


def test_the_queue_is_walked_with_the_keyboard(deciding: Page) -> None:
    rows(deciding).first.focus()
    deciding.keyboard.press("ArrowDown")
    expect(rows(deciding).nth(1)).to_have_attribute("aria-selected", "true")
    expect(deciding.locator(".st-key-application_detail")).to_contain_text("SP-2020-039 ·")
    settled(deciding)
    deciding.locator(".st-key-application_title").click()
    deciding.keyboard.press("j")
    expect(deciding.locator(".st-key-application_detail")).to_contain_text("SP-2020-040 ·")


def test_an_unknown_application_in_the_address_is_said(page: Page, own_app: RunningApp) -> None:
    sign_in(page, own_app, "manager", "/applications?application=SP-2020-999")
    expect(page.locator(".st-key-application_detail")).to_contain_text(
        "Hakemusta SP-2020-999 ei löydy"
    )
    expect(rows(page)).to_have_count(13)


def test_the_first_visitor_of_a_server_sees_only_the_form_at_a_deep_link(
    page: Page, own_app: RunningApp
) -> None:
    """Before any session has told Streamlit the pages, it would look into pages/ by itself."""
    page.goto(f"{own_app.address}/applications?application={NUMBER}")
    expect(page.locator(".st-key-sign_in_username input")).to_be_editable()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "SP-2020" not in page.locator("body").inner_text()
    sign_in(page, own_app, "manager", f"/applications?application={NUMBER}")
    expect(page.locator(".st-key-application_detail")).to_contain_text(f"{NUMBER} ·")
