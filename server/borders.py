"""`/borders/…`: the border files of the maps, for whoever is signed in.

A browser fetches each of them once: its name holds a digest of its content, so it never changes.
The borders are public, but nothing here is open without a session except what signing in needs.
"""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from data_access.connect import DatabaseUnavailable
from server.compression import accepts_gzip

FOLDER = "/borders/"
# Not "public": a proxy that kept a copy would hand it to people without a session.
KEPT = "private, immutable, max-age=31536000"


def borders_endpoint(
    files: Mapping[str, bytes], may_see: Callable[[Mapping[str, str]], bool]
) -> Callable[[Request], Awaitable[Response]]:
    """The route for `/borders/{name}`: 401 without a valid session cookie, 503 when it cannot be
    checked, 404 for a name that `files` (name → content) does not have.

    `may_see` takes the cookies and asks the database; it may raise DatabaseUnavailable.
    """
    compressed = {name: gzip.compress(content, mtime=0) for name, content in files.items()}

    async def borders(request: Request) -> Response:
        try:
            allowed = await asyncio.to_thread(may_see, request.cookies)
        except DatabaseUnavailable:
            return Response(status_code=503, headers={"Retry-After": "1"})
        name = request.path_params["name"]
        if not allowed or name not in files:
            return Response(status_code=404 if allowed else 401)
        zipped = accepts_gzip(request.headers)
        return Response((compressed if zipped else files)[name], headers=_headers(zipped=zipped))

    return borders


def _headers(*, zipped: bool) -> dict[str, str]:
    coding = {"Content-Encoding": "gzip"} if zipped else {}
    return {
        "Cache-Control": KEPT,
        "Content-Type": "application/json",
        "Vary": "Accept-Encoding",
        **coding,
    }
