"""Puts the Streamlit app together with what stands around it."""

import threading
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import streamlit as st
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp
from streamlit import config, file_util
from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager

from data_access import changes, sessions
from data_access.letters.settings import MailServer
from programme.roles import Right, may
from server import borders
from server.answers import Answers, Page
from server.checkpoints import Checkpoints
from server.compression import (
    DAY,
    YEAR,
    Asset,
    AssetRoot,
    CompressedAssets,
    compress_all,
    find_assets,
)
from server.doors import Doors, Known
from server.erasing import DailyErasing
from server.failures import Failures
from server.headers import SecurityHeaders
from server.health import health_endpoint
from server.live import LiveHub, live_endpoint
from server.sending import OutboxSending
from server.uploads import MEBIBYTE, UploadDoor
from server.warmup import warm_up

STREAMLIT_FILES = Path(file_util.get_static_dir())
COOKIE_COMPONENT_URL = "/component/extra_streamlit_components.CookieManager.cookie_manager/"


@dataclass(frozen=True)
class Service:
    """The ASGI app, and the hub whose streams must end before the server can stop."""

    app: st.App
    hub: LiveHub


@dataclass(frozen=True)
class Screens:
    """What the server has to know of the app's screens, which it does not import.

    `addresses` are those of the pages, `plain_page` gives the HTML for refusals, `on_error` draws
    in place of what failed outside of a page.
    """

    addresses: frozenset[str]
    plain_page: Page
    on_error: Callable[[Exception], bool | None]


def build(
    script: Path,
    engine: Engine,
    screens: Screens,
    *,
    openid: bool = False,
    mail: MailServer | None = None,
    warm: Iterable[str] = (),
    border_files: Mapping[str, bytes] | None = None,
) -> Service:
    """The Streamlit script with doors, headers, compression, `/healthz`, `/live` and `/borders/…`
    around it.

    `openid` opens the addresses of the office's own sign-in, `mail` is the server that letters are
    sent by; `warm` names the packages to import before the first visitor comes; `border_files` are
    what maps are drawn from, name → content.
    """
    # Until a session has called st.navigation, Streamlit takes a pages/ folder for its old
    # multipage manner: the first visitor to /applications would be told there is no such page.
    PagesManager.uses_pages_directory = False
    watcher = changes.Watcher(engine)
    hub = LiveHub(watcher)
    upkeep: list[Background] = [watcher, DailyErasing(engine), Checkpoints(engine)]
    if mail:
        upkeep.append(OutboxSending(engine, mail))
    assets = find_assets(_asset_roots())
    answers = Answers(screens.plain_page)
    signed_in = partial(_is_signed_in, engine)
    known = Known(screens.addresses, _static_files(), openid)
    app = st.App(
        script,
        routes=[
            Route("/healthz", health_endpoint(lambda: changes.current_revision(engine))),
            Route("/live", live_endpoint(hub, signed_in)),
            Route(
                f"{borders.FOLDER}{{name}}", borders.borders_endpoint(border_files or {}, signed_in)
            ),
        ],
        middleware=[
            Middleware(
                SecurityHeaders,
                page_html=STREAMLIT_FILES / "index.html",
                component_html=_cookie_component_files() / "index.html",
            ),
            Middleware(Failures, answers=answers),
            Middleware(Doors, known=known, answers=answers, uploads=_uploads(engine)),
            Middleware(CompressedAssets, assets=assets),
        ],
        exception_handlers={HTTPException: answers.to_exception},
        on_script_error=screens.on_error,
        lifespan=_lifespan(upkeep, hub, assets.values(), tuple(warm)),
    )
    return Service(app, hub)


class Background(Protocol):
    """Work in a thread of its own, from start to stop."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End, and wait for the end."""


def _lifespan(
    upkeep: Iterable[Background], hub: LiveHub, assets: Iterable[Asset], warm: Iterable[str]
) -> Callable[[st.App], AbstractAsyncContextManager[dict[str, Any] | None]]:
    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        threading.Thread(target=compress_all, args=(assets,), daemon=True).start()
        await warm_up(warm)
        with ExitStack() as running:
            for work in upkeep:
                work.start()
                running.callback(work.stop)
            async with hub.running():
                yield

    return lifespan


def _uploads(engine: Engine) -> Callable[[ASGIApp, Answers], UploadDoor]:
    return partial(
        UploadDoor,
        may_upload=lambda cookies: _keeps_data(engine, cookies),
        held=_held,
        largest=config.get_option("server.maxUploadSize") * MEBIBYTE,
    )


def _keeps_data(engine: Engine, cookies: Any) -> bool:
    session = sessions.current(engine, sessions.of_cookie(cookies))
    return session is not None and may(session.user.role, Right.KEEP_DATA)


def _held() -> int:
    """Bytes of the files that Streamlit keeps for all open screens."""
    files = get_instance().uploaded_file_mgr
    stats = files.get_stats() if isinstance(files, MemoryUploadedFileManager) else {}
    return sum(stat.byte_length for family in stats.values() for stat in family)


def _is_signed_in(engine: Engine, cookies: Any) -> bool:
    return sessions.current(engine, sessions.of_cookie(cookies)) is not None


def _static_files() -> frozenset[str]:
    """The URL paths of Streamlit's own files."""
    found = (STREAMLIT_FILES / "static").rglob("*")
    return frozenset(f"/{path.relative_to(STREAMLIT_FILES).as_posix()}" for path in found)


def _asset_roots() -> list[AssetRoot]:
    return [
        AssetRoot("/static/", STREAMLIT_FILES / "static", YEAR),
        AssetRoot(COOKIE_COMPONENT_URL, _cookie_component_files(), DAY),
    ]


def _cookie_component_files() -> Path:
    """Where the authenticator's cookie component lies. Looked up, because a first import outside
    a run of the app would leave it unregistered."""
    package = find_spec("extra_streamlit_components")
    if package is None or package.origin is None:
        raise RuntimeError("extra-streamlit-components is not installed: run make again")
    return Path(package.origin).parent / "CookieManager" / "frontend" / "build"
