"""The documented nginx configuration, really run: TLS in front of two processes on one database."""

import re
import shutil
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol
from websockets.sync.client import connect

from tests.browser.queue_screen import NUMBER, command_line, rows
from tests.header_rules import Answer, broken
from tests.proxy import Proxy, proxying
from tests.running import RunningApp, serving, settled, sign_in
from ui.visitor import HERE

TRUSTING = {"PROGRAMME_TRUSTED_PROXIES": "127.0.0.1"}
ELSEWHERE = "203.0.113.9"
PROBE = ("-m", "tests.address_probe")


@dataclass(frozen=True)
class Office:
    """nginx, the two processes behind it and their database file."""

    proxy: Proxy
    apps: tuple[RunningApp, RunningApp]
    file: Path

    @property
    def front(self) -> RunningApp:
        """The first app, at nginx's address."""
        first = self.apps[0]
        return RunningApp(self.proxy.address, first.database_url, first.process, first.log)


@pytest.fixture(scope="module")
def proxy(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Two processes on one copy of the demo data, with nginx in front."""
    with behind_nginx(demo_file, tmp_path_factory.mktemp("office")) as office:
        yield office


@contextmanager
def behind_nginx(demo_file: Path, folder: Path, *program: str) -> Iterator[Office]:
    """Two processes, of serve.py or another program, with nginx in front."""
    file = shutil.copy(demo_file, folder / "programme.db")
    url, program = f"sqlite:///{file}", program or ("serve.py",)
    for name in ("one", "two", "nginx"):
        (folder / name).mkdir()
    with (
        serving(url, folder / "one", program=program, **TRUSTING) as one,
        serving(url, folder / "two", program=program, **TRUSTING) as two,
        proxying(folder / "nginx", one.address, two.address) as running,
    ):
        yield Office(running, (one, two), Path(file))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new visitor who believes the test's certificate."""
    context = browser.new_context(ignore_https_errors=True, locale="fi-FI")
    yield context.new_page()
    context.close()


def ask(address: str, path: str, trust: ssl.SSLContext | None = None, **headers: str) -> Answer:
    """What is said to this very path. Underscores in header names stand for hyphens."""
    host = urlsplit(address).netloc
    line = HTTPSConnection(host, timeout=10, context=trust) if trust else HTTPConnection(host)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(line) as connection:
        connection.request("GET", path, headers=named)
        answer = connection.getresponse()
        names = {name.lower() for name in answer.headers}
        lines = {name: "\n".join(answer.headers.get_all(name) or []) for name in names}
        text = answer.read().decode("utf-8", "replace")
        return Answer(address + path, answer.status, lines, text)


def test_signing_in_working_and_being_told_of_news(proxy: Office, page: Page) -> None:
    lost: list[str] = []
    page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
    sign_in(page, proxy.front, "manager", "/applications")
    expect(page.locator(".st-key-live_status")).to_contain_text("Reaaliaikainen yhteys")
    before = rows(page).count()
    done = command_line(
        proxy.apps[1], "decide", NUMBER, "approve", "--as", "manager", "--days", "1",
        "--rationale", "Hyvin valmisteltu hakemus.",
    )  # fmt: skip
    assert done.returncode == 0
    expect(rows(page)).to_have_count(before - 1)
    page.reload()
    settled(page)
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["tilannehuone_place"]["httpOnly"]
    assert all(cookies[name]["secure"] for name in ("tilannehuone_place", "_streamlit_xsrf"))
    # Others may be refused at first: the stream is asked for before the session's cookie is there.
    assert [url for url in lost if re.search("/(static|component|media)/", url)] == []


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/no/such/file", "/healthz", "/live"])
def test_every_header_is_there_once(proxy: Office, path: str) -> None:
    answer = ask(proxy.proxy.address, path, proxy.proxy.trust(), Accept="text/html")
    assert broken(answer) == []
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert {n: v for n, v in answer.headers.items() if "\n" in v and n != "set-cookie"} == {}


def test_plain_http_leads_to_tls(proxy: Office) -> None:
    answer = ask(proxy.proxy.plain_address, "/regions?lang=sv")
    assert answer.status == 308
    assert answer.headers["location"] == f"{proxy.proxy.address}/regions?lang=sv"


def test_other_names_are_refused(proxy: Office) -> None:
    assert ask(proxy.proxy.address, "/", proxy.proxy.trust(), Host="evil.example").status == 421


def test_old_tls_is_refused(proxy: Office) -> None:
    old = proxy.proxy.trust()
    old.set_ciphers("ALL:@SECLEVEL=0")  # our own side would refuse it otherwise
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        ask(proxy.proxy.address, "/", old)


def test_nothing_is_uploaded(proxy: Office) -> None:
    for length in ("2000", "999999999"):
        answer = ask(proxy.proxy.address, "/", proxy.proxy.trust(), Content_Length=length)
        assert answer.status == 413


def test_files_with_a_hash_in_their_name_are_kept_by_nginx(proxy: Office) -> None:
    trust = proxy.proxy.trust()
    start = ask(proxy.proxy.address, "/", trust).text
    script = "/static/js/" + start.partition('src="./static/js/')[2].partition('"')[0]
    kept = proxy.proxy.certificate.parent / "cache"
    answer = ask(proxy.proxy.address, script, trust, Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert any(f"KEY: http://tilannehuone{script}".encode() in f.read_bytes() for f in files(kept))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def probes(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Two probes in place of the app."""
    with behind_nginx(demo_file, tmp_path_factory.mktemp("probes"), *PROBE) as office:
        yield office


def test_a_browser_stays_with_its_process(probes: Office) -> None:
    """A file is held by the process that made it: one's own place finds it, some others do not."""
    places = [f"{number:032x}" for number in range(20)]
    file = first_file(probes.proxy, places[0])
    found = {place: status(probes.proxy, file, place) for place in places}
    kept = ask(probes.proxy.address, file, probes.proxy.trust(), Cookie=cookie(places[0]))
    assert (kept.status, broken(kept)) == (200, [])
    assert set(found.values()) == {200, 404}
    for place in places:
        assert status(probes.proxy, first_file(probes.proxy, place), place) == 200


def status(proxy: Proxy, path: str, place: str) -> int:
    return ask(proxy.address, path, proxy.trust(), Cookie=cookie(place)).status


def cookie(place: str) -> str:
    return f"tilannehuone_place={place}"


def first_file(proxy: Proxy, place: str) -> str:
    """Address of the file that the probe holds for a browser of this place."""
    for message in drawn(proxy.address, {"Cookie": cookie(place)}, proxy.trust()):
        url = message.delta.new_element.download_button.url
        if url:
            return str(url)
    raise AssertionError("there was no file")


def shown_address(address: str, claimed: str, trust: ssl.SSLContext | None = None) -> str:
    """What the probe takes for the address of a visitor who claims to come from elsewhere."""
    claims = {"X-Forwarded-For": claimed, "Forwarded": f"for={claimed}", "X-Real-IP": claimed}
    for message in drawn(address, claims, trust):
        body = message.delta.new_element.text.body
        if body:
            return str(body)
    raise AssertionError("there was no address")


def drawn(
    address: str, headers: dict[str, str], trust: ssl.SSLContext | None = None
) -> Iterator[ForwardMsg]:
    """What the app sends to a browser that opens its first page."""
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(
        url, subprotocols=[Subprotocol("streamlit")], additional_headers=headers, ssl=trust
    ) as line:
        run = BackMsg()
        run.rerun_script.query_string = ""
        line.send(run.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(line.recv(timeout=20, decode=False))
            yield message


def test_a_client_cannot_say_where_it_comes_from(probes: Office) -> None:
    """The probe believes its proxy, and the proxy passes on what it sees, not what it is told."""
    proxy = probes.proxy
    assert shown_address(probes.apps[0].address, ELSEWHERE) == ELSEWHERE  # as the proxy would
    assert shown_address(proxy.address, ELSEWHERE, proxy.trust()) == HERE
    assert shown_address(proxy.address, f"{ELSEWHERE}, 198.51.100.4", proxy.trust()) == HERE


def test_without_a_proxy_nobody_is_believed(tmp_path: Path) -> None:
    with serving("sqlite://", tmp_path, program=PROBE) as app:
        assert shown_address(app.address, ELSEWHERE) == HERE


def test_when_a_process_is_away_the_other_takes_over(demo_file: Path, tmp_path: Path) -> None:
    with behind_nginx(demo_file, tmp_path) as office:
        office.apps[0].process.terminate()
        office.apps[0].process.wait(timeout=20)
        places = [f"{number:032x}" for number in range(10)]
        assert {status(office.proxy, "/healthz", place) for place in places} == {200}
        office.apps[1].process.terminate()
        office.apps[1].process.wait(timeout=20)
        answer = ask(office.proxy.address, "/", office.proxy.trust())
        assert answer.status == 503
        assert "Yritä muutaman minuutin kuluttua" in answer.text
