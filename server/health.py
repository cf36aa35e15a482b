"""`/healthz`: is the app up, and does it reach its database?"""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse

from data_access.connect import DatabaseUnavailable, Trouble
from data_access.logs import logger

PATIENCE = 3.0  # seconds for the database to answer

log = logger(__name__)


def health_endpoint(
    read_revision: Callable[[], int],
) -> Callable[[Request], Awaitable[JSONResponse]]:
    """A route that answers `{"status", "database", "revision"}`, 503 when the read fails.

    `read_revision` asks the database; it may raise DatabaseUnavailable or take long.
    """

    async def healthz(_request: Request) -> JSONResponse:
        try:
            revision = await asyncio.wait_for(asyncio.to_thread(read_revision), PATIENCE)
        except (DatabaseUnavailable, TimeoutError) as problem:
            trouble = getattr(problem, "trouble", Trouble.AWAY)
            log.warning("unhealthy", trouble=str(trouble))
            return _answer(503, "unavailable", "away", None)
        return _answer(200, "ok", "ok", revision)

    return healthz


def _answer(code: int, status: str, database: str, revision: int | None) -> JSONResponse:
    content = {"status": status, "database": database, "revision": revision}
    return JSONResponse(content, code, headers={"Cache-Control": "no-store"})
