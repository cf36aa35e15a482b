"""serve.py in a process of its own, as an office would run it, and how a test enters it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import IO
from urllib.request import urlopen

from playwright.sync_api import Page

from data_access import sessions
from data_access.access_log import COMMAND_LINE
from data_access.connect import create_engine_for, reading
from data_access.sessions import COOKIE_NAME
from tests.backends import DEMO_PASSWORD

ROOT = Path(__file__).resolve().parents[1]
SIGN = "Tilannehuone: "  # what serve.py prints before its address, once it listens
STOP_PATIENCE = 20  # seconds
COOKIE_KEY = "a key for tests only, thirty-two bytes or more"


@dataclass(frozen=True)
class RunningApp:
    """serve.py at work: where it is and what a test may want to touch."""

    address: str
    database_url: str
    process: subprocess.Popen[str]
    log: Path

    def health(self) -> dict[str, object]:
        """What /healthz answers."""
        with urlopen(f"{self.address}/healthz") as answer:
            return dict(json.load(answer))


@contextmanager
def serving(
    database_url: str, folder: Path, *, program: tuple[str, ...] = ("serve.py",), **settings: str
) -> Iterator[RunningApp]:
    """Run serve.py on this database and a free port until the block ends; its log is in folder.

    `program` names another server to run instead that starts in the same way.
    """
    log = folder / "serve.log"
    environment = {**_environment(database_url), "PORT": str(free_port()), **settings}
    with log.open("w") as errors, _started(program, errors, environment) as process:
        try:
            yield RunningApp(_address(process, log), database_url, process, log)
        finally:
            process.terminate()
            process.communicate(timeout=STOP_PATIENCE)


def prepare_demo(database_url: str) -> None:
    """Make a demo database the way `make run` does."""
    for command in ("migrate", "demo"):
        subprocess.run(
            [sys.executable, "-m", "data_access", command],
            cwd=ROOT,
            env=_environment(database_url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )


def sign_in(page: Page, app: RunningApp, username: str, path: str = "/") -> None:
    """Open `path` and sign in through the form; returns when the session will outlive a reload."""
    page.goto(app.address + path)
    page.locator(".st-key-sign_in_username input").fill(username)
    page.locator(".st-key-sign_in_password input").fill(DEMO_PASSWORD)
    page.locator(".st-key-sign_in_submit button").click()
    settled(page)
    eventually(page, lambda: any(c.get("name") == COOKIE_NAME for c in page.context.cookies()))


def end_sessions(app: RunningApp, username: str) -> None:
    """End what sessions the user has, as an administrator does."""
    engine = create_engine_for(app.database_url)
    with reading(engine) as connection:
        going_on = sessions.going_on(connection)
    for session_id in going_on[going_on["username"] == username]["session_id"]:
        sessions.end_by_admin(engine, COMMAND_LINE, session_id)
    engine.dispose()


def settled(page: Page) -> None:
    """Return when a page is drawn, with its live line or its notice, and nothing runs any more."""
    page.locator(".st-key-live_status, [class*=st-key-notice_]").first.wait_for()
    drawn(page)


def drawn(page: Page) -> None:
    """Return when whatever is on screen is drawn whole: a page, the sign-in, trouble.

    What Streamlit draws later, because its code is still being fetched, has a skeleton till then.
    """
    page.locator(
        "[data-testid=stApp][data-test-script-state=notRunning]:not(:has([data-testid=stSkeleton]))"
    ).wait_for()


def eventually(page: Page, condition: Callable[[], bool], within: float = 10.0) -> None:
    """Look until the condition holds; AssertionError when it does not in `within` seconds.

    For what is not in the DOM. Playwright's own wait_for_function evaluates text in the page,
    which our Content-Security-Policy forbids.
    """
    deadline = monotonic() + within
    while not condition():
        assert monotonic() < deadline, "what was waited for did not come"
        page.wait_for_timeout(20)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _started(
    program: tuple[str, ...], errors: IO[str], environment: dict[str, str]
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *program],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )


def _environment(database_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "PROGRAMME_DATABASE_URL": database_url,
        "PROGRAMME_DEMO_PASSWORD": DEMO_PASSWORD,
        "PROGRAMME_COOKIE_KEY": COOKIE_KEY,
    }


def _address(process: subprocess.Popen[str], log: Path) -> str:
    """The address that serve.py prints once it listens; RuntimeError when it ends before."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(SIGN):
            return line.removeprefix(SIGN).strip()
    raise RuntimeError(f"serve.py ended before it listened: {log.read_text()}")
