"""Everything that a browser gets while somebody works, against every rule about headers; and what
people see when an address or the app is wrong."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Response, expect

from programme.roles import Role
from tests.header_rules import Answer, broken
from tests.running import RunningApp, settled, sign_in
from ui.language import LANGUAGES, use_language
from ui.registry import pages_for
from ui.texts import plain


def received(response: Response) -> Answer:
    """The answer as the rules take it; the browser tells a name that came twice line by line."""
    return Answer(response.url, response.status, response.all_headers())


def test_all_that_a_browser_gets_keeps_every_rule(app: RunningApp, page: Page) -> None:
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))
    sign_in(page, app, "manager")
    for entry in pages_for(Role.MANAGER):
        page.goto(f"{app.address}/{entry.url_path}")
        settled(page)
    answers = [received(response) for response in seen if response.url.startswith(app.address)]
    kinds = {answer.path.split("/")[1] for answer in answers}
    assert {"static", "component", "_stcore", "live", "applications"} <= kinds
    faults = {answer.path: broken(answer) for answer in answers}
    assert {path: rules for path, rules in faults.items() if rules} == {}


def test_no_request_says_where_it_comes_from(app: RunningApp, page: Page) -> None:
    """And still Streamlit believes the page's WebSocket, or nobody could sign in."""
    seen: list[Request] = []
    page.on("request", lambda request: seen.append(request))
    sign_in(page, app, "manager", "/applications?queue=received")
    told = {request.url: request.all_headers().get("referer") for request in seen}
    assert len(told) > 10
    assert {url: referrer for url, referrer in told.items() if referrer} == {}


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("word", ["aplications", "käyttäjät", "a%20b"])
def test_an_unknown_page_says_so_and_leads_back(
    app: RunningApp, page: Page, word: str, signed_in: bool
) -> None:
    if signed_in:
        sign_in(page, app, "manager")
    answer = page.goto(f"{app.address}/{word}")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Sivua ei ole")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_text("Siirry etusivulle").click()
    if signed_in:
        settled(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Tilannekuva")
    else:
        expect(page.locator(".st-key-sign_in_username")).to_be_visible()


@pytest.mark.parametrize("word", ["aplications", "käyttäjät"])
def test_an_unknown_page_stays_one_when_the_language_changes(
    app: RunningApp, page: Page, word: str
) -> None:
    page.goto(f"{app.address}/{word}")
    for code in reversed(LANGUAGES):
        page.get_by_role("radio", name=LANGUAGES[code]).click()
        with use_language(code):
            expect(page.get_by_role("heading", level=1)).to_have_text(
                plain("error.not_found_title")
            )


def test_a_file_that_is_not_there_is_told_in_every_language(app: RunningApp, page: Page) -> None:
    answer = page.goto(f"{app.address}/no/such/file")
    assert answer is not None
    assert answer.status == 404
    for code in LANGUAGES:
        with use_language(code):
            expect(page.locator(f"section[lang={code}] h1")).to_have_text(
                plain("error.not_found_title")
            )
    page.locator("section[lang=sv] a").click()
    expect(page.locator(".st-key-sign_in_username")).to_contain_text("Användarnamn")


def test_a_page_elsewhere_reaches_nothing(
    app: RunningApp, browser: Browser, tmp_path: Path
) -> None:
    """Neither as a frame, nor by script, nor over a WebSocket."""
    (tmp_path / "evil.html").write_text(
        f"<iframe src='{app.address}'></iframe><script>"
        f"fetch('{app.address}/healthz').then(a => a.text(), () => 'refused')"
        ".then(text => { document.title = text });"
        f"const socket = new WebSocket('{app.address.replace('http', 'ws')}/_stcore/stream',"
        " 'streamlit');"
        "socket.onopen = () => { document.body.dataset.socket = 'open' };"
        "socket.onerror = () => { document.body.dataset.socket = 'refused' };"
        "</script>",
        encoding="utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto((tmp_path / "evil.html").as_uri())
    expect(page).to_have_title("refused")
    expect(page.locator("body")).to_have_attribute("data-socket", "refused")
    assert "Tilannehuone" not in page.frames[1].content()
    context.close()
