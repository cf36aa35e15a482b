"""Every kind of address on the running server, against every rule about headers.

What a browser gets while it works is held against the same rules in tests/browser: of the app in
test_surface.py, of a file to download in test_proxy.py.
"""

from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from websockets import ConnectionClosedError, Subprotocol
from websockets.frames import CloseCode
from websockets.sync.client import connect

from charts.geography import file_name
from data_access.connect import create_engine_for
from data_access.migrations import upgrade
from server.application import COOKIE_COMPONENT_URL
from server.doors import LONGEST_MESSAGE
from tests.header_rules import RULES, Answer, broken
from tests.running import RunningApp, serving

KINDS = {
    "page": ("/", 200),
    "page deeper in": ("/applications?queue=received", 200),
    "page with a slash": ("/applications/", 301),
    "unknown page": ("/nothing-here", 404),
    "unknown file": ("/.env", 404),
    "static script": ("SCRIPT", 200),
    "unknown static file": ("/static/js/none.js", 404),
    "icon": ("/favicon.png", 200),
    "component": (f"{COOKIE_COMPONENT_URL}index.html", 200),
    "unknown component": (f"{COOKIE_COMPONENT_URL}none.html", 404),
    "path out of the component": (f"{COOKIE_COMPONENT_URL}..%2f..%2fx", 404),
    "unknown media": ("/media/none.csv", 404),
    "health": ("/healthz", 200),
    "live without a session": ("/live", 401),
    "borders without a session": (f"/borders/{file_name('2021')}", 401),
    "unknown borders without a session": ("/borders/none.topojson", 401),
    "streamlit's health": ("/_stcore/health", 200),
    "streamlit's host configuration": ("/_stcore/host-config", 200),
    "metrics": ("/_stcore/metrics", 404),
    "door for programs": ("/_stcore/agent/openapi.json", 404),
    "source map": ("/static/js/index.js.map", 404),
    "sign-in elsewhere": ("/auth/login", 404),
    "way back from there": ("/oauth2callback", 404),
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on an empty database."""
    folder = tmp_path_factory.mktemp("surface")
    engine = create_engine_for(f"sqlite:///{folder}/programme.db")
    upgrade(engine)
    engine.dispose()
    with serving(str(engine.url), folder) as running:
        yield running


def ask(app: RunningApp, method: str, path: str, **headers: str) -> Answer:
    """What the server says to this very path. Underscores in header names stand for hyphens."""
    named = {"Accept": BROWSER} | {n.replace("_", "-"): value for n, value in headers.items()}
    with closing(HTTPConnection(urlsplit(app.address).netloc, timeout=10)) as connection:
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        return Answer(app.address + path, answer.status, all_headers(answer.headers), text)


def all_headers(message: Message) -> dict[str, str]:
    """Names in lower case; a name that came twice has a line for each."""
    names = {name.lower() for name in message}
    return {name: "\n".join(message.get_all(name) or []) for name in names}


def script(app: RunningApp) -> str:
    """Address of the page's own script."""
    page = ask(app, "GET", "/").text
    return "/static/js/" + page.partition('src="./static/js/')[2].partition('"')[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_kind_of_address_keeps_every_rule(app: RunningApp, kind: str, method: str) -> None:
    path, status = KINDS[kind]
    answer = ask(app, method, script(app) if path == "SCRIPT" else path)
    assert (answer.status, broken(answer)) == (status, [])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_address_takes_another_method(app: RunningApp, kind: str, method: str) -> None:
    answer = ask(app, method, KINDS[kind][0])
    assert (answer.status, answer.headers["allow"], broken(answer)) == (405, "GET, HEAD", [])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Content_Length": "99999999"}, 413),
        ({"Transfer_Encoding": "chunked"}, 413),
        ({"X_Long": "x" * 40_000}, 431),
    ],
)
def test_what_is_refused_keeps_every_rule_too(
    app: RunningApp, headers: dict[str, str], status: int
) -> None:
    answer = ask(app, "GET", "/", **headers)
    assert (answer.status, broken(answer)) == (status, [])
    assert answer.text.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 101),
        ({"Origin": "OURS"}, 101),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://localhost"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
    ],
)
def test_only_our_own_page_opens_a_connection(
    app: RunningApp, headers: dict[str, str], status: int
) -> None:
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec_WebSocket_Protocol": "streamlit",
    }
    named = {name: app.address if value == "OURS" else value for name, value in headers.items()}
    assert ask(app, "GET", "/_stcore/stream", **handshake, **named).status == status


def test_a_message_that_is_too_long_ends_the_connection(app: RunningApp) -> None:
    address = app.address.replace("http:", "ws:") + "/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")]) as connection:
        connection.send(bytes(LONGEST_MESSAGE + 1))
        with pytest.raises(ConnectionClosedError):
            list(connection)
    assert connection.close_code == CloseCode.MESSAGE_TOO_BIG


BREACHES: dict[str, dict[str, str]] = {
    "10021 nosniff": {},
    "10038 policy": {"content-security-policy": "default-src 'none'; script-src 'self' *"},
    "10020 frames": {"x-frame-options": "SAMEORIGIN"},
    "10015 cache": {"cache-control": "public, max-age=60"},
    "10054 cookies": {"set-cookie": "a=1; Path=/"},
    "10063 permissions": {"permissions-policy": "camera=(), usb=(self)"},
    "10019 type": {"content-type": "text/html", "content-length": "9"},
    "10098 origins": {"access-control-allow-origin": "*"},
    "10036 leaks": {"server": "uvicorn"},
    "90004 opener": {},
    "90004 embedder": {},
    "90004 resource": {},
    "OWASP referrer": {"referrer-policy": "same-origin"},
    "OWASP cross-domain": {},
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_sees_what_it_is_for(rule: str) -> None:
    assert rule in broken(Answer("http://localhost/", 200, BREACHES[rule]))
