"""What fails on our side is answered with a number, and the log knows what it was."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from server.answers import Answers
from server.failures import Failures

ANSWERS = Answers(lambda status, number: f"<p>{status} {number}</p>")


async def fails(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that fails before it answers."""
    raise ValueError("what somebody typed")


async def fails_late(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that fails in the middle of its answer."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise ValueError("what somebody typed")


def test_the_number_on_screen_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = TestClient(Failures(fails, ANSWERS)).get("/", headers={"Accept": "text/html"})
    [record] = caplog.records
    assert isinstance(record.msg, dict)
    assert answer.status_code == 500
    assert answer.text == f"<p>500 {record.msg['number']}</p>"
    assert record.msg["exception"] == "ValueError"
    assert record.msg["trace"].endswith(" fails")
    assert "typed" not in str(record.msg) + answer.text


def test_programs_get_the_number_too() -> None:
    answer = TestClient(Failures(fails, ANSWERS)).get("/")
    assert answer.text.startswith("500 Internal Server Error ")
    assert len(answer.text.split()[-1]) == 6


def test_an_answer_that_has_begun_is_broken_off() -> None:
    with pytest.raises(ValueError, match="typed"):
        TestClient(Failures(fails_late, ANSWERS)).get("/")


@pytest.mark.parametrize("status", [400, 404, 416])
def test_a_refusal_of_a_route_is_told_in_the_same_way(status: int) -> None:
    def refuse(_request: Request) -> PlainTextResponse:
        raise HTTPException(status, "what somebody typed", headers={"X-Kept": "1"})

    app = Starlette(
        routes=[Route("/", refuse)], exception_handlers={HTTPException: ANSWERS.to_exception}
    )
    answer = TestClient(app).get("/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.text) == (status, f"<p>{status} None</p>")
    assert answer.headers["x-kept"] == "1"
