"""/live tells each open screen the newest revision, and only those who are signed in."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from data_access.connect import DatabaseUnavailable, Trouble
from server.live import ALIVE, AWAY, RETRY, LiveHub, live_endpoint

WAIT = 5.0  # seconds; far more than any step here takes


def run(scenario: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run it on an event loop of its own: a browser of other tests keeps one on this thread."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, scenario()).result()


class FakeWatcher:
    """A watcher whose changes the test makes by hand."""

    def __init__(self) -> None:
        self.revision = 7
        self.presence = 3
        self.healthy = True
        self.subscribers: list[Callable[[int | None], None]] = []

    def subscribe(self, callback: Callable[[int | None], None]) -> Callable[[], None]:
        self.subscribers.append(callback)
        return lambda: self.subscribers.remove(callback)

    def change(self, revision: int | None) -> None:
        self.healthy = revision is not None
        if revision is not None:
            self.revision = revision
        for subscriber in self.subscribers:
            subscriber(revision)


async def upcoming(stream: AsyncIterator[str]) -> str:
    return await asyncio.wait_for(anext(stream), WAIT)


async def begun(hub: LiveHub) -> AsyncIterator[str]:
    """A stream whose opening has been read: retry and the first revision."""
    stream = hub.stream()
    assert await upcoming(stream) == RETRY
    assert await upcoming(stream) == "id: 7\ndata: 7 3\n\n"
    return stream


def test_a_viewer_gets_the_revision_at_once_and_then_each_new_one() -> None:
    async def scenario() -> None:
        watcher = FakeWatcher()
        hub = LiveHub(watcher)
        async with hub.running():
            streams = [await begun(hub) for _ in range(3)]
            await asyncio.to_thread(watcher.change, 8)
            assert {await upcoming(s) for s in streams} == {"id: 8\ndata: 8 3\n\n"}
            await asyncio.to_thread(watcher.change, 9)
            assert {await upcoming(s) for s in streams} == {"id: 9\ndata: 9 3\n\n"}

    run(scenario)


def test_who_has_what_open_is_told_beside_the_revision() -> None:
    async def scenario() -> None:
        watcher = FakeWatcher()
        hub = LiveHub(watcher)
        async with hub.running():
            stream = await begun(hub)
            watcher.presence = 4
            await asyncio.to_thread(watcher.change, 7)
            assert await upcoming(stream) == "id: 7\ndata: 7 4\n\n"

    run(scenario)


def test_a_viewer_is_told_that_the_database_is_away_and_back() -> None:
    async def scenario() -> None:
        watcher = FakeWatcher()
        hub = LiveHub(watcher)
        async with hub.running():
            stream = await begun(hub)
            await asyncio.to_thread(watcher.change, None)
            assert await upcoming(stream) == AWAY
            await asyncio.to_thread(watcher.change, 7)
            assert await upcoming(stream) == "id: 7\ndata: 7 3\n\n"

    run(scenario)


def test_a_viewer_at_rest_gets_a_heartbeat() -> None:
    async def scenario() -> None:
        hub = LiveHub(FakeWatcher(), heartbeat=0.01)
        async with hub.running():
            stream = await begun(hub)
            assert await upcoming(stream) == ALIVE

    run(scenario)


def test_streams_end_when_the_server_stops_or_they_are_too_old() -> None:
    async def scenario() -> None:
        watcher = FakeWatcher()
        hub = LiveHub(watcher, heartbeat=0.01)
        async with hub.running():
            assert [e async for e in hub.stream(longest=0)] == [RETRY]
            stream = await begun(hub)
            hub.close()
            assert [e async for e in stream if e != ALIVE] == []
        assert watcher.subscribers == []

    run(scenario)


def client(may_listen: Callable[[Mapping[str, str]], bool]) -> TestClient:
    hub = LiveHub(FakeWatcher())
    hub.close()
    return TestClient(Starlette(routes=[Route("/live", live_endpoint(hub, may_listen))]))


def test_without_a_valid_session_there_is_no_stream() -> None:
    assert client(lambda cookies: "good" in cookies).get("/live").status_code == 401


def test_with_a_session_there_is_one() -> None:
    visitor = client(lambda cookies: "good" in cookies)
    visitor.cookies.set("good", "1")
    answer = visitor.get("/live")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"


def test_when_the_session_cannot_be_checked_the_answer_is_503() -> None:
    def away(_cookies: Mapping[str, str]) -> bool:
        raise DatabaseUnavailable(Trouble.AWAY)

    assert client(away).get("/live").status_code == 503
