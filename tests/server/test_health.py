"""/healthz says whether the database answers."""

from collections.abc import Callable
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from data_access.connect import DatabaseUnavailable, Trouble
from server import health
from server.health import health_endpoint


def client(read_revision: Callable[[], int]) -> TestClient:
    return TestClient(Starlette(routes=[Route("/healthz", health_endpoint(read_revision))]))


def test_the_revision_is_told_when_the_database_answers() -> None:
    answer = client(lambda: 17).get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "revision": 17}
    assert answer.headers["cache-control"] == "no-store"


def test_it_is_503_when_the_database_is_away() -> None:
    def away() -> int:
        raise DatabaseUnavailable(Trouble.AWAY, "secret address")

    answer = client(away).get("/healthz")
    assert answer.status_code == 503
    assert "secret" not in answer.text
    assert answer.json() == {"status": "unavailable", "database": "away", "revision": None}


def test_a_database_that_does_not_answer_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.01)
    assert client(lambda: Event().wait(0.2)).get("/healthz").status_code == 503
