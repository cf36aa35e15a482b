"""The real app in a real browser: serve.py in a process of its own, and a headless Chromium.

Without a Chromium these tests are deselected, without nginx those that need one; the summary of
the run says so.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import Engine

from data_access.connect import create_engine_for
from tests.browser.queue_screen import rows
from tests.proxy import nginx
from tests.running import RunningApp, prepare_demo, serving, sign_in

HERE = Path(__file__).parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = (
    "{count} browser tests did NOT run: there is no Chromium. Install one (on Debian: "
    "apt install chromium) or set CHROMIUM to the path of a Chromium or Chrome."
)
NO_NGINX = (
    "{count} tests of the proxy did NOT run: there is no nginx. Install one (on Debian: "
    "apt install nginx-light)."
)
PATIENCE = 30_000  # milliseconds that a test waits for something on the page

expect.set_options(timeout=PATIENCE)
_left_out = pytest.StashKey[list[str]]()


def chromium() -> str | None:
    """The Chromium to use: CHROMIUM when set, else the first one on the PATH."""
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return os.environ.get("CHROMIUM") or next(filter(None, found), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark everything in this folder `browser`; leave out what lacks its program."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker("browser")
    config.stash[_left_out] = []
    if chromium() is None:
        _leave_out(ours, NO_CHROMIUM, config, items)
    elif nginx() is None:
        behind = [item for item in ours if item.path.name == "test_proxy.py"]
        _leave_out(behind, NO_NGINX, config, items)


def _leave_out(
    which: list[pytest.Item], why: str, config: pytest.Config, items: list[pytest.Item]
) -> None:
    if which:
        config.stash[_left_out].append(why.format(count=len(which)))
        config.hook.pytest_deselected(items=which)
        items[:] = [item for item in items if item not in which]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of the run what was left out, and how to get it."""
    for line in terminalreporter.config.stash.get(_left_out, []):
        terminalreporter.write_line(line, yellow=True, bold=True)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the demo data, made by the commands of `make run`; for copying."""
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    prepare_demo(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def app(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on the demo data, shared by the tests that only look."""
    with _serving_copy(demo_file, tmp_path_factory.mktemp("app")) as running:
        yield running


@pytest.fixture
def own_app(demo_file: Path, tmp_path: Path) -> Iterator[RunningApp]:
    """The app on the demo data, for one test that changes or stops something."""
    with _serving_copy(demo_file, tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A new visitor: no cookies, a wide Finnish screen."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="fi-FI", timezone_id="Europe/Helsinki"
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of the new visitor."""
    return context.new_page()


def _serving_copy(demo_file: Path, folder: Path) -> AbstractContextManager[RunningApp]:
    file = shutil.copy(demo_file, folder / "programme.db")
    return serving(f"sqlite:///{file}", folder)


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
