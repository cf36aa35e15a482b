"""Handing letters over to the mail server, and what its answers mean for a letter."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import TypeVar

from data_access.letters.settings import MailServer

#: Seconds that the server may take for an answer, and for taking a message that was sent whole.
PATIENCE, PATIENCE_FOR_MESSAGE = 30.0, 120.0

_CLOSING = 421
_LONGEST_REPLY = 500

Answer = TypeVar("Answer")


#: Servers repeat the address they refuse; it belongs in the table of contacts and nowhere else.
_ADDRESS = re.compile(r"[^\s<>,;]+@[^\s<>,;]+")


class Away(Exception):
    """The server cannot be reached, or will not talk to us now (`reply`); no letter has left."""

    def __init__(self, reason: str, reply: str = "") -> None:
        super().__init__(reason)
        self.reply = reply


class Refused(Exception):
    """The server said no to this letter: for good, or for now (`passing`); `reply` is its own."""

    def __init__(self, code: int, reply: bytes | str) -> None:
        self.reply = told(code, reply)
        self.passing = code < 500
        super().__init__(self.reply)


class Lost(Exception):
    """The connection broke while the letter was being handed over: it may have left."""


class Post:
    """An open conversation with the mail server."""

    def __init__(self, talk: smtplib.SMTP) -> None:
        self._talk = talk

    def offer(self, message: EmailMessage) -> None:
        """Ask whether the server takes a letter from and to these; raises Refused or Away."""
        self._ask(lambda: self._talk.mail(_address(message, "From")))
        self._ask(lambda: self._talk.rcpt(_address(message, "To")))

    def hand_over(self, message: EmailMessage) -> None:
        """Hand over the letter that was offered; raises Refused or Lost."""
        if self._talk.sock:
            self._talk.sock.settimeout(PATIENCE_FOR_MESSAGE)
        try:
            code, reply = self._talk.data(bytes(message))
        except smtplib.SMTPDataError as answer:
            raise Refused(answer.smtp_code, answer.smtp_error) from answer
        except (OSError, smtplib.SMTPException) as failure:
            raise Lost(type(failure).__name__) from failure
        if code != 250:
            raise Refused(code, reply)

    def forget(self) -> None:
        """Give up the letter that was offered, so that the next can be."""
        with suppress(OSError, smtplib.SMTPException):
            self._talk.rset()

    def _ask(self, command: Callable[[], tuple[int, bytes]]) -> None:
        code, reply = _or_away(command)
        if code == _CLOSING:
            raise Away("closing", told(code, reply))
        if code not in (250, 251):
            raise Refused(code, reply)


@contextmanager
def calling(server: MailServer) -> Iterator[Post]:
    """A conversation with the server, signed in where it is to be; raises Away."""
    talk = _or_away(lambda: _connected(server))
    try:
        yield Post(talk)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            talk.quit()
        talk.close()


def _connected(server: MailServer) -> smtplib.SMTP:
    secure = ssl.create_default_context()
    talk: smtplib.SMTP
    if server.tls:
        talk = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=secure)
    else:
        talk = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.starttls:
            talk.starttls(context=secure)
        talk.ehlo_or_helo_if_needed()
        if server.user:
            talk.login(server.user, server.password)
    except BaseException:
        talk.close()
        raise
    return talk


def _or_away(act: Callable[[], Answer]) -> Answer:
    try:
        return act()
    except smtplib.SMTPResponseException as failure:
        raise Away("answer", told(failure.smtp_code, failure.smtp_error)) from failure
    except (OSError, smtplib.SMTPException, UnicodeError) as failure:  # TLS; a host that is no name
        raise Away(type(failure).__name__) from failure


def _address(message: EmailMessage, header: str) -> str:
    return str(message[header].addresses[0].addr_spec)


def told(code: int, reply: bytes | str) -> str:
    """The server's answer on one line, without anybody's address."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(_ADDRESS.sub("–", f"{code} {text}").split())[:_LONGEST_REPLY]
