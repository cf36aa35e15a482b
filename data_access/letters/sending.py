"""Sends what is due in the outbox, one letter after the other.

A letter is first claimed, then offered to the mail server, then marked as handed over (and that
is committed) before its text is sent, and marked as sent when the server has taken it. Whatever
is killed in between leaves either a letter that waits again, or one that may have left: that one
is never sent again by itself.
"""

import os
import socket
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import StrEnum

from sqlalchemy import Connection, Engine

from data_access import access_log
from data_access.connect import reading, writing
from data_access.letters import claims
from data_access.letters.claims import Claimed, Overtaken
from data_access.letters.mail import Unusable, message
from data_access.letters.post import Away, Lost, Post, Refused, calling
from data_access.letters.settings import MailServer
from data_access.logs import logger
from programme.clock import Clock
from programme.letters import Hindrance

#: A server that says "not now" is asked again after so long, twice as long each time, up to this.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=4)
#: A server that still says "not now" after so long means no.
PATIENCE = timedelta(days=5)
#: A server that is away is tried again after so long at least, and at most.
SHORTEST_BREAK, LONGEST_BREAK = timedelta(minutes=1), timedelta(minutes=15)

_LONGEST_HOST = 30

log = logger(__name__)


class Fate(StrEnum):
    """What became of a letter that was taken to be sent."""

    SENT = "sent"
    PUT_OFF = "put_off"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SERVER_AWAY = "server_away"
    OVERTAKEN = "overtaken"


def worker_name() -> str:
    """A name for one worker's claims: machine, process, and what tells two in it apart."""
    host = socket.gethostname()[:_LONGEST_HOST]
    return f"{host} {os.getpid()} {uuid.uuid4().hex[:8]}"


def _always() -> bool:
    return True


def send_due(
    engine: Engine,
    clock: Clock,
    server: MailServer,
    *,
    by: str,
    go_on: Callable[[], bool] = _always,
) -> Counter[Fate]:
    """Send every letter that is due; returns how many fared how.

    Ends early when the mail server is away, or when `go_on`, asked before each letter, says no.
    `by` is who reads the addresses, for the access log.
    Raises connect.DatabaseUnavailable; then what was handed over before stays as it was marked.
    """
    fates: Counter[Fate] = Counter()
    with reading(engine) as connection:
        if not claims.anything_due(connection, clock.now()):
            return fates
    round_ = _Round(engine, clock, server, by)
    with round_.conversation:
        while go_on() and not fates[Fate.SERVER_AWAY]:
            fate = round_.send_next()
            if fate is None:
                break
            fates[fate] += 1
            log.info("letter", fate=str(fate))
    return fates


class _Round:
    """One round through the outbox, over one conversation that begins with the first letter."""

    def __init__(self, engine: Engine, clock: Clock, server: MailServer, by: str) -> None:
        self.conversation = ExitStack()
        self._engine, self._clock, self._server, self._by = engine, clock, server, by
        self._worker = worker_name()
        self._post: Post | None = None

    def send_next(self) -> Fate | None:
        """Claim the next letter and send it; None when there is none for us."""
        with writing(self._engine) as connection:
            claimed = claims.claim(connection, self._worker, self._clock.now())
            if claimed is None:
                return None
            access_log.record(connection, self._by, "contact_read", claimed.number)
            if claimed.hindrance:
                claims.failed(connection, claimed, claimed.hindrance, tried=False)
                return Fate.FAILED
        try:
            return self._send(claimed)
        except Overtaken:
            self._forget()
            return Fate.OVERTAKEN

    def _send(self, claimed: Claimed) -> Fate:
        sender = self._server.sender
        try:
            made = message(claimed.mail, to=claimed.to, sent_from=sender, at=self._clock.now())
        except Unusable:
            return self._fail(claimed, Hindrance.ADDRESS_UNUSABLE)
        try:
            return self._talk(claimed, made)
        except Refused as refused:
            self._forget()
            return self._refused(claimed, refused)
        except Away as away:
            return self._away(claimed, away)
        except Lost:
            self._note(lambda c: claims.unknown(c, claimed, Hindrance.CONNECTION_LOST))
            self._hang_up()
            return Fate.UNKNOWN

    def _talk(self, claimed: Claimed, made: EmailMessage) -> Fate:
        post = self._offer(made)
        self._note(lambda c: claims.handed_over(c, claimed, self._clock.now()))
        post.hand_over(made)
        self._note(lambda c: claims.sent(c, claimed, self._clock.now()))
        return Fate.SENT

    def _offer(self, made: EmailMessage) -> Post:
        if self._post is not None:
            with suppress(Away):  # some servers end a conversation after a letter, or a few
                self._post.offer(made)
                return self._post
            self._hang_up()
        self._post = self.conversation.enter_context(calling(self._server))
        self._post.offer(made)
        return self._post

    def _forget(self) -> None:
        if self._post is not None:
            self._post.forget()

    def _hang_up(self) -> None:
        self.conversation.close()
        self._post = None

    def _refused(self, claimed: Claimed, refused: Refused) -> Fate:
        now = self._clock.now()
        if not refused.passing or now - claimed.send_after > PATIENCE:
            return self._fail(claimed, refused.reply, tried=True)
        until = now + wait_after(claimed.attempts + 1)
        self._note(lambda c: claims.put_off(c, claimed, refused.reply, until))
        return Fate.PUT_OFF

    def _away(self, claimed: Claimed, away: Away) -> Fate:
        log.warning("mail_server_away", reason=str(away), reply=away.reply)
        now = self._clock.now()
        why, until = away.reply or Hindrance.SERVER_AWAY, now + break_after(claimed.send_after, now)
        self._note(lambda c: claims.put_off_all(c, claimed, now, why, until))
        return Fate.SERVER_AWAY

    def _fail(self, claimed: Claimed, why: str, *, tried: bool = False) -> Fate:
        self._note(lambda c: claims.failed(c, claimed, why, tried=tried))
        return Fate.FAILED

    def _note(self, change: Callable[[Connection], None]) -> None:
        with writing(self._engine) as connection:
            change(connection)


def wait_after(attempts: int) -> timedelta:
    """How long a letter waits that a server would not have for the `attempts`th time."""
    # No more doublings than are needed: a number too large would be no time any more.
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)


def break_after(due: datetime, now: datetime) -> timedelta:
    """How long nothing is tried: as long as the letter is late by now, so twice as late each time.

    Needs no count of its own, and a letter is not put off longer for having been first in line.
    """
    return min(max(now - due, SHORTEST_BREAK), LONGEST_BREAK)
