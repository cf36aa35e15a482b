"""The queue of applications in a browser: what the tests look for on it, and do."""

import os
import subprocess
import sys

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine, func, select

from data_access.connect import reading
from data_access.schema import application_decision
from tests.running import ROOT, RunningApp, settled

#: An open application of the demo that asks for two days, and another.
NUMBER = "SP-2020-044"
OTHER = "SP-2020-037"
#: One with the theme and the days of the first.
SIMILAR = "SP-2020-045"
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


def decided(database: Engine) -> int:
    """How many decisions there are."""
    with reading(database) as connection:
        return int(
            connection.execute(select(func.count()).select_from(application_decision)).scalar_one()
        )
