"""Files come in from those who keep the data, and no more of them than fits."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from streamlit import config

from data_access.connect import DatabaseUnavailable, Trouble
from server.answers import Answers
from server.doors import Doors, Known
from server.uploads import MOST_HELD, UploadDoor

SCREEN = "0b7e2c54-58f6-4f0a-9f2a-0d7f1c2e3a4b"
FILE = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
PATH = f"/_stcore/upload_file/{SCREEN}/{FILE}"
LARGEST = 1000
ALLOWED = {"cookie": "session=keeper"}


class Streamlit:
    """Stands behind the door: takes what comes, and tells pages elsewhere that they may too."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, int]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.taken.append((request.method, len(await request.body())))
        headers = {"Access-Control-Allow-Origin": "http://localhost", "Vary": "Origin"}
        await Response(status_code=204, headers=headers)(scope, receive, send)


def knows(cookies: Mapping[str, str]) -> bool:
    return cookies.get("session") == "keeper"


@pytest.fixture
def behind() -> Streamlit:
    return Streamlit()


Client = Callable[..., TestClient]


@pytest.fixture
def client(behind: Streamlit, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Makes a client that stands before the doors."""
    allowed = config.get_option
    monkeypatch.setattr(
        config,
        "get_option",
        lambda name: ["office.example"] if name == "server.allowedHosts" else allowed(name),
    )

    def before(
        may_upload: Callable[[Mapping[str, str]], bool] = knows, held: int = 0
    ) -> TestClient:
        door = partial(UploadDoor, may_upload=may_upload, held=lambda: held, largest=LARGEST)
        known = Known(pages={"/"}, files=set())
        answers = Answers(lambda status, number: None)
        return TestClient(Doors(behind, known, answers, door), base_url="http://office.example")

    return before


def test_who_keeps_the_data_sends_a_file_and_takes_it_back(
    client: Client, behind: Streamlit
) -> None:
    assert client().put(PATH, content=b"x" * LARGEST, headers=ALLOWED).status_code == 204
    assert client().delete(PATH, headers=ALLOWED).status_code == 204
    assert behind.taken == [("PUT", LARGEST), ("DELETE", 0)]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("headers", [{}, {"cookie": "session=somebody"}, {"cookie": ";;="}])
def test_nobody_else_does(
    client: Client, behind: Streamlit, method: str, headers: dict[str, str]
) -> None:
    assert client().request(method, PATH, headers=headers).status_code == 403
    assert behind.taken == []


def test_while_the_database_is_away_nobody_does(client: Client, behind: Streamlit) -> None:
    def away(_cookies: Mapping[str, str]) -> bool:
        raise DatabaseUnavailable(Trouble.AWAY)

    assert client(away).put(PATH, content=b"x", headers=ALLOWED).status_code == 503
    assert behind.taken == []


def chunks() -> Iterator[bytes]:
    yield b"x"


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"x" * (LARGEST + 1), 413), (chunks(), 411)],
    ids=["too large", "of no told length"],
)
def test_a_file_has_a_length_and_a_bound(
    client: Client, behind: Streamlit, content: bytes | Iterator[bytes], status: int
) -> None:
    assert client().put(PATH, content=content, headers=ALLOWED).status_code == status
    assert behind.taken == []


@pytest.mark.parametrize("told", ["-1", "1e3", "9" * 16, "0x10", "", "²"])
def test_a_length_is_a_number(client: Client, behind: Streamlit, told: str) -> None:
    headers = [(b"cookie", b"session=keeper"), (b"content-length", told.encode())]
    assert client().put(PATH, content=b"x", headers=headers).status_code == 411
    assert behind.taken == []


def test_taking_a_file_back_sends_nothing(client: Client, behind: Streamlit) -> None:
    answer = client().request("DELETE", PATH, content=b"x", headers=ALLOWED)
    assert answer.status_code == 413
    assert behind.taken == []


@pytest.mark.parametrize(("held", "status"), [(MOST_HELD - 10, 204), (MOST_HELD - 9, 507)])
def test_all_files_together_have_a_bound(client: Client, held: int, status: int) -> None:
    answer = client(held=held).put(PATH, content=b"x" * 10, headers=ALLOWED)
    assert answer.status_code == status


@pytest.mark.parametrize("method", ["POST", "PATCH", "OPTIONS", "TRACE"])
def test_there_is_no_other_way(client: Client, behind: Streamlit, method: str) -> None:
    assert client().request(method, PATH, headers=ALLOWED).status_code == 405
    assert behind.taken == []


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file",
        f"/_stcore/upload_file/{SCREEN}",
        f"{PATH}/more",
        f"/_stcore/upload_file/../{FILE}",
        f"/_stcore/upload_file/{SCREEN}/%2e%2e",
        f"{PATH.upper()}",
        "/",
    ],
)
def test_files_go_to_one_place(client: Client, behind: Streamlit, path: str) -> None:
    assert client().put(path, content=b"x", headers=ALLOWED).status_code == 405
    assert behind.taken == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 421),
        ({"X": "x" * 40_000}, 431),
    ],
)
def test_only_our_own_page_sends(
    client: Client, behind: Streamlit, headers: dict[str, str], status: int
) -> None:
    answer = client().put(PATH, content=b"x", headers=ALLOWED | headers)
    assert answer.status_code == status
    assert behind.taken == []


def test_pages_elsewhere_are_not_told_that_they_may(client: Client) -> None:
    answer = client().put(PATH, content=b"x", headers=ALLOWED)
    assert [name for name in answer.headers if name.startswith("access-control")] == []
    assert answer.headers["vary"] == "Origin"
