"""Static files of Streamlit and of the cookie component, compressed once and kept in memory.

Streamlit sends `/static` as it lies on disk (5.4 MB for the first page) and compresses component
files anew for every request. Here both go out as gzip with a long cache life. Names are looked
up in a table made at start, so no request can reach another file.
"""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from mimetypes import guess_type
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

COMPRESSIBLE = {".js", ".css", ".svg", ".json"}
SMALLEST = 1000  # bytes; below this gzip saves nothing worth a copy
YEAR = "public, immutable, max-age=31536000"  # for file names that hold a hash of their content
DAY = "public, max-age=86400"


@dataclass(frozen=True)
class AssetRoot:
    """A folder served under a URL prefix (ending in `/`) with one Cache-Control value."""

    url_prefix: str
    folder: Path
    cache_control: str


class Asset:
    """One file and, from its first use on, its compressed copy."""

    def __init__(self, path: Path, cache_control: str) -> None:
        self._path = path
        self.headers = {
            "Cache-Control": cache_control,
            "Content-Encoding": "gzip",
            "Content-Type": guess_type(path.name)[0] or "application/octet-stream",
            "Vary": "Accept-Encoding",
        }

    @cached_property
    def body(self) -> bytes:
        """The gzip bytes. The first call costs some milliseconds; call it off the event loop."""
        return gzip.compress(self._path.read_bytes(), compresslevel=9, mtime=0)

    @property
    def is_ready(self) -> bool:
        """Whether `body` costs nothing any more."""
        return "body" in self.__dict__


def find_assets(roots: Iterable[AssetRoot]) -> dict[str, Asset]:
    """All files worth compressing below the roots, by URL path."""
    return {
        root.url_prefix + path.relative_to(root.folder).as_posix(): Asset(path, root.cache_control)
        for root in roots
        for path in sorted(root.folder.rglob("*"))
        if path.suffix in COMPRESSIBLE and path.stat().st_size >= SMALLEST
    }


def compress_all(assets: Iterable[Asset]) -> None:
    """Make every compressed copy now, so that no visitor waits for one."""
    for asset in assets:
        _ = asset.body


class CompressedAssets:
    """ASGI middleware that answers GET requests for known files from the compressed copies."""

    def __init__(self, app: ASGIApp, assets: dict[str, Asset]) -> None:
        self._app = app
        self._assets = assets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass the request on."""
        asset = self._asset_for(scope)
        if asset is None:
            await self._app(scope, receive, send)
            return
        body = asset.body if asset.is_ready else await run_in_threadpool(lambda: asset.body)
        await Response(body, headers=asset.headers)(scope, receive, send)

    def _asset_for(self, scope: Scope) -> Asset | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        asset = self._assets.get(scope["path"])
        return asset if asset and accepts_gzip(Headers(scope=scope)) else None


def accepts_gzip(headers: Headers) -> bool:
    """Whether whoever asks with these headers can unpack gzip."""
    codings = [coding.strip() for coding in headers.get("accept-encoding", "").split(",")]
    return "gzip" in codings
