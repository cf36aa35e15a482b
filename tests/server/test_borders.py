"""Border files go to whoever is signed in, to be kept, and to nobody else."""

import gzip
from collections.abc import Mapping

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

import ui.charts
from data_access.connect import DatabaseUnavailable, Trouble
from server.borders import FOLDER, borders_endpoint

CONTENT = b'{"type":"Topology"}' * 100
FILES = {"regions.0a1b.topojson": CONTENT}
GOOD = {"Cookie": "session=good"}
PATH = f"{FOLDER}regions.0a1b.topojson"


def may_see(cookies: Mapping[str, str]) -> bool:
    if cookies.get("session") == "broken":
        raise DatabaseUnavailable(Trouble.AWAY)
    return cookies.get("session") == "good"


@pytest.fixture
def client() -> TestClient:
    endpoint = borders_endpoint(FILES, may_see)
    return TestClient(Starlette(routes=[Route(f"{FOLDER}{{name}}", endpoint)]))


def test_who_is_signed_in_gets_the_file_to_keep(client: TestClient) -> None:
    answer = client.get(PATH, headers=GOOD)
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["cache-control"] == "private, immutable, max-age=31536000"
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(gzip.compress(CONTENT, mtime=0))


def test_who_cannot_unpack_it_gets_it_plain(client: TestClient) -> None:
    answer = client.get(PATH, headers={"Accept-Encoding": "br", **GOOD})
    assert answer.content == CONTENT
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("path", [PATH, f"{FOLDER}none.topojson"])
@pytest.mark.parametrize("headers", [{}, {"Cookie": "session=old"}])
def test_without_a_session_nobody_learns_even_which_files_there_are(
    client: TestClient, path: str, headers: dict[str, str]
) -> None:
    answer = client.get(path, headers=headers)
    assert (answer.status_code, answer.content) == (401, b"")


def test_an_unknown_file_is_not_found(client: TestClient) -> None:
    assert client.get(f"{FOLDER}x", headers=GOOD).status_code == 404


def test_nothing_is_given_while_sessions_cannot_be_checked(client: TestClient) -> None:
    answer = client.get(PATH, headers={"Cookie": "session=broken"})
    assert (answer.status_code, answer.content) == (503, b"")


def test_charts_ask_where_the_server_answers() -> None:
    assert ui.charts.BORDERS == FOLDER
