"""Security headers and the hashes of inline scripts; the whole table is in test_surface.py."""

import base64
import hashlib
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from server.headers import SecurityHeaders, inline_script_hashes

PAGE = '<script>let a = 1</script><script type="module" src="x.js"></script><p>text</p>'
FRAME = "<script>let b = 2</script>"


def source_of(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    page, frame = tmp_path / "page.html", tmp_path / "frame.html"
    page.write_text(PAGE)
    frame.write_text(FRAME)
    return TestClient(SecurityHeaders(PlainTextResponse("app"), page, frame))


def policy(client: TestClient, path: str) -> dict[str, str]:
    directives = client.get(path).headers["content-security-policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def test_only_scripts_written_into_the_page_are_hashed() -> None:
    assert inline_script_hashes(PAGE) == [source_of("let a = 1")]


def test_the_page_may_run_its_own_inline_script_and_no_other(client: TestClient) -> None:
    assert policy(client, "/")["script-src"] == f"'self' blob: {source_of('let a = 1')}"


def test_nothing_may_evaluate_text_or_reach_another_host(client: TestClient) -> None:
    for path in ("/", "/component/x/index.html"):
        directives = policy(client, path)
        assert directives["default-src"] == "'none'"
        assert "unsafe-eval" not in str(directives)
        assert not {"http:", "https:", "*"} & set(" ".join(directives.values()).split())
        assert "unsafe-inline" not in directives["script-src"]


def test_our_page_is_never_framed_and_a_component_only_by_us(client: TestClient) -> None:
    assert policy(client, "/meeting")["frame-ancestors"] == "'none'"
    frame = policy(client, "/component/x/index.html")
    assert frame["frame-ancestors"] == "'self'"
    assert frame["script-src"] == f"'self' {source_of('let b = 2')}"


def test_what_is_not_the_programs_own_file_is_not_kept(client: TestClient) -> None:
    for path in ("/", "/live", "/media/abc.csv", "/_stcore/host-config"):
        assert client.get(path).headers["cache-control"] == "no-store"
    assert "cache-control" not in client.get("/static/js/index.js").headers


def with_cookies(tmp_path: Path, *cookies: str) -> SecurityHeaders:
    html = tmp_path / "page.html"
    html.write_text(PAGE)
    answer = PlainTextResponse("app")
    for cookie in cookies:
        answer.headers.append("Set-Cookie", cookie)
    return SecurityHeaders(answer, html, html)


def test_behind_tls_cookies_are_for_tls_only(tmp_path: Path) -> None:
    app = with_cookies(tmp_path, "a=1; Path=/", "b=secure; Secure; Path=/")
    answer = TestClient(app, base_url="https://testserver").get("/")
    assert answer.headers.get_list("set-cookie") == [
        "a=1; Path=/; Secure",
        "b=secure; Secure; Path=/",
    ]


def test_without_tls_cookies_stay_as_they_are(tmp_path: Path) -> None:
    answer = TestClient(with_cookies(tmp_path, "a=1; Path=/")).get("/")
    assert answer.headers.get_list("set-cookie") == ["a=1; Path=/"]
