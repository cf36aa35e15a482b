"""An error number on screen is found in the log with its trace, and nobody's data is."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from data_access.sessions import COOKIE_NAME
from tests.browser.queue_screen import NUMBER, open_application
from tests.running import RunningApp, eventually, sign_in

MARKER = "maija.mallikas"


def take_away(app: RunningApp, table: str, column: str) -> None:
    """Break the database for whatever reads or writes this column."""
    with closing(sqlite3.connect(app.database_url.removeprefix("sqlite:///"))) as database:
        database.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO former_{column}")
        database.commit()


def number_on(page: Page) -> str:
    """The error number that the page shows."""
    error = page.get_by_text("virhenumero")
    expect(error).to_be_visible()
    return str(re.findall(r"\b[0-9A-F]{6}\b", error.inner_text())[0])


@pytest.mark.parametrize("path", ["/", "/applications", "/regions"])
def test_signing_out_is_no_error(own_app: RunningApp, page: Page, path: str) -> None:
    """The controls of the page that one leaves are heard of once more, without what they held."""
    sign_in(page, own_app, "manager", path)
    page.locator(".st-key-user_menu button").first.click()
    page.locator(".st-key-sign_out button").click()
    expect(page.locator(".st-key-sign_in_username")).to_be_visible()
    eventually(page, lambda: not any(c.get("name") == COOKIE_NAME for c in page.context.cookies()))
    assert [line for line in own_app.log.read_text().splitlines() if "level=error" in line] == []


def lines_with(number: str, app: RunningApp) -> list[str]:
    return [line for line in app.log.read_text().splitlines() if f"number={number}" in line]


def test_a_failure_is_found_by_its_number_and_nothing_personal_is_in_the_log(
    own_app: RunningApp, page: Page
) -> None:
    page.context.add_cookies([{"name": COOKIE_NAME, "value": MARKER, "url": own_app.address}])
    page.set_extra_http_headers({"X-Forwarded-For": MARKER, "User-Agent": MARKER})
    page.goto(f"{own_app.address}/{MARKER.replace('.', '-')}?q={MARKER}")
    page.goto(f"{own_app.address}/?lang={MARKER}")
    page.locator(".st-key-sign_in_username input").fill(MARKER)
    page.locator(".st-key-sign_in_password input").fill(MARKER)
    page.locator(".st-key-sign_in_submit button").click()
    expect(page.locator(".st-key-sign_in [role=alert]").first).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, own_app, "manager")
    take_away(own_app, "organisation", "name_fi")
    page.goto(f"{own_app.address}/applications?application={MARKER}&queue={MARKER}")
    [line] = lines_with(number_on(page), own_app)
    log = own_app.log.read_text()
    assert "level=error event=error logger=ui.trouble" in line
    assert "sqlalchemy.exc.OperationalError" in line
    assert "pages/applications/page.py:" in line
    assert "event=sign_in_refused" in log
    assert "event=signed_in" in log
    assert MARKER not in log.lower()
    assert "127.0.0.1" not in log
    assert own_app.database_url not in log
    assert all(line.startswith("time=") for line in log.splitlines())


def test_a_failure_of_a_click_gets_a_number_as_well(own_app: RunningApp, page: Page) -> None:
    """It happens before the page is drawn, where the page itself cannot catch it."""
    sign_in(page, own_app, "manager", "/applications")
    open_application(page, NUMBER)
    take_away(own_app, "application_decision", "rationale")
    page.locator(".st-key-decision_approve button").click()
    [line] = lines_with(number_on(page), own_app)
    assert "data_access/decisions.py:" in line
