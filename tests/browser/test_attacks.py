"""Every page in a browser with the cookies of those who may not come in: a form and no data."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import Engine

from data_access.connect import create_engine_for
from data_access.sessions import COOKIE_NAME
from tests.attackers import ATTACKERS
from tests.running import COOKIE_KEY, RunningApp
from ui.registry import PAGES

#: What every page that is not open to everybody shows of the data, somewhere.
TELLING = ("SP-2020", "10\u00a0000", "Pohjois-Savo", "Ohjelmapäällikkö")


@pytest.fixture
def database(own_app: RunningApp, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", COOKIE_KEY)
    return create_engine_for(own_app.database_url)


@pytest.mark.parametrize("attacker", ATTACKERS)
def test_no_page_shows_anything(
    own_app: RunningApp, database: Engine, context: BrowserContext, page: Page, attacker: str
) -> None:
    cookie = ATTACKERS[attacker](database)
    if cookie is not None:
        context.add_cookies([{"name": COOKIE_NAME, "value": cookie, "url": own_app.address}])
    for entry in PAGES:
        if entry.public:
            continue
        page.goto(f"{own_app.address}/{entry.url_path}?application=SP-2020-044")
        expect(page.locator(".st-key-sign_in_password")).to_be_visible()
        shown = page.locator("body").inner_text()
        assert [telling for telling in TELLING if telling in shown] == []
