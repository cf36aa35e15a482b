"""Every page and route, asked for by those who may not have them: nothing is served.

Over HTTP and over the WebSocket as an attacker would speak it; tests/browser/test_attacks.py does
the same in a browser.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from data_access import accounts, sessions
from data_access.connect import create_engine_for, reading, writing
from data_access.schema import (
    app_user,
    application_event,
    organisation,
    sparring_application,
)
from programme.roles import Right, Role, may
from tests.attackers import ATTACKERS, cookies_of_attackers, session, token
from tests.running import COOKIE_KEY, RunningApp, prepare_demo, serving
from tests.websocket import sent_for
from ui.registry import PAGES, Page

CLOSED = [page for page in PAGES if not page.public]
#: Routes of the server that say more than that it is there.
ROUTES = ("/live", "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/upload_file/a/b")
NUMBER = "SP-2020-044"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    folder = tmp_path_factory.mktemp("attacked")
    url = f"sqlite:///{folder / 'programme.db'}"
    prepare_demo(url)
    with serving(url, folder) as running:
        yield running


@pytest.fixture(scope="module")
def database(app: RunningApp) -> Engine:
    return create_engine_for(app.database_url)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests sign with the key of the server."""
    monkeypatch.setenv("PROGRAMME_COOKIE_KEY", COOKIE_KEY)


@pytest.fixture(scope="module")
def secrets(database: Engine) -> list[bytes]:
    """What nobody may see without a session: organisations, applications, people."""
    with reading(database) as connection:
        found = [
            *connection.execute(select(organisation.c.name_fi)).scalars(),
            *connection.execute(select(sparring_application.c.application_no)).scalars(),
            *connection.execute(select(app_user.c.display_name)).scalars(),
        ]
    return [text.encode() for text in found]


def seen(sent: bytes, secrets: list[bytes]) -> list[bytes]:
    return [secret for secret in secrets if secret in sent]


@pytest.fixture(scope="module")
def cookies(database: Engine) -> dict[str, str | None]:
    """A cookie of each attacker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROGRAMME_COOKIE_KEY", COOKIE_KEY)
        return cookies_of_attackers(database)


def get(app: RunningApp, path: str, cookie: str | None) -> tuple[int, bytes]:
    headers = {"Cookie": f"{sessions.COOKIE_NAME}={cookie}"} if cookie is not None else {}
    with closing(HTTPConnection(urlsplit(app.address).netloc, timeout=30)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


@pytest.mark.parametrize("page", CLOSED, ids=lambda page: page.key)
@pytest.mark.parametrize("attacker", ATTACKERS)
def test_no_page_is_served(
    app: RunningApp,
    cookies: dict[str, str | None],
    secrets: list[bytes],
    attacker: str,
    page: Page,
) -> None:
    cookie = cookies[attacker]
    sent = sent_for(app.address, page.url_path, cookie, query=f"application={NUMBER}")
    assert b"sign_in_password" in sent
    assert seen(sent, secrets) == []
    status, shell = get(app, f"/{page.url_path}", cookie)
    assert status == 200
    assert seen(shell, secrets) == []


@pytest.mark.parametrize("attacker", ATTACKERS)
def test_no_route_is_served(
    app: RunningApp, cookies: dict[str, str | None], secrets: list[bytes], attacker: str
) -> None:
    answers = {path: get(app, path, cookies[attacker]) for path in ROUTES}
    assert {path: status for path, (status, _) in answers.items() if status < 400} == {}
    assert [path for path, (_, body) in answers.items() if seen(body, secrets)] == []


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_its_pages_and_no_other(
    app: RunningApp, database: Engine, secrets: list[bytes], role: Role
) -> None:
    """The same request with a good session: what shows that the tests above could fail."""
    viewer = accounts.user(database, role.value)
    assert viewer is not None
    for page in CLOSED:
        cookie = token(session(database, role.value))
        sent = sent_for(app.address, page.url_path, cookie, query=f"application={NUMBER}")
        assert b"sign_in_password" not in sent
        if not page.open_to(role):
            assert seen(sent, secrets) == [viewer.display_name.encode()]
        elif page.key == "applications":
            assert len(seen(sent, secrets)) > 10


@pytest.mark.parametrize("role", [Role.STEERING, Role.OFFICER, Role.ADMIN])
def test_a_button_of_the_manager_pressed_by_others_decides_nothing(
    app: RunningApp, database: Engine, role: Role
) -> None:
    manager = token(session(database, "manager"))
    sent = sent_for(app.address, "applications", manager, query=f"application={NUMBER}")
    found = re.findall(rb"\$\$ID-[0-9a-f]+-decision_[\w-]+", sent)
    buttons = sorted({widget.decode() for widget in found})
    assert any(f"decision_approve_{NUMBER}" in widget for widget in buttons)
    before = _events(database)
    cookie = token(session(database, role.value))
    deciding = [widget for widget in buttons if "approve" in widget or "reject" in widget]
    sent_for(app.address, "applications", cookie, query=f"application={NUMBER}", clicks=deciding)
    assert _events(database) == before


def test_a_session_that_ends_while_its_line_is_open_gets_nothing_more(
    app: RunningApp, database: Engine, secrets: list[bytes]
) -> None:
    """The stream that tells of changes is refused from then on too."""
    claims = session(database)
    cookie = token(claims)
    assert seen(sent_for(app.address, "applications", cookie), secrets)
    with writing(database) as connection:
        sessions.end(connection, claims["session"], "ended_by_admin")
    assert seen(sent_for(app.address, "applications", cookie), secrets) == []
    assert get(app, "/live", cookie)[0] == 401


def _events(engine: Engine) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(select(application_event)).all())


#: Where a file would go: the screen and the file have names that nobody knows.
UPLOAD = f"/_stcore/upload_file/{UUID(int=1)}/{UUID(int=2)}"
TOO_LARGE = 64 * 1024 * 1024 + 1


def put(app: RunningApp, cookie: str | None, length: int) -> int:
    """Announce a file of this length; the answer comes before anything of it is sent."""
    headers = {"Content-Length": str(length)}
    if cookie is not None:
        headers["Cookie"] = f"{sessions.COOKIE_NAME}={cookie}"
    with closing(HTTPConnection(urlsplit(app.address).netloc, timeout=30)) as connection:
        connection.request("PUT", UPLOAD, headers=headers)
        return connection.getresponse().status


@pytest.mark.parametrize("attacker", ATTACKERS)
def test_no_file_is_taken(app: RunningApp, cookies: dict[str, str | None], attacker: str) -> None:
    assert put(app, cookies[attacker], 1) == 403
    assert put(app, cookies[attacker], TOO_LARGE) == 403


@pytest.mark.parametrize("role", Role)
def test_only_who_keeps_the_data_learns_how_large_a_file_may_be(
    app: RunningApp, database: Engine, role: Role
) -> None:
    cookie = token(session(database, role.value))
    assert put(app, cookie, TOO_LARGE) == (413 if may(role, Right.KEEP_DATA) else 403)
