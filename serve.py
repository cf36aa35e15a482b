"""Serves the app: `python serve.py`, then open the address it prints. PORT chooses the port."""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from charts.geography import border_files
from data_access import clock, logs, sessions
from data_access.connect import DatabaseUnavailable
from data_access.letters import settings as letter_settings
from server.application import Screens, build
from server.process import (
    Server,
    WrongProxy,
    address_to_listen_on,
    allow_public_names,
    trusted_proxies,
)
from ui import openid
from ui.database import engine
from ui.plain_pages import plain_page
from ui.registry import PAGES
from ui.trouble import failed

ROOT = Path(__file__).resolve().parent
DEFAULT_PORT = 8501
WARM = ("charts",)  # what pages need and the door does not


def main() -> int:
    """Serve until told to stop; returns the exit status."""
    try:
        port = int(os.environ.get("PORT") or DEFAULT_PORT)
        listener = listen(address_to_listen_on(), port)
    except (ValueError, OverflowError):
        return fail(f"PORT must be a number from 1 to 65535, not {os.environ['PORT']!r}.")
    except OSError as problem:
        reason = os.strerror(problem.errno or 0)
        return fail(f"Port {port} cannot be used: {reason}. Try: PORT={port + 1} make run")
    try:
        clock.setting()
        sessions.idle_limits()
        proxies = trusted_proxies()
        openid.check_settings()
        letter_settings.undo_window()
        mail = letter_settings.mail_server()
    except (clock.WrongSetting, sessions.WrongLimit, WrongProxy, openid.WrongSettings) as problem:
        return fail(f"{problem}.")
    allow_public_names()
    logs.set_up()
    with suppress(DatabaseUnavailable):  # the screen says so, and goes on when it is back
        clock.restart(engine())
    screens = Screens(frozenset(f"/{page.url_path}" for page in PAGES), plain_page, failed)
    script = ROOT / "app.py"
    service = build(
        script,
        engine(),
        screens,
        openid=openid.is_configured(),
        mail=mail,
        warm=WARM,
        border_files=border_files(),
    )
    address = f"http://localhost:{listener.getsockname()[1]}"
    with suppress(KeyboardInterrupt):  # Ctrl-C is how one stops it, not an error
        Server(service, address, proxies).run(sockets=[listener])
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on host and port; OSError when the port is taken."""
    return socket.create_server((host, port), backlog=2048)


def fail(message: str) -> int:
    """Say what is wrong on one line; returns the exit status for failure."""
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
