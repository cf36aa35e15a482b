"""The small world that most data tests begin with, on both databases.

`world` is a fresh one for each test; `shared_world` lasts for a module, whose tests must each
keep to a round of their own or change nothing.
"""

from collections.abc import Iterator

import pytest

from data_access.connect import create_engine_for
from tests.backends import Backend
from tests.data_access.scenarios import World


@pytest.fixture(scope="session")
def world_template(backend: Backend, migrated_template: str) -> str:
    """The URL of an office with its people, three regions and an open round of ten days."""
    url = backend.create(copy_of=migrated_template)
    engine = create_engine_for(url)
    World(engine).found().round()
    engine.dispose()
    return url


@pytest.fixture
def world(backend: Backend, world_template: str) -> Iterator[World]:
    """A world of the test's own."""
    yield from _lent(backend, world_template)


@pytest.fixture(scope="module")
def shared_world(backend: Backend, world_template: str) -> Iterator[World]:
    """A world for all tests of a module."""
    yield from _lent(backend, world_template)


def _lent(backend: Backend, template: str) -> Iterator[World]:
    url = backend.create(copy_of=template)
    engine = create_engine_for(url)
    yield World(engine)
    engine.dispose()
    backend.drop(url)
