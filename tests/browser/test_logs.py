"""An error number on screen is found in the log with its trace, and nobody's data is."""

import re
import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from data_access.accounts import COOKIE_NAME
from tests.running import RunningApp, sign_in

MARKER = "maija.mallikas"


def break_the_queue(app: RunningApp) -> None:
    """Take away a column that the queue is read with."""
    with closing(sqlite3.connect(app.database_url.removeprefix("sqlite:///"))) as database:
        database.execute("ALTER TABLE organisation RENAME COLUMN name TO former_name")
        database.commit()


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
    break_the_queue(own_app)
    page.goto(f"{own_app.address}/applications?application={MARKER}&queue={MARKER}")
    error = page.get_by_text("virhenumero")
    expect(error).to_be_visible()
    number = re.findall(r"\b[0-9A-F]{6}\b", error.inner_text())[0]

    log = own_app.log.read_text()
    [line] = [line for line in log.splitlines() if f"number={number}" in line]
    assert "level=error event=error logger=ui.trouble" in line
    assert "sqlalchemy.exc.OperationalError" in line
    assert "pages/applications/page.py:" in line
    assert "event=sign_in_refused" in log
    assert "event=signed_in" in log
    assert MARKER not in log.lower()
    assert "127.0.0.1" not in log
    assert own_app.database_url not in log
    assert all(line.startswith("time=") for line in log.splitlines())
