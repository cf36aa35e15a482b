"""Databases to restore into: of the kind the backup is from, and of the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access.connect import create_engine_for
from data_access.migrations import upgrade
from tests.backends import Backend, PostgresBackend, SqliteBackend
from tests.conftest import BACKENDS


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
