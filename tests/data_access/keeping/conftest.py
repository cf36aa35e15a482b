"""Databases to restore into: of the kind the backup is from, and of the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access.access_log import COMMAND_LINE
from data_access.connect import create_engine_for
from data_access.keeping.backup import backup
from data_access.migrations import upgrade
from programme.lifecycle import Status
from tests.backends import Backend, PostgresBackend, SqliteBackend
from tests.conftest import BACKENDS
from tests.data_access.scenarios import World


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a small world with an approved application, for copying only."""
    folder = tmp_path_factory.mktemp("small")
    engine = create_engine_for(f"sqlite:///{folder}/small.db")
    upgrade(engine)
    World(engine).found().round()
    World(engine).application(Status.APPROVED)
    backup(engine, folder / "small.backup", by=COMMAND_LINE)
    engine.dispose()
    return folder / "small.backup"


@pytest.fixture
def small(small_file: Path, tmp_path: Path) -> Path:
    """A backup of a small world, to do with as the test likes."""
    path = tmp_path / "small.backup"
    path.write_bytes(small_file.read_bytes())
    return path


@pytest.fixture(params=BACKENDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without a single table, of either kind."""
    kind: Backend
    if request.param == "sqlite":
        kind = SqliteBackend(tmp_path)
    else:
        kind = PostgresBackend(request.getfixturevalue("postgres_server"))
    url = kind.create()
    engine = create_engine_for(url)
    yield engine
    engine.dispose()
    kind.drop(url)


@pytest.fixture
def fresh(target: Engine) -> Engine:
    """A database with our schema and nothing in it, of either kind."""
    upgrade(target)
    return target


@pytest.fixture
def blank(database_url: str) -> Iterator[Engine]:
    """A database without a single table, of the kind that the test's others are."""
    engine = create_engine_for(database_url)
    yield engine
    engine.dispose()
