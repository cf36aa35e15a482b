"""Databases for the tests: each test that asks for one runs on SQLite and on PostgreSQL.

- `database_url`: a new database with nothing in it;
- `engine`: a new database with our schema;
- `demo_engine`: a new database with the demo data.

The last two are copies of a database made once per run, so they cost milliseconds.
"""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from data_access import demo
from data_access.connect import create_engine_for
from data_access.migrations import upgrade
from tests.backends import DEMO_PASSWORD, Backend, PostgresBackend, SqliteBackend
from tests.postgres import PostgresServer, running_server

BACKENDS = ("sqlite", "postgresql")

# Whoever runs the tests may have settings of their own; none of them may reach a test.
for name in [name for name in os.environ if name.startswith(("PROGRAMME_", "STREAMLIT_"))]:
    del os.environ[name]


# No test depends on how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """AppTest leaves its script in place of the main module, and new processes would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of our own, started when the first test needs it."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    """Both kinds of database, one after the other."""
    if request.param == "sqlite":
        return SqliteBackend(tmp_path_factory.mktemp("databases"))
    return PostgresBackend(request.getfixturevalue("postgres_server"))


@pytest.fixture
def database_url(backend: Backend) -> Iterator[str]:
    """The URL of a new database without a single table."""
    yield from _lent(backend, copy_of=None)


@pytest.fixture(scope="session")
def migrated_template(backend: Backend) -> str:
    """The URL of a migrated database to copy; nobody stays connected to it."""
    url = backend.create()
    engine = create_engine_for(url)
    upgrade(engine)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def demo_template(backend: Backend, migrated_template: str) -> str:
    """The URL of a database with the demo data to copy; nobody stays connected to it."""
    url = backend.create(copy_of=migrated_template)
    engine = create_engine_for(url)
    demo.load(engine, password=DEMO_PASSWORD)
    engine.dispose()
    return url


@pytest.fixture
def engine(backend: Backend, migrated_template: str) -> Iterator[Engine]:
    """A new database with our schema and no rows."""
    yield from _connected(backend, migrated_template)


@pytest.fixture
def demo_engine(backend: Backend, demo_template: str) -> Iterator[Engine]:
    """A new database with the demo data; its accounts' password is DEMO_PASSWORD."""
    yield from _connected(backend, demo_template)


def _connected(backend: Backend, template: str) -> Iterator[Engine]:
    for url in _lent(backend, copy_of=template):
        engine = create_engine_for(url)
        yield engine
        engine.dispose()


def _lent(backend: Backend, copy_of: str | None) -> Iterator[str]:
    url = backend.create(copy_of)
    yield url
    backend.drop(url)
