"""A mail server that is there for each test that asks for one."""

from collections.abc import Iterator

import pytest

from data_access.letters.settings import MailServer
from tests.mail_server import Mailbox, mail_server

Running = tuple[Mailbox, MailServer]


@pytest.fixture
def post() -> Iterator[Running]:
    """A mail server: what it takes, and where it is."""
    with mail_server() as running:
        yield running
