"""The door for files: open to those who keep the data, as wide as a file of theirs, no wider.

Streamlit keeps what comes through in memory. It asks for its own token and for a screen that is
open, but not who is signed in; and it counts neither what it holds nor what is on its way.
"""

import asyncio
import re
from collections.abc import Callable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.connect import DatabaseUnavailable
from data_access.logs import logger
from server.answers import Answers

_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
PATH = re.compile(f"/_stcore/upload_file/{_ID}/{_ID}")
METHODS = ("PUT", "DELETE")

MEBIBYTE = 1024 * 1024
#: Of all files together that wait to be read, in this process.
MOST_HELD = 256 * MEBIBYTE

log = logger(__name__)

MayUpload = Callable[[Mapping[str, str]], bool]


class UploadDoor:
    """ASGI app for uploads: refuses, or passes the request on.

    `may_upload` takes the cookies and asks the database; it may raise DatabaseUnavailable. `held`
    tells how many bytes Streamlit keeps already, `largest` how many one request may have.
    """

    def __init__(
        self,
        app: ASGIApp,
        answers: Answers,
        may_upload: MayUpload,
        held: Callable[[], int],
        largest: int,
    ) -> None:
        self._app = app
        self._answers = answers
        self._may_upload = may_upload
        self._held = held
        self._largest = largest
        self._coming = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a file in, or take one away."""
        length = _length(scope)
        refusal = await self._refusal(scope, length)
        if refusal is not None:
            log.warning("request_refused", reason="upload", status=refusal)
            await self._answers.give(refusal, scope)(scope, receive, send)
            return
        self._coming += length or 0
        try:
            await self._app(scope, receive, _for_our_page(send))
        finally:
            self._coming -= length or 0

    async def _refusal(self, scope: Scope, length: int | None) -> int | None:
        """The status to refuse with: who it is comes first, so that others learn nothing."""
        try:
            allowed = await asyncio.to_thread(self._may_upload, _cookies(scope))
        except DatabaseUnavailable:
            return 503
        if not allowed:
            return 403
        if length is None:
            return 411
        if length > (self._largest if scope["method"] == "PUT" else 0):
            return 413
        return 507 if self._held() + self._coming + length > MOST_HELD else None


def _length(scope: Scope) -> int | None:
    """Bytes of the body; None when they are not told beforehand."""
    headers = Headers(scope=scope)
    if "transfer-encoding" in headers:
        return None
    told = headers.get("content-length", "0" if scope["method"] == "DELETE" else "")
    return int(told) if told.isdecimal() and len(told) < 16 else None


def _cookies(scope: Scope) -> Mapping[str, str]:
    return cookie_parser(Headers(scope=scope).get("cookie", ""))


def _for_our_page(send: Send) -> Send:
    """Without what Streamlit tells pages elsewhere that may send files: here none may."""

    async def send_to_our_page(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]
        await send(message)

    return send_to_our_page
