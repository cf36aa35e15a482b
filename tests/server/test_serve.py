"""serve.py as a process: it starts, keeps its doors, and stops when told to."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.backends import Backend
from tests.running import ROOT, RunningApp, free_port, serving

START = (
    r"time=\S+ level=info event=server_start logger=server.process address=http://localhost:\d+\n"
)


@pytest.fixture(scope="module")
def app(
    backend: Backend, migrated_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningApp]:
    url = backend.create(copy_of=migrated_template)
    with serving(url, tmp_path_factory.mktemp("serve")) as running:
        # Nothing but the start: no option that Streamlit does not know, no warning.
        assert re.fullmatch(START, running.log.read_text())
        yield running
    backend.drop(url)


@dataclass(frozen=True)
class Answer:
    """What the server said; `text` is empty for anything but an ordinary page or file."""

    status: int
    headers: Message
    text: str


def get(app: RunningApp, path: str, **headers: str) -> Answer:
    """Ask the server for a path. Underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(HTTPConnection(urlsplit(app.address).netloc, timeout=10)) as connection:
        connection.request("GET", path, headers=named)
        answer = connection.getresponse()
        is_page = answer.headers.get_content_type() == "text/html"
        return Answer(answer.status, answer.headers, answer.read().decode() if is_page else "")


def test_it_is_healthy(app: RunningApp) -> None:
    assert app.health() == {"status": "ok", "database": "ok", "revision": 0}


def test_the_page_has_a_strict_policy(app: RunningApp) -> None:
    answer = get(app, "/applications?queue=received")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status == 200
    assert "script-src 'self' blob: 'sha256-" in policy
    assert "unsafe-eval" not in policy


def test_no_stream_without_a_session(app: RunningApp) -> None:
    assert get(app, "/live").status == 401
    assert get(app, "/live", Cookie="tilannehuone_session=not.a.token").status == 401


def test_scripts_come_compressed(app: RunningApp) -> None:
    page = get(app, "/").text
    script = page.partition('src="./static/js/')[2].partition('"')[0]
    answer = get(app, f"/static/js/{script}", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]


def test_start_and_stop_are_logged(migrated_template: str, tmp_path: Path) -> None:
    with serving(migrated_template, tmp_path) as running:
        pass
    events = re.findall(r"level=info event=(\w+) logger=server.process", running.log.read_text())
    assert events == ["server_start", "server_stop"]


def test_ordinary_work_is_not_logged(app: RunningApp) -> None:
    before = app.log.read_text()
    for path in ("/", "/healthz", "/live", "/_stcore/health"):
        get(app, path)
    assert app.log.read_text() == before


@pytest.mark.parametrize("named", ["the proxy", "127.0.0.1, proxy.example", "300.1.1.1"])
def test_a_proxy_that_is_no_address_is_one_plain_line(named: str) -> None:
    ended = run_serve(PORT=str(free_port()), PROGRAMME_TRUSTED_PROXIES=named)
    assert ended.returncode == 1
    assert ended.stderr.startswith("PROGRAMME_TRUSTED_PROXIES must be addresses or networks")
    assert ended.stderr.count("\n") == 1


def test_an_unfinished_openid_section_is_one_plain_line(tmp_path: Path) -> None:
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text('[auth]\nredirect_uri = "https://office.example/oauth2callback"\n', "utf-8")
    ended = run_serve(PORT=str(free_port()), HOME=str(tmp_path))
    assert ended.returncode == 1
    assert "cookie_secret" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_busy_port_is_one_plain_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = run_serve(PORT=str(port))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Port {port} cannot be used")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["web", "70000", "-1"])
def test_a_port_that_is_none_is_one_plain_line(port: str) -> None:
    ended = run_serve(PORT=port)
    assert ended.returncode == 1
    assert "PORT must be" in ended.stderr
    assert ended.stderr.count("\n") == 1


def run_serve(**settings: str) -> subprocess.CompletedProcess[str]:
    """Run serve.py where it is expected to give up at once."""
    return subprocess.run(
        [sys.executable, "serve.py"],
        cwd=ROOT,
        env=settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_answers_under_its_public_names_and_no_other(
    migrated_template: str, backend: Backend, tmp_path: Path
) -> None:
    url = backend.create(copy_of=migrated_template)
    with serving(url, tmp_path, PROGRAMME_HOSTS="office.example, www.office.example") as running:
        asked = {
            host: get(running, "/", Host=host).status
            for host in ("localhost", "office.example", "www.office.example", "evil.example")
        }
    backend.drop(url)
    assert asked == {
        "localhost": 200,
        "office.example": 200,
        "www.office.example": 200,
        "evil.example": 421,
    }
