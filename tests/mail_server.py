"""A real SMTP server for the tests, in a thread: keeps what it takes, and refuses when told to."""

from asyncio import Server, WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as POLICY
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from data_access.letters.settings import MailServer

SENDER = "office@programme.example"
OK = "250 OK"


class Mailbox:
    """What the server has taken. `to_recipient` and `to_message` are what it says to the next ones
    before it goes back to saying yes."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.to_recipient: list[str] = []
        self.to_message: list[str] = []
        self.hang_up_on_message = False

    async def handle_EHLO(  # noqa: N802  the library's names
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, answers: list[str]
    ) -> list[str]:
        """Somebody has come."""
        session.host_name = hostname
        self.connections += 1
        return answers

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Whether a letter may be for that address."""
        answer = self.to_recipient.pop(0) if self.to_recipient else OK
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer.format(address=address)

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A letter has come whole."""
        answer = self.to_message.pop(0) if self.to_message else OK
        if answer == OK:
            content = envelope.content
            assert isinstance(content, bytes)
            self.taken.append(BytesParser(EmailMessage, policy=POLICY).parsebytes(content))
            self.recipients += envelope.rcpt_tos
        if self.hang_up_on_message:
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        return answer


class _Server(Controller):
    """A server at whatever port is free."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # the library's


@contextmanager
def mail_server(**options: Any) -> Iterator[tuple[Mailbox, MailServer]]:
    """A server that runs for as long as the block: its mailbox, and where to send."""
    mailbox = Mailbox()
    controller = _Server(mailbox, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield mailbox, MailServer("127.0.0.1", controller.port, SENDER)
    finally:
        controller.stop()
