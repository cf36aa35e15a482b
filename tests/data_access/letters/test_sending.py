"""Letters through a real SMTP server: taken, put off, refused, and a server that is away."""

import logging
import socket
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from data_access.letters.sending import (
    FIRST_WAIT,
    LONGEST_BREAK,
    LONGEST_WAIT,
    PATIENCE,
    SHORTEST_BREAK,
    Fate,
    break_after,
    wait_after,
)
from data_access.letters.settings import STANDARD
from data_access.schema import access_log
from programme.letters import Hindrance, LetterStatus
from programme.lifecycle import Action, Status
from tests.data_access.letters.conftest import Running
from tests.data_access.letters.correspondence import ADDRESS, DUE, decided, letters, only, send
from tests.data_access.scenarios import NOW, World
from tests.mail_server import SENDER, mail_server

GREYLISTED = "451 4.7.1 Greylisted, come back later"
REFUSED = "550 5.1.1 <{address}>: no such user"


def test_a_letter_is_taken_and_marked_as_sent(world: World, post: Running) -> None:
    mailbox, server = post
    number = decided(world)
    assert send(world, server) == Counter({Fate.SENT: 1})
    (message,) = mailbox.taken
    assert mailbox.recipients == [message["To"]] == [ADDRESS]
    assert message["From"] == f"Ohjelmatoimisto <{SENDER}>"
    found = only(world)
    assert (message["Subject"], number) == (found.subject, found.subject.split()[2].rstrip(":"))
    assert message.get_content().replace("\r\n", "\n") == found.body
    assert (found.status, found.sent_at, found.attempts) == (LetterStatus.SENT, DUE, 1)
    assert found.failure is None


def test_nothing_leaves_before_its_time_and_nothing_twice(world: World, post: Running) -> None:
    mailbox, server = post
    decided(world)
    assert send(world, server, STANDARD - timedelta(seconds=1)) == Counter()
    assert (mailbox.taken, mailbox.connections) == ([], 0)
    send(world, server)
    assert send(world, server, timedelta(days=30)) == Counter()
    assert len(mailbox.taken) == 1


def test_letters_leave_in_order_over_one_conversation(world: World, post: Running) -> None:
    mailbox, server = post
    numbers = [decided(world, at=NOW + timedelta(seconds=n)) for n in range(3)]
    assert send(world, server, timedelta(hours=1)) == Counter({Fate.SENT: 3})
    assert [each["Subject"].split()[2].rstrip(":") for each in mailbox.taken] == numbers
    assert mailbox.connections == 1


def test_an_undone_decision_sends_nothing(world: World, post: Running) -> None:
    mailbox, server = post
    number = decided(world)
    assert world.act(number, Action.UNDO).saved
    assert send(world, server) == Counter()
    assert (mailbox.taken, only(world).status) == ([], LetterStatus.CANCELLED)


@pytest.mark.parametrize("at", ["to_recipient", "to_message"])
def test_a_greylisted_letter_is_sent_later(world: World, post: Running, at: str) -> None:
    mailbox, server = post
    decided(world)
    getattr(mailbox, at).append(GREYLISTED)
    assert send(world, server) == Counter({Fate.PUT_OFF: 1})
    found = only(world)
    assert (found.status, found.failure, found.attempts) == (LetterStatus.WAITING, GREYLISTED, 1)
    assert found.retry_at == DUE + FIRST_WAIT
    assert send(world, server, STANDARD + FIRST_WAIT - timedelta(seconds=1)) == Counter()
    assert send(world, server, STANDARD + FIRST_WAIT) == Counter({Fate.SENT: 1})
    assert (len(mailbox.taken), only(world).attempts) == (1, 2)


def test_a_letter_put_off_holds_up_no_other_and_can_be_undone(world: World, post: Running) -> None:
    mailbox, server = post
    first, _ = decided(world), decided(world)
    mailbox.to_recipient.append(GREYLISTED)
    assert send(world, server) == Counter({Fate.PUT_OFF: 1, Fate.SENT: 1})
    assert world.act(first, Action.UNDO).saved
    assert [each.status for each in letters(world)] == ["cancelled", "sent"]


@pytest.mark.parametrize("at", ["to_recipient", "to_message"])
def test_a_refused_letter_has_failed_and_says_why(world: World, post: Running, at: str) -> None:
    mailbox, server = post
    decided(world)
    decided(world)
    getattr(mailbox, at).append(REFUSED if at == "to_recipient" else "554 5.7.1 Looks like spam")
    assert send(world, server) == Counter({Fate.FAILED: 1, Fate.SENT: 1})
    failed, sent = letters(world)
    assert (failed.status, sent.status) == (LetterStatus.FAILED, LetterStatus.SENT)
    assert failed.failure.startswith(("550 5.1.1", "554 5.7.1"))
    assert "@" not in failed.failure  # the address stands in the table of contacts alone
    assert send(world, server, timedelta(days=1)) == Counter()


