"""The web server around the app: its limits, whose word it takes, and how it starts and stops."""

import os
import socket
from ipaddress import ip_network

import uvicorn
from streamlit import config

from data_access.logs import logger
from server.application import Service
from server.doors import LONGEST_HEAD, LONGEST_MESSAGE

STOP_PATIENCE = 5  # seconds for open requests to end when the server stops

log = logger(__name__)


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


def address_to_listen_on() -> str:
    """PROGRAMME_ADDRESS, else the one of Streamlit's configuration: this machine only."""
    return os.environ.get("PROGRAMME_ADDRESS") or str(config.get_option("server.address"))


def allow_public_names() -> None:
    """Answer under the names in PROGRAMME_HOSTS too; Streamlit asks its own option for them."""
    named = os.environ.get("PROGRAMME_HOSTS", "").split(",")
    names = [name.strip() for name in named if name.strip()]
    allowed = config.get_option("server.allowedHosts")
    config.set_option("server.allowedHosts", [*allowed, *names])


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
            ip_network(proxy)
        except ValueError as problem:
            raise WrongProxy(
                f"PROGRAMME_TRUSTED_PROXIES must be addresses or networks, not {proxy!r}"
            ) from problem
    return named
