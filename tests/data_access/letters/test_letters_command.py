"""`letters send` and `letters list`: what they say, and their exit status."""

from datetime import timedelta

import pytest

from data_access.__main__ import main
from tests.data_access.letters.conftest import Running
from tests.data_access.letters.correspondence import decided, send
from tests.data_access.letters.workers import killed_before
from tests.data_access.racing import address
from tests.data_access.scenarios import NOW, World
from tests.mail_server import SENDER


@pytest.fixture
def settings(world: World, post: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", address(world.engine))
    monkeypatch.setenv("PROGRAMME_NOW", (NOW + timedelta(minutes=11)).isoformat())
    monkeypatch.setenv("PROGRAMME_SMTP_URL", f"smtp://127.0.0.1:{post[1].port}")
    monkeypatch.setenv("PROGRAMME_SMTP_FROM", SENDER)


@pytest.mark.usefixtures("settings")
def test_what_is_due_is_sent(
    world: World, post: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    decided(world)
    assert [main(["letters", "send"]), main(["letters", "send"])] == [0, 0]
    assert capsys.readouterr().out.splitlines() == ["1 sent", "no letter was due"]
    assert len(post[0].taken) == 1


@pytest.mark.usefixtures("settings")
def test_what_was_not_sent_is_no_success(
    world: World, post: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    decided(world)
    decided(world)
    post[0].to_recipient += ["450 4.2.1 Later", "550 5.1.1 No"]
    assert main(["letters", "send"]) == 1
    assert capsys.readouterr().out == "1 put off by the mail server, 1 failed\n"


@pytest.mark.usefixtures("settings")
def test_a_server_that_is_away_is_said(
    world: World, post: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    decided(world)
    post[0].to_recipient.append("421 4.3.2 Closing")
    assert main(["letters", "send"]) == 1
    assert capsys.readouterr().err == (
        "error: no letter was sent; the mail server is away, the rest waits\n"
    )


@pytest.mark.usefixtures("settings")
def test_letters_in_another_workers_hands_are_not_sent_yet(
    world: World, post: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    decided(world)
    killed_before(world, post[1], "handed_over")
    decided(world)
    assert main(["letters", "send"]) == 1
    assert "1 due letters are in another worker's hands" in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_the_outbox_is_listed(
    world: World, post: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    decided(world)
    decided(world)
    post[0].to_recipient.append("550 5.1.1 No")
    send(world, post[1])
    assert main(["letters", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {"failed          1", "sent            1", "may_have_left   0"} <= set(lines)
    assert lines[-1] == "SP-2020-001  failed  550 5.1.1 No"


def test_without_a_mail_server_nothing_is_sent(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", address(world.engine))
    assert main(["letters", "send"]) == 1
    assert capsys.readouterr().err == ("error: no letter was sent: PROGRAMME_SMTP_URL is not set\n")
    monkeypatch.setenv("PROGRAMME_SMTP_URL", "smtp://secret@")
    assert main(["letters", "send"]) == 1
    assert "secret" not in capsys.readouterr().err
