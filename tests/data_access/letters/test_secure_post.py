"""Signing in to the mail server: only over TLS, and only to the server that is meant."""

import ssl
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from data_access.letters.sending import Fate
from programme.letters import LetterStatus
from tests.data_access.letters.conftest import Running
from tests.data_access.letters.correspondence import decided, only, send
from tests.data_access.scenarios import World
from tests.mail_server import mail_server
from tests.proxy import NAME, self_signed

USER, PASSWORD = "tilannehuone", "salainen"


def _known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, told: Any) -> AuthResult:
    assert isinstance(told, LoginPassword)
    right = (told.login, told.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Running]:
    """A mail server that takes letters only from who has signed in over TLS."""
    certificate, key = self_signed(tmp_path)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    options = {"authenticator": _known, "auth_required": True, "require_starttls": True}
    with mail_server(tls_context=tls, **options) as (mailbox, server):
        yield (
            mailbox,
            replace(server, host=NAME, starttls=True, user=USER, password=PASSWORD),
        )


def test_a_letter_goes_to_a_server_that_is_trusted(
    world: World, secure: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    decided(world)
    assert send(world, secure[1]) == Counter({Fate.SENT: 1})
    assert len(secure[0].taken) == 1


def test_a_wrong_password_is_said_and_nothing_sent(
    world: World, secure: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    decided(world)
    wrong = replace(secure[1], password="vanha")
    assert send(world, wrong) == Counter({Fate.SERVER_AWAY: 1})
    found = only(world)
    assert found.status == LetterStatus.WAITING
    assert found.failure.startswith("535 ")


def test_a_server_that_nobody_vouches_for_gets_nothing(world: World, secure: Running) -> None:
    decided(world)
    assert send(world, secure[1]) == Counter({Fate.SERVER_AWAY: 1})
    assert secure[0].taken == []
