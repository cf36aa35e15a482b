"""The main job in a browser: decide on an application, and everybody sees it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from threading import Event

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, WebSocketRoute, expect
from sqlalchemy import Engine, func, select, text
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from data_access.connect import create_engine_for, reading, writing
from data_access.schema import application_decision, application_event, sparring_application
from tests.running import ROOT, RunningApp, eventually, settled, sign_in

#: An open application of the demo that asks for two days, and another.
NUMBER = "SP-2020-044"
OTHER = "SP-2020-037"
#: One with the theme and the days of the first.
SIMILAR = "SP-2020-045"

Message = tuple[WebSocketRoute, str | bytes]
#: In the page: the stream has told of a revision that is not drawn yet.
NEWS_HAS_COME = "() => window.tilannehuoneLive.revision > window.revisionBefore"


def rows(page: Page) -> Locator:
    return page.locator(".st-key-application_queue tbody tr")


def row(page: Page, number: str) -> Locator:
    return rows(page).filter(has_text=number)


def open_application(page: Page, number: str) -> None:
    row(page, number).click()
    expect(page.locator(".st-key-application_detail")).to_contain_text(f"{number} ·")
    settled(page)


@pytest.fixture
def database(own_app: RunningApp) -> Engine:
    return create_engine_for(own_app.database_url)


@pytest.fixture
def deciding(page: Page, own_app: RunningApp) -> Page:
    """A manager at the queue."""
    sign_in(page, own_app, "manager", "/applications")
    expect(rows(page)).to_have_count(13)
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    return page


def look_at(page: Page, *, seen: bool) -> None:
    """Bring the tab to the front, or put another before it: it then has no live line."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, "
        "configurable: true}); document.dispatchEvent(new Event('visibilitychange')) }",
        not seen,
    )


