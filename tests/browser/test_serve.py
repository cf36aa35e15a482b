"""What the browser makes of the headers, the compression and the live stream."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from sqlalchemy import insert

from data_access.connect import create_engine_for, writing
from data_access.schema import newsletter
from programme.roles import Role
from tests.running import RunningApp, eventually, settled, sign_in
from ui.registry import pages_for

FIRST_LOAD = 2_000_000  # bytes over the wire, sign-in and first page together
STOPS_WITHIN = 10  # seconds
SUBJECT = "Uutiskirje lokista"


@pytest.fixture
def refusals(page: Page) -> Iterator[list[str]]:
    """What the browser refused because of the Content-Security-Policy; empty at the end."""
    seen: list[str] = []

    def look(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            seen.append(message.text)

    page.on("console", look)
    page.on("pageerror", lambda error: seen.append(str(error)))
    yield seen
    assert seen == []


@pytest.mark.usefixtures("refusals")
def test_no_page_needs_what_the_policy_forbids_or_another_host(app: RunningApp, page: Page) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    sign_in(page, app, "manager")
    for entry in pages_for(Role.MANAGER):
        page.goto(f"{app.address}/{entry.url_path}")
        settled(page)
    foreign = {url for url in asked if not url.startswith((app.address, "data:", "blob:"))}
    assert foreign == set()


def test_the_first_load_is_small(app: RunningApp, context: BrowserContext, page: Page) -> None:
    received: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    sign_in(page, app, "manager")
    page.locator(
        "[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas"
    ).first.wait_for()
    assert sum(received) <= FIRST_LOAD


def test_the_server_stops_while_screens_are_open(own_app: RunningApp, page: Page) -> None:
    sign_in(page, own_app, "manager")
    own_app.process.terminate()
    own_app.process.wait(timeout=STOPS_WITHIN)


def test_what_is_written_leaves_sqlites_log_by_itself(page: Page, own_app: RunningApp) -> None:
    """Nobody's decision has to move it."""
    engine = create_engine_for(own_app.database_url)
    with writing(engine) as connection:
        connection.execute(insert(newsletter).values(sent_on=date(2020, 1, 7), subject=SUBJECT))
    file = Path(engine.url.database or "")
    assert SUBJECT.encode() in Path(f"{file}-wal").read_bytes()
    eventually(page, lambda: SUBJECT.encode() in file.read_bytes())
    engine.dispose()
