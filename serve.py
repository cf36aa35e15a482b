"""Serves the app: `python serve.py`, then open the address it prints. PORT chooses the port."""

import os
import socket
import sys
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path

import uvicorn
from streamlit import config

from data_access import clock, logs
from data_access.connect import DatabaseUnavailable
from server.application import Screens, Service, build
from server.doors import LONGEST_HEAD, LONGEST_MESSAGE
from ui.database import engine
from ui.plain_pages import plain_page
from ui.registry import PAGES
from ui.trouble import failed

ROOT = Path(__file__).resolve().parent
DEFAULT_PORT = 8501
STOP_PATIENCE = 5  # seconds for open requests to end when the server stops
WARM = ("charts",)  # what pages need and the door does not

log = logs.logger("serve")


class Server(uvicorn.Server):
    """uvicorn that says where it listens, and ends the live streams before it waits for them."""

    def __init__(self, service: Service, address: str, proxies: list[str]) -> None:
        super().__init__(
            uvicorn.Config(
                service.app,
                access_log=False,
                log_config=None,
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=STOP_PATIENCE,
                http="h11",
                h11_max_incomplete_event_size=LONGEST_HEAD,
                ws="websockets-sansio",
                ws_max_size=LONGEST_MESSAGE,
                ws_per_message_deflate=False,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=proxies,
            )
        )
        self._hub = service.hub
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            log.info("server_start", address=self._address)
            print(f"Tilannehuone: {self._address}", flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.close()
        await super().shutdown(sockets)
        log.info("server_stop")


def main() -> int:
    """Serve until told to stop; returns the exit status."""
    try:
        port = int(os.environ.get("PORT") or DEFAULT_PORT)
        listener = listen(str(config.get_option("server.address")), port)
    except (ValueError, OverflowError):
        return fail(f"PORT must be a number from 1 to 65535, not {os.environ['PORT']!r}.")
    except OSError as problem:
        reason = os.strerror(problem.errno or 0)
        return fail(f"Port {port} cannot be used: {reason}. Try: PORT={port + 1} make run")
    try:
        clock.setting()
        proxies = trusted_proxies()
    except (clock.WrongSetting, WrongProxy) as problem:
        return fail(f"{problem}.")
    logs.set_up()
    with suppress(DatabaseUnavailable):  # the screen says so, and goes on when it is back
        clock.restart(engine())
    screens = Screens(frozenset(f"/{page.url_path}" for page in PAGES), plain_page, failed)
    service = build(ROOT / "app.py", engine(), screens, warm=WARM)
    address = f"http://localhost:{listener.getsockname()[1]}"
    with suppress(KeyboardInterrupt):  # Ctrl-C is how one stops it, not an error
        Server(service, address, proxies).run(sockets=[listener])
    return 0


class WrongProxy(ValueError):
    """PROGRAMME_TRUSTED_PROXIES names something that is no address."""


def trusted_proxies() -> list[str]:
    """Addresses and networks of the proxies whose word about the client is taken."""
    named = [
        part.strip()
        for part in os.environ.get("PROGRAMME_TRUSTED_PROXIES", "").split(",")
        if part.strip()
    ]
    for proxy in named:
        try:
            ip_network(proxy, strict=False)
        except ValueError as problem:
            raise WrongProxy(
                f"PROGRAMME_TRUSTED_PROXIES must be addresses or networks, not {proxy!r}"
            ) from problem
    return named


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on host and port; OSError when the port is taken."""
    return socket.create_server((host, port), backlog=2048)


def fail(message: str) -> int:
    """Say what is wrong on one line; returns the exit status for failure."""
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
