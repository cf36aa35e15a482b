"""The app on the demo data, and on a database that holds nothing but a user for each role."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from data_access import accounts, clock
from data_access.connect import writing
from programme.roles import Role
from tests.pages.opening import looked_at


@pytest.fixture
def demo(demo_engine: Engine) -> Iterator[Engine]:
    """The app on the demo data, whose clock begins when the test does."""
    clock.restart(demo_engine)
    with looked_at(demo_engine):
        yield demo_engine


@pytest.fixture
def empty(engine: Engine) -> Iterator[Engine]:
    """The app on a database that holds nothing but a user for each role."""
    with writing(engine) as connection:
        for role in Role:
            accounts.create_user(connection, role.value, role.value, role, "no hash")
    with looked_at(engine):
        yield engine
