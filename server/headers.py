"""Security headers on every answer, and the doors of Streamlit that stay closed.

Pure ASGI, so that event streams and downloads pass through unbuffered.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COMPONENT_PREFIX = "/component/"
MEDIA_PREFIX = "/media/"
CLOSED_PREFIXES = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
CLOSED_SUFFIXES = (".map",)

COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": browsers would then send `Origin: null`, which Streamlit refuses.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# What every page and every component frame starts from.
_STRICT: Mapping[str, str] = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",  # Streamlit and Vega write style elements and attributes
    "img-src": "'self' data: blob:",  # never another host: database text must not fetch anything
    "font-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'self'",
    "object-src": "'none'",
}

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc\b)[^>]*>(.*?)</script>", re.DOTALL)


def inline_script_hashes(html: str) -> list[str]:
    """CSP sources (`'sha256-…'`) for the scripts written into an HTML page, in page order."""
    return [_hash_source(script) for script in _INLINE_SCRIPT.findall(html)]


def page_policy(index_html: str) -> str:
    """The Content-Security-Policy for Streamlit's own page, whose HTML is given."""
    return _policy(
        {
            "script-src": _sources(
                "'self'",
                # The script of a component without a package of its own is imported from a blob
                # that Streamlit makes; only script that already runs here can make a blob.
                "blob:",
                *inline_script_hashes(index_html),
            ),
            "connect-src": "'self'",
            "worker-src": "'self' blob:",
            "frame-src": "'self'",
            "manifest-src": "'self'",
            "media-src": "'self' blob:",
            "frame-ancestors": "'none'",
        }
    )


def component_policy(frame_html: str) -> str:
    """The Content-Security-Policy for a component that lives in a frame of our page."""
    return _policy(
        {
            "script-src": _sources("'self'", *inline_script_hashes(frame_html)),
            "frame-ancestors": "'self'",
        }
    )


class SecurityHeaders:
    """ASGI middleware that sets the headers and answers 404 for closed paths.

    `page_html` and `component_html` are the HTML files whose inline scripts may run.
    """

    def __init__(self, app: ASGIApp, page_html: Path, component_html: Path) -> None:
        self._app = app
        self._page_policy = page_policy(page_html.read_text(encoding="utf-8"))
        self._component_policy = component_policy(component_html.read_text(encoding="utf-8"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or close the door; either way with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = self._headers_for(scope["path"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        app = PlainTextResponse("Not Found", 404) if is_closed(scope["path"]) else self._app
        await app(scope, receive, send_with_headers)

    def _headers_for(self, path: str) -> dict[str, str]:
        framed = path.startswith(COMPONENT_PREFIX)
        policy = self._component_policy if framed else self._page_policy
        headers = {**COMMON_HEADERS, "Content-Security-Policy": policy}
        if path.startswith(MEDIA_PREFIX):  # downloads may hold names: leave no copy behind
            headers["Cache-Control"] = "private, no-store"
        return headers


def is_closed(path: str) -> bool:
    """Whether this path is answered with 404: metrics, agent doors and source maps."""
    return path.startswith(CLOSED_PREFIXES) or path.endswith(CLOSED_SUFFIXES)


def _policy(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in {**_STRICT, **directives}.items())


def _sources(*sources: str) -> str:
    return " ".join(_unique(sources))


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _hash_source(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
