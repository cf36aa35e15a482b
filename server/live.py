"""`/live`: server-sent events that tell each open screen the newest revision.

One subscription to the watcher serves all viewers. A viewer at rest waits on an event and costs
a heartbeat comment every fifteen seconds, never a look at the database.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from data_access.connect import DatabaseUnavailable

HEARTBEAT = 15.0  # seconds between comments, well under the idle limit of usual proxies
LONGEST = 900.0  # seconds a stream lasts; the browser reconnects and is checked again
RETRY = "retry: 1000\n\n"
ALIVE = ": alive\n\n"
AWAY = "event: away\ndata: away\n\n"
STREAM_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

State = tuple[int, int, bool]  # revision, that of who has what open, database reachable


class Watcher(Protocol):
    """The part of `data_access.changes.Watcher` that the streams need."""

    @property
    def revision(self) -> int:
        """The newest revision seen."""

    @property
    def presence(self) -> int:
        """The newest revision of who has what open."""

    @property
    def healthy(self) -> bool:
        """Whether the last look at the database succeeded."""

    def subscribe(self, callback: Callable[[int | None], None]) -> Callable[[], None]:
        """Call back from another thread with each new revision, None when the database is away;
        returns how to stop."""


class LiveHub:
    """Spreads what the watcher sees to every open stream."""

    def __init__(self, watcher: Watcher, *, heartbeat: float = HEARTBEAT) -> None:
        self._watcher = watcher
        self._heartbeat = heartbeat
        self._changed = asyncio.Event()
        self._closed = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Listen to the watcher while the block runs; the streams end with it."""
        loop = asyncio.get_running_loop()

        def changed(_revision: int | None) -> None:
            loop.call_soon_threadsafe(self._wake)

        unsubscribe = self._watcher.subscribe(changed)
        try:
            yield
        finally:
            unsubscribe()
            self.close()

    def close(self) -> None:
        """End all streams, so that the server can stop. Call it on the event loop."""
        self._closed = True
        self._wake()

    async def stream(self, *, longest: float = LONGEST) -> AsyncIterator[str]:
        """Events for one viewer: the state now, then each change, until closed or too old."""
        end = asyncio.get_running_loop().time() + longest
        yield RETRY
        told: State | None = None
        while not self._closed and asyncio.get_running_loop().time() < end:
            changed, state = self._changed, self._state
            if state != told:
                told = state
                yield _event(state)
            elif not await _happens(changed, self._heartbeat):
                yield ALIVE

    @property
    def _state(self) -> State:
        return self._watcher.revision, self._watcher.presence, self._watcher.healthy

    def _wake(self) -> None:
        """Wake every waiting stream: all wait on the one event, which is then replaced."""
        self._changed.set()
        self._changed = asyncio.Event()


def live_endpoint(
    hub: LiveHub, may_listen: Callable[[Mapping[str, str]], bool]
) -> Callable[[Request], Awaitable[Response]]:
    """The route for `/live`: 401 without a valid session cookie, 503 when it cannot be checked.

    HEAD tells only whether the session goes on.
    `may_listen` takes the cookies and asks the database; it may raise DatabaseUnavailable.
    """

    async def live(request: Request) -> Response:
        try:
            allowed = await asyncio.to_thread(may_listen, request.cookies)
        except DatabaseUnavailable:
            return Response(status_code=503, headers={"Retry-After": "1", **STREAM_HEADERS})
        if not allowed:
            return Response(status_code=401, headers=STREAM_HEADERS)
        if request.method == "HEAD":
            return Response(headers=STREAM_HEADERS)
        return StreamingResponse(
            hub.stream(), media_type="text/event-stream", headers=STREAM_HEADERS
        )

    return live


def _event(state: State) -> str:
    revision, presence, healthy = state
    return f"id: {revision}\ndata: {revision} {presence}\n\n" if healthy else AWAY


async def _happens(event: asyncio.Event, within: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), within)
    except TimeoutError:
        return False
    return True
