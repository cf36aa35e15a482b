"""Security headers on every answer.

Pure ASGI, so that event streams and downloads pass through unbuffered.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.borders import FOLDER as BORDERS

COMPONENT_PREFIX = "/component/"
UNUSED_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip

COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
}
KEEP_NOTHING = "no-store"
KEPT_FOLDERS = ("/static/", COMPONENT_PREFIX, "/favicon.png", BORDERS)
"""The program's own files, the same for everybody: whoever serves them says how long they last."""

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
    """ASGI middleware that sets the headers.

    `page_html` and `component_html` are the HTML files whose inline scripts may run.
    """

    def __init__(self, app: ASGIApp, page_html: Path, component_html: Path) -> None:
        self._app = app
        self._page = {
            **COMMON_HEADERS,
            "Content-Security-Policy": page_policy(page_html.read_text(encoding="utf-8")),
            "X-Frame-Options": "DENY",
        }
        self._component = {
            **COMMON_HEADERS,
            "Content-Security-Policy": component_policy(component_html.read_text(encoding="utf-8")),
            "X-Frame-Options": "SAMEORIGIN",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and set the headers of what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message), scope, message["status"])
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _complete(self, headers: MutableHeaders, scope: Scope, status: int) -> None:
        path = scope["path"]
        headers.update(self._component if path.startswith(COMPONENT_PREFIX) else self._page)
        if status >= 400 or not path.startswith(KEPT_FOLDERS):
            headers["Cache-Control"] = KEEP_NOTHING
        if scope["scheme"] == "https":
            _secure_cookies(headers)


def _secure_cookies(headers: MutableHeaders) -> None:
    """Streamlit knows of TLS only when it speaks it itself, not when a proxy does."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        attributes = [part.strip().lower() for part in cookie.split(";")]
        headers.append("set-cookie", cookie if "secure" in attributes else f"{cookie}; Secure")


def _policy(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in {**_STRICT, **directives}.items())


def _sources(*sources: str) -> str:
    return " ".join(_unique(sources))


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _hash_source(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