def command_line(app: RunningApp, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PROGRAMME_DATABASE_URL": app.database_url}
    return subprocess.run(
        [sys.executable, "-m", "data_access", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


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


def decided(database: Engine) -> int:
    """How many decisions there are."""
    with reading(database) as connection:
        return int(
            connection.execute(select(func.count()).select_from(application_decision)).scalar_one()
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


def test_news_that_overtakes_the_answer_does_not_bring_the_decided_one_back(
    page: Page, own_app: RunningApp
) -> None:
    """The browser sends its address with each run, and the old one till it hears of the new."""
    held: list[Message] = []
    hold = Event()

    def relay(line: WebSocketRoute) -> None:
        def answer(message: str | bytes) -> None:
            # A run that is under way may end first: a page that waits for that asks for no news.
            if held or (hold.is_set() and tells(message) == "new_session"):
                held.append((line, message))
            else:
                line.send(message)

        server = line.connect_to_server()
        server.on_message(answer)

    page.route_web_socket(re.compile("_stcore/stream"), relay)
    sign_in(page, own_app, "manager", "/applications")
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    open_application(page, NUMBER)
    page.evaluate("window.revisionBefore = window.tilannehuoneLive.revision")
    hold.set()
    page.locator(".st-key-decision_approve button").click()
    eventually(page, lambda: page.evaluate(NEWS_HAS_COME) and two_runs_over(held))
    hold.clear()
    while held:
        line, message = held.pop(0)
        line.send(message)
    expect(rows(page)).to_have_count(12)
    settled(page)
    expect(page.locator(".st-key-decision_approve")).to_be_visible()
    assert NUMBER not in page.url


_LETTERS = {"new_session": "b", "script_finished": "e"}


def tells(message: str | bytes) -> str | None:
    """What kind of message of Streamlit's it is."""
    kind = ForwardMsg.FromString(message).WhichOneof("type") if isinstance(message, bytes) else None
    return kind and str(kind)


def two_runs_over(messages: Iterable[Message]) -> bool:
    """Whether Streamlit's messages tell of a second run, up to its end."""
    runs = "".join(_LETTERS.get(tells(message) or "", "") for _, message in messages)
    return bool(re.search("b.*b.*e", runs))


def test_an_own_decision_asks_for_no_second_run(deciding: Page, own_app: RunningApp) -> None:
    """The news of it reaches the browser while the run that brings it is under way."""
    sent: list[object] = []
    deciding.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(frame)))
    deciding.goto(f"{own_app.address}/applications?queue=to_decide")
    settled(deciding)
    before = len(sent)
    for _ in range(3):
        deciding.evaluate("window.revisionBefore = window.tilannehuoneLive.revision")
        chosen = deciding.locator(".st-key-application_queue tr[aria-selected=true]")
        number = chosen.get_attribute("data-number") or ""
        deciding.locator(".st-key-decision_approve button").click()
        expect(row(deciding, number)).to_have_count(0)
        eventually(deciding, lambda: bool(deciding.evaluate(NEWS_HAS_COME)))
        settled(deciding)
    assert len(sent) == before + 3


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


def test_news_leaves_the_focus_on_an_earlier_case(deciding: Page, own_app: RunningApp) -> None:
    """A request for the same is decided meanwhile, and comes before it in the list."""
    open_application(deciding, NUMBER)
    cases = deciding.locator(".st-key-precedents ul").last.locator("button")
    number = cases.first.inner_text()
    cases.first.focus()
    done = command_line(
        own_app,
        *("decide", SIMILAR, "approve", "--as", "manager", "--days", "2"),
        *("--rationale", "Aihe kuuluu ohjelmaan."),
    )
    assert done.returncode == 0, done.stderr
    expect(cases.first).to_have_text(SIMILAR)
    expect(cases.filter(has_text=number)).to_be_focused()


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


def test_a_decision_from_a_terminal_appears_and_disturbs_nobody(
    deciding: Page, own_app: RunningApp
) -> None:
    open_application(deciding, NUMBER)
    rationale = deciding.locator("[class*=st-key-rationale_] input")
    rationale.fill("Puoliksi kirjoitettu peru")
    done = command_line(
        own_app,
        *("decide", "SP-2020-037", "approve", "--as", "manager", "--days", "2"),
        *("--rationale", "Sovittu puhelimessa hakijan kanssa."),
    )
    assert done.returncode == 0, done.stderr
    expect(rows(deciding)).to_have_count(12)
    settled(deciding)
    expect(rationale).to_have_value("Puoliksi kirjoitettu peru")
    expect(rationale).to_be_focused()
    expect(row(deciding, NUMBER)).to_have_attribute("aria-selected", "true")


def test_an_open_dialog_keeps_its_words_until_it_is_closed(
    deciding: Page, own_app: RunningApp
) -> None:
    open_application(deciding, NUMBER)
    deciding.locator(".st-key-decision_reject button").click()
    words = deciding.get_by_role("dialog").locator("textarea")
    words.fill("Puoliksi kirjoitettu peru")
    deciding.evaluate("window.revisionBefore = window.tilannehuoneLive.revision")
    done = command_line(own_app, "decide", "SP-2020-037", "waitlist", "--as", "officer")
    assert done.returncode == 0, done.stderr
    eventually(deciding, lambda: deciding.evaluate(NEWS_HAS_COME))
    settled(deciding)
    expect(words).to_have_value("Puoliksi kirjoitettu peru")
    deciding.locator(".st-key-decision_dismiss button").click()
    expect(row(deciding, "SP-2020-037")).to_contain_text("Varasijalla")
    deciding.locator(".st-key-decision_reject button").click()
    expect(words).to_have_value("Puoliksi kirjoitettu peru")


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


def test_a_tab_that_nobody_sees_gives_up_its_line_and_catches_up_when_seen(
    deciding: Page, own_app: RunningApp
) -> None:
    look_at(deciding, seen=False)
    assert deciding.evaluate("window.tilannehuoneLive.source") is None
    done = command_line(own_app, "decide", "SP-2020-037", "waitlist", "--as", "officer")
    assert done.returncode == 0, done.stderr
    look_at(deciding, seen=True)
    expect(row(deciding, "SP-2020-037")).to_contain_text("Varasijalla")