def test_a_server_that_says_later_for_days_has_refused(world: World, post: Running) -> None:
    mailbox, server = post
    decided(world)
    mailbox.to_recipient.append(GREYLISTED)
    assert send(world, server, STANDARD + PATIENCE * 2) == Counter({Fate.FAILED: 1})
    assert only(world).failure == GREYLISTED


def test_a_server_that_is_away_is_left_in_peace_for_a_while(world: World) -> None:
    for _ in range(2):
        decided(world)
    with mail_server() as (_, server):
        pass  # its port is closed again
    assert send(world, server) == Counter({Fate.SERVER_AWAY: 1})
    for found in letters(world):
        assert (found.status, found.attempts) == (LetterStatus.WAITING, 0)
        assert (found.failure, found.retry_at) == (Hindrance.SERVER_AWAY, DUE + SHORTEST_BREAK)
    assert send(world, server, STANDARD) == Counter()
    with mail_server() as (mailbox, back):
        assert send(world, back, STANDARD + SHORTEST_BREAK) == Counter({Fate.SENT: 2})
    assert len(mailbox.taken) == 2


def test_a_server_that_hangs_up_has_perhaps_taken_the_letter(world: World, post: Running) -> None:
    mailbox, server = post
    decided(world)
    mailbox.hang_up_on_message = True
    assert send(world, server) == Counter({Fate.UNKNOWN: 1})
    found = only(world)
    assert (found.status, found.failure) == (LetterStatus.HANDED_OVER, Hindrance.CONNECTION_LOST)
    assert send(world, server, timedelta(days=30)) == Counter()
    assert len(mailbox.taken) == 1


def test_a_server_that_turns_everybody_away_is_away(world: World) -> None:
    decided(world)
    with mail_server(require_starttls=False) as (mailbox, server):
        mailbox.to_recipient.append("421 4.3.2 Shutting down")
        assert send(world, server) == Counter({Fate.SERVER_AWAY: 1})
        assert only(world).failure == "421 4.3.2 Shutting down"
        no_tls = replace(server, starttls=True)
        assert send(world, no_tls, timedelta(hours=1)) == Counter({Fate.SERVER_AWAY: 1})
        assert mailbox.taken == []


def test_a_server_of_an_impossible_name_is_away(world: World, post: Running) -> None:
    decided(world)
    nowhere = replace(post[1], host="." + "x" * 70 + ".invalid")
    assert send(world, nowhere) == Counter({Fate.SERVER_AWAY: 1})


def test_a_server_that_never_answers_is_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_access.letters.post.PATIENCE", 0.05)
    decided(world)
    with mail_server() as (_, server), socket.create_server(("127.0.0.1", 0)) as silent:
        mute = replace(server, port=silent.getsockname()[1])
        assert send(world, mute) == Counter({Fate.SERVER_AWAY: 1})


@pytest.mark.parametrize(
    ("email", "hindrance"),
    [
        (None, Hindrance.NO_ADDRESS),
        ("no letters@go here", Hindrance.ADDRESS_UNUSABLE),
        ("kehittäjä@kunta.example", Hindrance.ADDRESS_UNUSABLE),
    ],
)
def test_an_address_that_cannot_be_written_to_is_said(
    world: World, post: Running, email: str | None, hindrance: Hindrance
) -> None:
    mailbox, server = post
    decided(world, email=email)
    assert send(world, server) == Counter({Fate.FAILED: 1})
    assert (only(world).failure, mailbox.taken) == (hindrance, [])


def test_an_erased_contact_gets_no_letter(world: World, post: Running) -> None:
    _, server = post
    decided(world)
    world.change("UPDATE contact SET email = NULL, erased_at = '2020-12-01 07:05:00'")
    send(world, server)
    assert only(world).failure == Hindrance.ADDRESS_ERASED


def test_the_address_is_the_one_of_the_moment_of_sending(world: World, post: Running) -> None:
    mailbox, server = post
    decided(world)
    world.change("UPDATE contact SET email = 'uusi@kunta.example'")
    send(world, server)
    assert mailbox.recipients == ["uusi@kunta.example"]


def test_a_letter_without_an_application_contact_fails(world: World, post: Running) -> None:
    _, server = post
    world.application(Status.APPROVED)
    send(world, server)
    assert only(world).failure == Hindrance.NO_ADDRESS


def test_reading_an_address_is_logged(
    world: World, post: Running, caplog: pytest.LogCaptureFixture
) -> None:
    _, server = post
    number = decided(world)
    with caplog.at_level(logging.INFO, "data_access"):
        send(world, server)
    lines = select(access_log.c.action, access_log.c.subject)
    assert world.all(lines) == [("contact_read", number)]
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    assert ours
    assert ADDRESS not in "".join(ours)


def test_waiting_grows_up_to_a_limit() -> None:
    assert [wait_after(n) for n in (1, 2, 3)] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert wait_after(10_000) == LONGEST_WAIT
    assert break_after(DUE, DUE) == SHORTEST_BREAK
    assert break_after(DUE, DUE + timedelta(minutes=4)) == timedelta(minutes=4)
    assert break_after(DUE, DUE + timedelta(days=4)) == LONGEST_BREAK
