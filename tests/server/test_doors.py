"""Which requests come through, and what the others are told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config

from server.answers import Answers
from server.doors import LONGEST_HEAD, Doors, Known

KNOWN = Known(
    pages={"/", "/applications"}, files={"/static/js/index.js", "/static/js/index.js.map"}
)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers everything that comes through."""
    if scope["type"] == "websocket":
        await WebSocket(scope, receive, send).accept()
    else:
        await PlainTextResponse("from the app")(scope, receive, send)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    return before(KNOWN, monkeypatch)


def before(known: Known, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A client that stands before doors with this behind them."""
    allowed = config.get_option

    def option(name: str) -> object:
        return ["office.example"] if name == "server.allowedHosts" else allowed(name)

    monkeypatch.setattr(config, "get_option", option)
    answers = Answers(lambda status, number: f"<p>{status}</p>")
    doors = Doors(app, known, answers, lambda app, answers: app)
    return TestClient(doors, base_url="http://office.example")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/applications",
        "/applications/",
        "/applications?queue=received",
        "/healthz",
        "/live",
        "/borders/regions_2021.0123456789abcdef.topojson",
        "/favicon.png",
        "/_stcore/health",
        "/_stcore/host-config",
        "/static/js/index.js",
        "/media/abc.csv",
        "/component/extra_streamlit_components.CookieManager.cookie_manager/index.html",
    ],
)
def test_what_the_app_needs_is_open(client: TestClient, path: str) -> None:
    assert client.get(path).text == "from the app"


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/upload_file/session/file",
        "/_stcore/bidi-components/x/index.js",
        "/_stcore/stream",
        "/static/js/index.js.map",
        "/static/js/unknown.js",
        "/component/other.component/index.html",
        "/component/extra_streamlit_components.CookieManager.cookie_manager/main.js.map",
        "/component/extra_streamlit_components.x/%2e%2e/secret",
        "/component/extra_streamlit_components.x//evil.example/x",
        "/media/..%5cx",
        "/app/static/file.txt",
        "/applications/_stcore/health",
        "/applications/deeper",
        "/.env",
        "/robots.txt",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback?state=x&code=y",
        "/auth/other",
    ],
)
def test_everything_else_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (404, "404 Not Found\n")


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback?state=x&code=y"])
def test_an_office_with_its_own_sign_in_has_the_ways_there_and_back(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    client = before(replace(KNOWN, openid=True), monkeypatch)
    assert client.get(path).text == "from the app"
    assert client.get("/auth/other").status_code == 404


def test_an_unknown_page_is_not_there_but_the_app_says_so(client: TestClient) -> None:
    answer = client.get("/aplications")
    assert (answer.status_code, answer.text) == (404, "from the app")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/_stcore/upload_file/session/file"])
def test_nothing_can_be_sent(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def parts_without_a_length() -> Iterator[bytes]:
    yield b"x"


@pytest.mark.parametrize("body", [b"x", b"x" * 50_000_000, parts_without_a_length()])
def test_no_request_has_a_body(client: TestClient, body: bytes | Iterator[bytes]) -> None:
    assert client.request("GET", "/healthz", content=body).status_code == 413


def test_an_empty_body_is_none(client: TestClient) -> None:
    assert client.get("/healthz", headers={"Content-Length": "0"}).status_code == 200


@pytest.mark.parametrize("place", ["address", "header"])
def test_a_head_that_is_too_long_is_refused(client: TestClient, place: str) -> None:
    long = "x" * LONGEST_HEAD
    answer = (
        client.get(f"/?q={long}") if place == "address" else client.get("/", headers={"X": long})
    )
    assert answer.status_code == 431


@pytest.mark.parametrize(
    "host", ["evil.example", "office.example.evil.example", "evil@office.example"]
)
def test_another_name_for_our_address_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://office.example:81", ""])
def test_a_page_elsewhere_gets_nothing(client: TestClient, origin: str) -> None:
    assert client.get("/healthz", headers={"Origin": origin}).status_code == 403


def test_our_own_page_gets_what_it_asks_for(client: TestClient) -> None:
    assert client.get("/healthz", headers={"Origin": "http://office.example"}).status_code == 200


def connect(client: TestClient, path: str, **headers: str) -> None:
    with client.websocket_connect(f"ws://office.example{path}", headers=headers):
        pass


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://office.example"}])
def test_our_own_page_opens_a_connection(client: TestClient, headers: dict[str, str]) -> None:
    connect(client, "/_stcore/stream", **headers)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/_stcore/stream", {"Origin": "http://evil.example"}),
        ("/_stcore/stream", {"Origin": "http://localhost"}),
        ("/_stcore/stream", {"Origin": "null"}),
        ("/_stcore/stream", {"Host": "evil.example"}),
        ("/_stcore/stream", {"Host": "evil.example", "Origin": "http://evil.example"}),
        ("/", {}),
        ("/live", {}),
    ],
)
def test_no_other_connection_is_opened(
    client: TestClient, path: str, headers: dict[str, str]
) -> None:
    with pytest.raises(WebSocketDisconnect):
        connect(client, path, **headers)


def test_people_get_a_page_and_programs_a_line(client: TestClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert client.get("/.env", headers=browser).text == "<p>404</p>"
    assert client.get("/.env").headers["content-type"].startswith("text/plain")
    assert client.post("/", headers=browser).text == "<p>405</p>"
