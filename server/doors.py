"""Which requests come through: known paths, methods without a body, our own name and our own page.

Everything that is not named here is closed, so what a new version of Streamlit opens stays closed
until somebody decides otherwise. Files come in by `server/uploads.py` only: Streamlit's own door
takes them from anybody who has opened the sign-in page.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from data_access.logs import logger
from server.answers import Answers
from server.borders import FOLDER as BORDERS
from server.uploads import METHODS as UPLOAD_METHODS
from server.uploads import PATH as UPLOAD_PATH

METHODS = ("GET", "HEAD")
LONGEST_HEAD = 32 * 1024  # bytes of a request's address and headers
LONGEST_MESSAGE = 1_000_000  # bytes that a browser may send over its WebSocket at once
SOCKET = "/_stcore/stream"
OPEN_PATHS = frozenset(
    {
        "/healthz",
        "/live",
        "/favicon.png",
        "/_stcore/health",
        "/_stcore/host-config",
    }
)
OPENID_PATHS = frozenset({"/auth/login", "/auth/logout", "/oauth2callback"})
"""Streamlit's own OpenID Connect sign-in: open only where the office has configured one."""
OPEN_FOLDERS = ("/media/", BORDERS, "/component/extra_streamlit_components.")
NEVER = re.compile(r"\.map$|\.\.|//|[\\\x00]")  # source maps, and ways out of a folder
POLICY_VIOLATION = 1008  # the code with which a WebSocket is closed

#: Makes the door for files, with the app behind it.
Uploads = Callable[[ASGIApp, Answers], ASGIApp]

log = logger(__name__)


@dataclass(frozen=True)
class Known:
    """What there is to ask for besides the fixed paths: the app's pages, its static files, and
    the office's own sign-in if there is one."""

    pages: Collection[str]
    files: Collection[str]
    openid: bool = False

    def is_page(self, path: str) -> bool:
        """Whether a page has this address, with or without a slash at its end."""
        return (path.rstrip("/") or "/") in self.pages

    def is_open(self, path: str) -> bool:
        """Whether something other than a page may be asked for under this path."""
        if path in OPENID_PATHS:
            return self.openid
        folder = path.startswith(OPEN_FOLDERS)
        found = folder or path in OPEN_PATHS or path in self.files
        return found and NEVER.search(path) is None


class Doors:
    """ASGI middleware that lets in what belongs here and answers everything else by itself.

    An unknown address that could be a page's gets status 404, but the app with it: there the
    viewer reads in their language that there is no such page.
    """

    def __init__(self, app: ASGIApp, known: Known, answers: Answers, uploads: Uploads) -> None:
        self._app = app
        self._uploads = uploads(app, answers)
        self._known = known
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket" and not _opens(scope):
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if _is_upload(scope):
            await self._upload(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal is not None:
            await self._refuse(refusal, scope, receive, send)
        elif self._known.is_open(path) or self._known.is_page(path):
            await self._app(scope, receive, send)
        elif _could_be_page(path):
            await self._app(scope, receive, _as_not_found(send))
        else:
            await self._refuse(404, scope, receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _improper(scope)
        if refusal is not None:
            await self._refuse(refusal, scope, receive, send)
        else:
            await self._uploads(scope, receive, send)

    async def _refuse(self, status: int, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"Allow": ", ".join(METHODS)} if status == 405 else None
        await self._answers.give(status, scope, headers=headers)(scope, receive, send)


def _opens(scope: Scope) -> bool:
    return scope["path"] == SOCKET and _foreign(Headers(scope=scope)) is None


def _refusal(scope: Scope) -> int | None:
    """The status to refuse a request with, whatever it asks for; None when it is proper."""
    improper = _improper(scope)
    if improper is not None:
        return improper
    if scope["method"] not in METHODS:
        return 405
    return 413 if _has_body(Headers(scope=scope)) else None


def _improper(scope: Scope) -> int | None:
    """The status for a head that is too long, and for what does not come from our own page."""
    return 431 if _head(scope) > LONGEST_HEAD else _foreign(Headers(scope=scope))


def _is_upload(scope: Scope) -> bool:
    method = scope["method"] in UPLOAD_METHODS
    return method and UPLOAD_PATH.fullmatch(scope["path"]) is not None


def _foreign(headers: Headers) -> int | None:
    """The status for what comes to a name that is not ours or from a page that is not ours."""
    host, origin = headers.get("host"), headers.get("origin")
    if not is_host_allowed(host):  # a page elsewhere may have renamed itself to our address
        log.warning("request_refused", reason="host")
        return 421
    if origin is not None and urlsplit(origin).netloc != host:
        log.warning("request_refused", reason="origin")
        return 403
    return None


def _head(scope: Scope) -> int:
    fields = sum(len(name) + len(value) for name, value in scope["headers"])
    return fields + len(scope["raw_path"]) + len(scope["query_string"])


def _has_body(headers: Headers) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _could_be_page(path: str) -> bool:
    """Whether it is one word, as a page's address is; what lies deeper or has a dot is a file."""
    word = path.strip("/")
    return bool(word) and "/" not in word and "." not in word and path not in OPENID_PATHS


def _as_not_found(send: Send) -> Send:
    async def send_not_found(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            message["status"] = 404
        await send(message)

    return send_not_found
