"""Security headers, closed doors and the hashes of inline scripts."""

import base64
import hashlib
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from server.headers import SecurityHeaders, inline_script_hashes, is_closed

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


def test_every_answer_has_the_common_headers(client: TestClient) -> None:
    for path in ("/", "/static/js/index.js", "/component/x/", "/_stcore/metrics"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]


def test_downloads_are_not_kept(client: TestClient) -> None:
    assert client.get("/media/abc.csv").headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/component/x/a.js.map",
    ],
)
def test_closed_doors_answer_404(client: TestClient, path: str) -> None:
    assert is_closed(path)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/stream", "/static/js/map.js"])
def test_what_the_app_needs_stays_open(path: str) -> None:
    assert not is_closed(path)
